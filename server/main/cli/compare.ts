// Where what is stored differs from what the facts say.
import { isDeepStrictEqual } from 'node:util'
import type { Instant } from '#domain/time/instant.ts'
import { copiesOf } from './copies.ts'
import type { Copies } from './copies.ts'
import type { StoredSubject } from './subjects.ts'

export type Difference = { check: 'promise' | 'ledger' | 'timer' | 'ticket'; what: string }

const moments = new Set(['holder_accepted_at', 'resolved_at', 'closed_at', 'next_due_at'])

/** Reads the subject again at the moment at which its copies were written; the best of the possible moments counts. */
export function differencesOf(subject: StoredSubject): Difference[] {
  let fewest: Difference[] | null = null
  for (const at of subject.settledAt.length > 0 ? subject.settledAt : [subject.startedAt]) {
    const found = differencesAt(subject, at)
    if (found.length === 0) return []
    if (!fewest || found.length < fewest.length) fewest = found
  }
  return fewest ?? []
}

function differencesAt(subject: StoredSubject, at: Instant): Difference[] {
  const { kind, id, startedAt, facts, terms } = subject
  const fresh = copiesOf({ kind, id, startedAt }, facts, terms, at)
  return [
    ...keyed('promise', plain(fresh.promises), subject.promises.map(withoutSubject), ({ key }) => key),
    ...keyed('ledger', plain(fresh.entries), subject.entries.map(withoutSubject), ({ n }) => String(n)),
    ...keyed('timer', plain(fresh.timers), subject.timers.map(withoutSubject), ({ promise_key, mark }) => `${promise_key} ${mark}`),
    ...(subject.copy ? ticketDifferences(fresh.copy, subject.copy) : []),
  ]
}

function keyed<Row extends object>(check: Difference['check'], fresh: readonly Row[], stored: readonly Row[], keyOf: (row: Row) => string): Difference[] {
  const left = new Map(stored.map((row) => [keyOf(row), row]))
  const found = fresh.flatMap((row): Difference[] => {
    const key = keyOf(row)
    const kept = left.get(key)
    left.delete(key)
    if (!kept) return [{ check, what: `${key} is missing` }]
    const names = differing(row, kept)
    return names.length > 0 ? [{ check, what: `${key} differs in ${names.join(', ')}` }] : []
  })
  return [...found, ...[...left.keys()].map((key): Difference => ({ check, what: `${key} should not be there` }))]
}

function ticketDifferences(fresh: Copies['copy'], stored: NonNullable<StoredSubject['copy']>): Difference[] {
  const kept = Object.fromEntries(Object.keys(fresh).map((name) => {
    const value = stored[name as keyof typeof stored]
    return [name, moments.has(name) && typeof value === 'string' ? new Date(value).toISOString() : value]
  }))
  // Where the facts say nothing of the type, the one of the registration stays.
  return differing({ ...fresh, type: fresh.type ?? stored.type }, kept).map((name) => ({ check: 'ticket', what: `${name} is not what the facts say` }))
}

function differing(one: object, other: object): string[] {
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>]
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((name) => !isDeepStrictEqual(left[name], right[name]))
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const withoutSubject = <Row extends object>(row: Row): Row => {
  const { subject_id: _, ...rest } = row as Row & { subject_id?: string }
  return rest as Row
}
