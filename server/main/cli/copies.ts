// What must stand beside the facts of a subject: the rows of its promises, ledger and clocks, and the ticket's own row.
import type { Fact } from '#domain/fact/fact.ts'
import { ledgerOf } from '#domain/promise/ledger.ts'
import type { LedgerEntry } from '#domain/promise/ledger-entry.ts'
import { readPromises } from '#domain/promise/read.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import type { Subject } from '#domain/promise/subject.ts'
import type { Terms } from '#domain/promise/terms.ts'
import { timersOf } from '#domain/promise/timers.ts'
import { statusOf } from '#domain/ticket/status.ts'
import type { Instant } from '#domain/time/instant.ts'
import { firedMarks } from '../../modules/promise/index.ts'
import { nextClock } from '../../modules/ticket/store.ts'
import type { StoredEntry, StoredPromise, StoredTimer, TicketCopy } from './subjects.ts'

export type Copies = { promises: StoredPromise[]; entries: StoredEntry[]; timers: StoredTimer[]; copy: Omit<TicketCopy, 'type'> & { type: string | null } }

export function copiesOf(subject: Subject, facts: readonly Fact[], terms: Terms | null, now: Instant): Copies {
  const readings = terms ? readPromises(subject, facts, terms, now) : []
  return {
    promises: readings.map(promiseRow), entries: terms ? ledgerOf(subject, facts, terms).map(entryRow) : [],
    timers: timersOf(readings, firedMarks(facts)).map(({ promiseKey, mark, firesAt }) => ({ promise_key: promiseKey, mark, fires_at: stored(firesAt) })),
    copy: ticketCopy(facts, readings, now),
  }
}

export const promiseRow = (reading: PromiseReading): StoredPromise => ({
  key: reading.key, rule_id: reading.ruleId, clause: reading.clause, state: reading.state, started_at: stored(reading.startedAt), due_at: iso(reading.dueAt),
  late_after: iso(reading.lateAfter),
  met_at: iso(reading.metAt), broken_at: reading.state === 'broken' || reading.state === 'excused' ? iso(reading.lateAfter) : null,
  explained: reading.steps.findLast(({ kind }) => kind === 'explained')?.reason ?? null, reading,
})

export const entryRow = (entry: LedgerEntry, index: number): StoredEntry => ({
  n: index + 1, promise_key: entry.promiseKey, kind: entry.kind, at: stored(entry.at), recorded_at: stored(entry.recordedAt), fact_id: entry.factId,
  due_at: iso(entry.dueAt), data: entry.data,
})

function ticketCopy(facts: readonly Fact[], readings: readonly PromiseReading[], now: Instant): Copies['copy'] {
  const status = statusOf(facts)
  const attributes = attributesAt(facts, now)
  const next = nextClock(readings)
  const word = (name: string) => (typeof attributes[name] === 'string' ? attributes[name] : null)
  return {
    status: status.status, type: word('type'), severity: word('severity'), level: word('level'), zone: word('zone'), phase: word('phase'),
    holder_id: status.holderId, team_id: status.teamId, holder_accepted_at: iso(status.acceptedAt), merged_into_id: status.mergedInto, rating: status.rating,
    resolved_at: iso(status.resolvedAt), closed_at: iso(status.closedAt), next_due_at: iso(next?.at ?? null), next_rule: next?.clause ?? null, next_state: next?.state ?? null,
    broken_count: readings.filter(({ state }) => state === 'broken').length,
  }
}

/** As the database gives it back. */
const stored = (at: Instant) => new Date(at).toISOString()
const iso = (at: Instant | null) => (at === null ? null : stored(at))
