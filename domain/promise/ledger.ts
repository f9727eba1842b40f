// The life of the promises, in the order in which we learned of it. Every entry is caused by one fact: what the readings say with
// it and did not say without it, at the moment it was recorded. So the ledger of the first facts is always the beginning of the whole.
import { byRecording } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'
import { differences } from './differences.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { judgePromises } from './read.ts'
import type { Subject } from './subject.ts'
import type { Terms } from './terms.ts'

export function ledgerOf(subject: Subject, facts: readonly Fact[], terms: Terms): LedgerEntry[] {
  return ledgerSince(subject, [...facts].sort(byRecording), 0, new Set(), terms)
}

/** The entries of the facts from this one on; `broken` names the promises the ledger so far calls broken. The facts come as they were recorded. */
export function ledgerSince(subject: Subject, learned: readonly Fact[], first: number, broken: Set<string>, terms: Terms): LedgerEntry[] {
  const counts = new Map<string, number>()
  return learned.slice(first).flatMap((fact, step) => {
    const index = first + step
    const at = latest(fact.recordedAt, fact.happenedAt)
    const before = judgePromises(subject, learned.slice(0, index), terms, at)
    const after = judgePromises(subject, learned.slice(0, index + 1), terms, at)
    return differences(before, after, fact, broken).map(({ promiseKey, ...line }) => {
      const n = (counts.get(promiseKey) ?? 0) + 1
      counts.set(promiseKey, n)
      return { promiseKey, n, recordedAt: fact.recordedAt, factId: fact.id, ...line }
    })
  })
}

// A clock that runs a little fast may date a fact after it was recorded.
const latest = (one: Instant, other: Instant) => (one > other ? one : other)
