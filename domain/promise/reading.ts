// The words in which a promise is read.
import type { Instant, Duration } from '../time/instant.ts'
import type { EscalationTarget } from '../plan/words.ts'
import type { Span } from '../plan/span.ts'

export const promiseStates = ['running', 'paused', 'kept', 'broken', 'withdrawn', 'excused', 'measured'] as const
export type PromiseState = (typeof promiseStates)[number]

export type Pausing = { from: Instant; until: Instant | null; reason: string }
export type ScheduledRung = {
  n: number
  at: Instant
  notify: EscalationTarget
  /** Again and again after it, until the promise is fulfilled or the ticket solved. */
  repeats?: readonly Instant[]
  repeat?: Span
}

export const explainKinds = [
  'started', 'target', 'window', 'pause', 'reopened', 'changed', 'moved', 'due', 'met', 'late', 'withdrawn', 'excused', 'explained', 'elided',
] as const
export type ExplainStep = {
  kind: (typeof explainKinds)[number]
  at?: Instant
  from?: Instant
  until?: Instant | null
  counted?: Duration
  clause?: string
  rule?: string
  factId?: string
  span?: Span
  reason?: string
  count?: number
}

export type PromiseReading = {
  /** Rule id and occurrence: 'P01-10#2'. */
  key: string
  ruleId: string
  clause: string
  startedAt: Instant
  /** Null when another promise's breach started it. */
  startFact: string | null
  /** The span that decides the due moment; null for a fixed moment, a count, or no figure. */
  target: Span | null
  clock: string
  calendarVersion: string
  state: PromiseState
  dueAt: Instant | null
  lateAfter: Instant | null
  warnAt: Instant | null
  metAt: Instant | null
  metFact: string | null
  elapsed: Duration
  left: Duration | null
  over: Duration
  pauses: readonly Pausing[]
  /** Made again by a reopening too late to resume the first one (D3). */
  repeat: boolean
  /** Nobody is called any more about a matter that is solved. */
  solvedAt: Instant | null
  endedAt: Instant | null
  reason: string | null
  rungs: readonly ScheduledRung[]
  steps: readonly ExplainStep[]
}
