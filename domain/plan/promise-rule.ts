// What a plan promises: on this fact, that fact will follow, within this time, on this clock.
import type { FactMatch, Match } from '../fact/match.ts'
import type { SubjectKind } from '../fact/kinds.ts'
import type { EscalationTarget, PauseReason, Text } from './words.ts'
import type { Span } from './span.ts'

/** Chained: this promise starts when another one is kept or broken (a loaner is owed once the four hours are over). */
export type PromiseMatch = { promise: string; becomes: 'kept' | 'broken'; when?: Match }
export type Trigger = FactMatch | PromiseMatch

/** The promise is fulfilled by one fact, by any of several, or only when all have happened. */
export type Stop = FactMatch | { any: readonly FactMatch[] } | { all: readonly FactMatch[] }

/** The first row whose condition holds gives the target. A row without condition is the rest. */
export type TargetRow = { when?: Match; within: Span }

export type Rung = {
  /** A share of the target ('80%') or a time after the due moment ('+30min'). */
  at: string
  notify: EscalationTarget
  /** At the last rung: again after this time until the matter is solved. */
  repeat?: Span
}

export type Limit =
  | { within: Span }
  | { targets: readonly TargetRow[] }
  /** Due at a moment the starting fact names (an appointment); with an offset for a minimum notice ('-7d'). */
  | { before: { field: string; offset?: string } }
  /** Due at a fixed time of day, this many days after the start. */
  | { at: { time: string; days: number } }
  /** This many times in each period from the start of the agreement. */
  | { atLeast: { count: number; per: Span } }

export type PromiseRule = {
  id: string
  clause: string
  title: Text
  subject?: SubjectKind
  on: Trigger | readonly Trigger[]
  by: Stop
  clock?: string
  pauses?: readonly PauseReason[]
  /** Every occurrence of the trigger makes a promise of its own, once the one before has ended. */
  each?: boolean
  /** A share of the target at which the holder is warned; 0.8 unless said. */
  warnAt?: number
  ladder?: string | readonly Rung[]
  /** What is owed when it is broken: shown with the breach. */
  breach?: { title: Text; clause?: string; right?: 'third-party-repair' }
  /** Also proves these clauses: a figure that another clause repeats. */
  also?: readonly string[]
  /** A gap left by the signed words that the vendor may openly waive instead of filling it. */
  note?: Text
} & Limit
