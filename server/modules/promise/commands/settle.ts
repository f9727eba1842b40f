// After every change of the facts of a subject: read its promises again and store the copies.
import { byRecording } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'
import { ledgerSince } from '#domain/promise/ledger.ts'
import { readPromises } from '#domain/promise/read.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import type { Terms } from '#domain/promise/terms.ts'
import { timersOf } from '#domain/promise/timers.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { appendEntries, brokenSoFar, saveReadings, saveTimers } from '../store.ts'
import type { SubjectRef } from '../store.ts'
import { firedMarks, subjectOf } from '../queries/subject-of.ts'

/** `fresh` says how many of the facts, the last ones, are new; the ledger grows by what they changed. */
export async function settle(tx: Tx, subject: SubjectRef, facts: readonly Fact[], terms: Terms, now: Instant, fresh: number): Promise<PromiseReading[]> {
  const isNew = facts.length === fresh
  const broken = isNew ? new Set<string>() : await brokenSoFar(tx, subject)
  const readings = readPromises(subjectOf(subject), facts, terms, now)
  const learned = [...facts].sort(byRecording)
  const entries = ledgerSince(subjectOf(subject), learned, learned.length - fresh, broken, terms)
  await Promise.all([saveReadings(tx, subject, readings), appendEntries(tx, subject, entries), saveTimers(tx, subject, timersOf(readings, firedMarks(facts)))])
  return readings
}
