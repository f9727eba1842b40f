// The life of the promises, in the order in which we learned of it. Every entry is caused by one fact: what the readings say with
// it and did not say without it, at the moment it was recorded. So the ledger of the first facts is always the beginning of the whole.
import { byRecording } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import { differences } from './differences.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { readPromises } from './read.ts'
import type { Subject } from './subject.ts'
import type { Terms } from './terms.ts'

export function ledgerOf(subject: Subject, facts: readonly Fact[], terms: Terms): LedgerEntry[] {
  const learned = [...facts].sort(byRecording)
  const counts = new Map<string, number>()
  const broken = new Set<string>()
  const entries: LedgerEntry[] = []
  learned.forEach((fact, index) => {
    const at = latest(fact.recordedAt, fact.happenedAt)
    const before = readPromises(subject, learned.slice(0, index), terms, at)
    const after = readPromises(subject, learned.slice(0, index + 1), terms, at)
    for (const { promiseKey, ...line } of differences(before, after, fact, broken)) {
      const n = (counts.get(promiseKey) ?? 0) + 1
      counts.set(promiseKey, n)
      entries.push({ promiseKey, n, recordedAt: fact.recordedAt, factId: fact.id, ...line })
    }
  })
  return entries
}

// A clock that runs a little fast may date a fact after it was recorded.
const latest = (one: Instant, other: Instant) => (one > other ? one : other)
