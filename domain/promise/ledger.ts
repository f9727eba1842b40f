// The life of the promises, in the order in which we learned of it.
import type { Fact } from '../fact/fact.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import type { Subject } from './subject.ts'
import type { Terms } from './terms.ts'

export function ledgerOf(_subject: Subject, _facts: readonly Fact[], _terms: Terms): LedgerEntry[] {
  throw new Error('being written')
}
