// One line of a promise's life: what became true, when, when we learned it, and the fact that proves it.
import type { FactData } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'

export const ledgerKinds = [
  'made', 'repeated', 'warned', 'escalated', 'paused', 'resumed', 'moved', 'graded', 'kept', 'broken', 'met-late', 'measured',
  'excused', 'explained', 'withdrawn', 'restored',
] as const
export type LedgerKind = (typeof ledgerKinds)[number]

export type LedgerEntry = {
  promiseKey: string
  /** 1, 2, 3 … within the promise. */
  n: number
  kind: LedgerKind
  at: Instant
  recordedAt: Instant
  factId: string
  dueAt: Instant | null
  data: FactData
}
