// Time that does not count against anyone: the union of all pauses, only their business time, never their sum on the wall.
import type { Duration, Instant } from './instant.ts'
import { afterWorking, lateAfter, workedBetween } from './working.ts'
import type { WorkingTime } from './working.ts'

/** Half-open. A pause without end is still open. */
export type Pause = { readonly from: Instant; readonly until: Instant | null }

/** Null while an open pause stands before the moment. A pause that begins after it does not heal it. */
export function dueWithPauses(working: WorkingTime, start: Instant, target: Duration, pauses: readonly Pause[]): Instant | null {
  if (target <= 0) return lateAfterWithPauses(working, start, target, pauses)
  return stepOver(working, start, target, pauses, (left, free) => left <= free, afterWorking)
}

export function lateAfterWithPauses(
  working: WorkingTime, start: Instant, target: Duration, pauses: readonly Pause[],
): Instant | null {
  return stepOver(working, start, target, pauses, (left, free) => left < free, lateAfter)
}

/** Nothing when `until` does not come after `start`. */
export function elapsedWithPauses(working: WorkingTime, start: Instant, until: Instant, pauses: readonly Pause[]): Duration {
  const paused = unionOf(pauses).reduce((sum, { from, until: end }) =>
    sum + workedBetween(working, Math.max(from, start) as Instant, Math.min(end ?? until, until) as Instant), 0)
  return (workedBetween(working, start, until) - paused) as Duration
}

/** Sorted and apart from each other. Empty pauses vanish; what follows an open one is part of it. */
export function unionOf(pauses: readonly Pause[]): Pause[] {
  if (pauses.length === 0) return []
  const merged: { from: Instant; until: Instant | null }[] = []
  const real = pauses.filter(({ from, until }) => until === null || until > from)
  for (const pause of real.sort((one, other) => one.from - other.from)) {
    const last = merged.at(-1)
    if (!last || (last.until !== null && pause.from > last.until)) merged.push({ ...pause })
    else if (last.until !== null) last.until = pause.until === null ? null : (Math.max(last.until, pause.until) as Instant)
  }
  return merged
}

function stepOver(
  working: WorkingTime, start: Instant, target: Duration, pauses: readonly Pause[],
  isEnough: (left: number, free: number) => boolean,
  find: (working: WorkingTime, from: Instant, left: Duration) => Instant,
): Instant | null {
  let at = start
  let left = Math.max(0, target)
  for (const { from, until } of unionOf(pauses)) {
    if (until !== null && until <= at) continue
    const free = workedBetween(working, at, from)
    if (isEnough(left, free)) break
    if (until === null) return null
    left -= free
    at = until
  }
  return find(working, at, left as Duration)
}
