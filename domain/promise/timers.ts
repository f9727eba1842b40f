// What must be struck next.
import type { Instant } from '../time/instant.ts'
import type { PromiseReading } from './reading.ts'

/** 'warn', 'due', 'rung:2', 'rung:2:3' (third repeat). */
export type Mark = string
export type FiredMark = { promiseKey: string; mark: Mark }
export type Timer = FiredMark & { firesAt: Instant }

export function timersOf(_readings: readonly PromiseReading[], _fired: readonly FiredMark[], _now?: Instant): Timer[] {
  throw new Error('being written')
}
