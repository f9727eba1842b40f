// A condition may only ask for words the plan has: a severity nobody can choose is a promise nobody gets.
import { mistake } from './finding.ts'
import type { Finding, Path } from './finding.ts'
import { nearest } from './nearest.ts'
import type { Plan } from './plan.ts'
import { channelKinds, ticketTypes } from './words.ts'

export function checkCodes(plan: Plan): Finding[] {
  const known = wordsOf(plan)
  return [...conditions(plan, []).flatMap(({ field, word, path }) => unknown(known[field], field, word, path)), ...phases(plan)]
}

/** The words a field may have, where the plan or the product closes the list. */
export function wordsOf({ vocabulary }: Plan): Readonly<Record<string, readonly string[]>> {
  const codes = (words: readonly { code: string }[]) => words.map(({ code }) => code)
  return {
    ...Object.fromEntries((vocabulary.choices ?? []).map(({ field, options }) => [field, codes(options)])),
    severity: codes(vocabulary.severities), level: codes(vocabulary.levels), zone: codes(vocabulary.zones), phase: codes(vocabulary.phases), cause: codes(vocabulary.causes),
    // The channel of one message may be any kind, also one that takes no registrations.
    channel: [...codes(vocabulary.channels), ...channelKinds], type: ticketTypes,
  }
}

function phases(plan: Plan): Finding[] {
  const known = plan.vocabulary.phases.map(({ code }) => code)
  return [
    ...plan.cover.flatMap(({ phase }, index) => (phase === undefined ? [] : unknown(known, 'phase', phase, ['cover', index, 'phase']))),
    ...plan.cycles.flatMap(({ until }, index) => (typeof until === 'object' ? unknown(known, 'phase', until.phase, ['cycles', index, 'until', 'phase']) : [])),
  ]
}

function unknown(known: readonly string[] | undefined, field: string, word: string, path: Path): Finding[] {
  if (!known || known.includes(word)) return []
  return [mistake(path, 'unknown-code', { field, word, known: known.join(', '), nearest: nearest(word, known) ?? '' })]
}

type Asked = { field: string; word: string; path: Path }
const conditionKeys = new Set(['when', 'only', 'beforeWhen'])

function conditions(node: unknown, path: Path): Asked[] {
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const at = [...path, Array.isArray(node) ? Number(key) : key]
    const isCondition = conditionKeys.has(key) && value !== null && typeof value === 'object' && !Array.isArray(value)
    return isCondition ? Object.entries(value).flatMap(([field, condition]) => asked(field, condition, [...at, field])) : conditions(value, at)
  })
}

function asked(field: string, condition: unknown, path: Path): Asked[] {
  if (typeof condition === 'string') return [{ field, word: condition, path }]
  if (Array.isArray(condition)) return condition.flatMap((one, index) => asked(field, one, [...path, index]))
  if (condition !== null && typeof condition === 'object' && 'not' in condition) return asked(field, condition.not, [...path, 'not'])
  return []
}
