// What happened, once and for all. A fact is never edited: a correction is a new fact that names the old one.
// It carries two times: when it was true (judges) and when we learned of it (explains).
import type { Instant } from '../time/instant.ts'
import type { FactKind } from './kinds.ts'

export type Scalar = string | number | boolean | null
export type FactData = Readonly<Record<string, Scalar | readonly string[]>>

export type Fact = {
  id: string
  kind: FactKind
  happenedAt: Instant
  recordedAt: Instant
  by: string | null
  data: FactData
  /** The fact this one corrects: the old one no longer counts, though it stays in the ledger. */
  corrects?: string
}

/** Orders facts as they were learned; ids are time-ordered, so equal moments keep the order of writing. */
export function byRecording(a: Fact, b: Fact): number {
  return a.recordedAt - b.recordedAt || compareText(a.id, b.id)
}

/** Orders facts as they happened; the order of writing decides between equal moments. */
export function byHappening(a: Fact, b: Fact): number {
  return a.happenedAt - b.happenedAt || compareText(a.id, b.id)
}

/** The facts that still count: those that no later fact corrects. */
export function standing(facts: readonly Fact[]): readonly Fact[] {
  const corrected = new Set(facts.flatMap((fact) => fact.corrects ?? []))
  return corrected.size === 0 ? facts : facts.filter((fact) => !corrected.has(fact.id))
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
