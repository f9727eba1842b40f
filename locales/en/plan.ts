// What is wrong with a plan and what to do about it, and the words of a printed plan.
import type { FindingCode } from '#domain/plan/finding.ts'

export type FindingWords = { says: string; remedy: string }

export const planFindings = {
  yaml: { says: 'The YAML cannot be read here ({problem}).', remedy: 'Check indentation, quotes and colons around this line; quote texts that contain ": " or "#".' },
  'duplicate-key': { says: 'The same field stands here twice.', remedy: 'Keep one of the two.' },
  'unknown-key': { says: 'A plan has no field "{key}" here.', remedy: 'Remove it, or use one of: {known}.{meant}' },
  'missing-key': { says: 'The field "{key}" is missing.', remedy: 'Add "{key}" here.' },
  'unknown-fact': { says: 'Nothing of the kind "{word}" can happen.', remedy: 'Use a fact of the closed list.{meant}' },
  'unknown-word': { says: '"{word}" is not one of the words allowed here.', remedy: 'Use one of: {known}.{meant}' },
  'wrong-type': { says: 'The value here has the wrong form ({problem}).', remedy: 'Write it in the form the field asks for.' },
  'wrong-span': { says: '"{word}" is not a length of time.', remedy: 'Write 10min, 2h, 3wd (working days), 2d, 6mo, 2y; tbd while it is open, none for no target.' },
  'wrong-clause': { says: '"{word}" is not a clause id.', remedy: 'Write it like P01-10.' },
  'wrong-id': { says: '"{word}" is not a usable id.', remedy: 'Use letters, digits, dots and dashes only.' },
  'wrong-rung': { says: '"{word}" is not a rung of a ladder.', remedy: 'Write a share such as 80%, or a time after the due moment such as +30min.' },
  'wrong-value': { says: 'This value cannot be accepted ({problem}).', remedy: 'Correct the value.' },
  'duplicate-id': { says: '"{id}" is used twice.', remedy: 'Give one of the two another name.' },
  'foreign-clause': { says: 'Clause {clause} belongs to another paper than {plan}.', remedy: 'Use a clause of {plan}, unless this is meant.' },
  'unknown-calendar': { says: 'The plan has no calendar "{name}".', remedy: 'Define it under calendars, or use one of: {known}.{meant}' },
  'unknown-ladder': { says: 'The plan has no ladder "{name}".', remedy: 'Define it under ladders, or use one of: {known}.{meant}' },
  'unknown-checklist': { says: 'The plan has no checklist "{name}".', remedy: 'Define it under checklists, or use one of: {known}.{meant}' },
  'unknown-form': { says: 'The plan has no form "{name}".', remedy: 'Define it under documents, or use one of: {known}.{meant}' },
  'unknown-promise': { says: 'The plan has no promise "{name}".', remedy: 'Name the id of a promise of this plan.{meant}' },
  'unknown-cover': { says: 'The plan has no cover term "{name}".', remedy: 'Name the id of a cover term of this plan.{meant}' },
  'unknown-code': { says: '"{word}" is not a {field} of this plan.', remedy: 'Add it to the vocabulary, or use one of: {known}.{meant}' },
  'targets-hole': { says: 'The table of targets has a hole: {missing}.', remedy: 'Add a row for it, or a last row without condition.' },
  'targets-overlap': { says: 'Rows {row} and {other} give different targets for the same case ({case}).', remedy: 'Narrow one of the two conditions.' },
  'targets-unreachable': { says: 'Row {row} can never be reached.', remedy: 'Remove it, or move it before the row that covers it.' },
  'cover-contradicts': { says: 'The cover terms {other} and {id} answer the same question differently.', remedy: 'Make length, payer and condition agree, or tell the two apart by phase or condition.' },
  'cover-remedies': { says: 'The cover terms {other} and {id} offer different remedies for the same case.', remedy: 'Nothing to do if the customer may choose; otherwise tell them apart by a condition.' },
  'charging-contradicts': { says: 'The charging rules {other} and {id} charge {field} differently in the same case.', remedy: 'Keep one of them, or tell them apart by a condition.' },
  'promise-circle': { says: 'The promise {id} waits, over other promises, for itself.', remedy: 'Let one of them start with a fact.' },
  'cover-circle': { says: 'The cover term {id} begins, over other terms, after itself.', remedy: 'Let one of them start with a fact alone.' },
  'working-days-without-calendar': { says: 'The promise {id} counts working days without a calendar.', remedy: 'Add "clock:" with a calendar of this plan.' },
  'before-without-fact': { says: 'The promise {id} is due at "{field}", but starts with another promise, which has no such field.', remedy: 'Start it with a fact that carries the field.' },
  'ladder-order': { says: 'The rung {at} stands after {before} but comes earlier.', remedy: 'Put the rungs in the order of time.' },
  'ladder-repeat': { says: 'Only the last rung repeats; {at} is not the last.', remedy: 'Move "repeat" to the last rung.' },
  'cycle-without-rhythm': { says: 'The cycle {id} has neither a rhythm nor an event.', remedy: 'Add every, times, months or onEvent.' },
  'bad-calendar': { says: 'The calendar "{name}" cannot be used: {reasonText}', remedy: 'Correct its hours, days or zone.' },
  'unknown-zone': { says: 'The time zone "{zone}" does not exist.', remedy: 'Use a name such as Asia/Taipei.' },
  'measure-without-target': { says: 'The measure {id} has no target; it is only reported.', remedy: 'Enter a target if the signed words mean one.' },
} as const satisfies Record<FindingCode, FindingWords>

export const planPrint = {
  meant: ' Did you mean "{nearest}"?',
  version: 'Version {version}', draft: 'Draft', active: 'Active', retired: 'Retired', clause: 'Clause', open: 'to be completed', none: 'no target', within: 'within {span}',
  printed: 'Currency {currency}, time zone {zone}',
}
