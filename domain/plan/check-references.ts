// A name in one rule that should be defined elsewhere in the plan.
import { mistake } from './finding.ts'
import type { Finding, FindingCode, Path } from './finding.ts'
import { nearest } from './nearest.ts'
import type { Plan } from './plan.ts'
import type { Trigger } from './promise-rule.ts'

type Reference = { name: string | undefined; path: Path; code: FindingCode }

export function checkReferences(plan: Plan): Finding[] {
  const known: Partial<Record<FindingCode, readonly string[]>> = {
    'unknown-calendar': ['7x24', ...Object.keys(plan.calendars)],
    'unknown-ladder': Object.keys(plan.ladders ?? {}),
    'unknown-checklist': plan.checklists.map(({ id }) => id),
    'unknown-form': plan.documents.map(({ code }) => code),
    'unknown-promise': plan.promises.map(({ id }) => id),
    'unknown-cover': plan.cover.map(({ id }) => id),
  }
  return references(plan).flatMap(({ name, path, code }) => {
    const names = known[code] ?? []
    if (name === undefined || names.includes(name)) return []
    return [mistake(path, code, { name, known: names.join(', '), nearest: nearest(name, names) ?? '' })]
  })
}

function references(plan: Plan): Reference[] {
  return [
    ...plan.promises.flatMap((rule, index) => [
      { name: rule.clock, path: ['promises', index, 'clock'], code: 'unknown-calendar' as const },
      { name: typeof rule.ladder === 'string' ? rule.ladder : undefined, path: ['promises', index, 'ladder'], code: 'unknown-ladder' as const },
      ...triggers(rule.on, ['promises', index, 'on']),
    ]),
    ...plan.cover.map(({ after }, index) => ({ name: after, path: ['cover', index, 'after'], code: 'unknown-cover' as const })),
    ...plan.cycles.flatMap((rule, index) => [
      { name: rule.calendar, path: ['cycles', index, 'calendar'], code: 'unknown-calendar' as const },
      { name: rule.checklist, path: ['cycles', index, 'checklist'], code: 'unknown-checklist' as const },
      { name: rule.form, path: ['cycles', index, 'form'], code: 'unknown-form' as const },
      ...(rule.onEvent ? triggers(rule.onEvent, ['cycles', index, 'onEvent']) : []),
    ]),
    ...plan.process.flatMap(({ steps }, index) => steps.map(({ form }, step) => ({ name: form, path: ['process', index, 'steps', step, 'form'], code: 'unknown-form' as const }))),
    ...plan.gates.map(({ needs }, index) => ({ name: 'form' in needs ? needs.form : undefined, path: ['gates', index, 'needs', 'form'], code: 'unknown-form' as const })),
    ...plan.documents.flatMap(({ owedOn }, index) => (owedOn ? triggers(owedOn, ['documents', index, 'owedOn']) : [])),
    ...plan.organisation.rosters.map(({ calendar }, index) => ({ name: calendar, path: ['organisation', 'rosters', index, 'calendar'], code: 'unknown-calendar' as const })),
    ...plan.vocabulary.channels.flatMap((channel, index) => [
      { name: channel.calendar, path: ['vocabulary', 'channels', index, 'calendar'], code: 'unknown-calendar' as const },
      { name: channel.promptsForm, path: ['vocabulary', 'channels', index, 'promptsForm'], code: 'unknown-form' as const },
    ]),
  ]
}

function triggers(on: Trigger | readonly Trigger[], path: Path): Reference[] {
  const isList = (value: typeof on): value is readonly Trigger[] => Array.isArray(value)
  const of = (trigger: Trigger, at: Path): Reference[] => ('promise' in trigger ? [{ name: trigger.promise, path: [...at, 'promise'], code: 'unknown-promise' }] : [])
  return isList(on) ? on.flatMap((trigger, index) => of(trigger, [...path, index])) : of(on, path)
}
