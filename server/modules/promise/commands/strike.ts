// What the clocks owe at this moment, as facts: warned, due, escalated. Decided from the facts alone, so a strike that comes
// late, twice or from a stale node changes nothing: a mark that was struck is a fact, and a fact is struck once.
import type { Fact } from '#domain/fact/fact.ts'
import { readPromises } from '#domain/promise/read.ts'
import type { Terms } from '#domain/promise/terms.ts'
import { timersOf } from '#domain/promise/timers.ts'
import type { Instant } from '#domain/time/instant.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { SubjectRef } from '../store.ts'
import { firedMarks, subjectOf } from '../queries/subject-of.ts'

export type StruckFact = Fact & { byName: null; body: null }

export function strikesDue(subject: SubjectRef, facts: readonly Fact[], terms: Terms, now: Instant): StruckFact[] {
  const readings = readPromises(subjectOf(subject), facts, terms, now)
  return timersOf(readings, firedMarks(facts), now)
    .filter(({ firesAt }) => firesAt <= now)
    .sort((one, other) => one.firesAt - other.firesAt)
    .map(({ promiseKey, mark, firesAt }) => ({
      id: newId(), kind: 'clock.struck', happenedAt: firesAt, recordedAt: now, by: null, byName: null, body: null,
      data: { promise: promiseKey, mark, ...notified(readings.find(({ key }) => key === promiseKey), mark) },
    }))
}

function notified(reading: ReturnType<typeof readPromises>[number] | undefined, mark: string) {
  const rung = /^rung:(\d+)/.exec(mark)?.[1]
  const found = rung === undefined ? undefined : reading?.rungs.find(({ n }) => n === Number(rung))
  return { clause: reading?.clause ?? '', rule: reading?.ruleId ?? '', ...(found && { notify: found.notify }) }
}
