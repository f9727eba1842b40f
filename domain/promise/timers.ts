// What must strike next. Each mark is struck once; a mark that is not due any more is simply no longer listed.
import type { Instant } from '../time/instant.ts'
import type { PromiseReading } from './reading.ts'

/** 'warn', 'due', 'rung:2', 'rung:2:3' (third repeat). */
export type Mark = string
export type FiredMark = { promiseKey: string; mark: Mark }
export type Timer = FiredMark & { firesAt: Instant }

/** Of the repeats that were missed, only the last one is due at `now`: nobody is called twenty times for one outage. */
export function timersOf(readings: readonly PromiseReading[], fired: readonly FiredMark[], now: Instant | null = null): Timer[] {
  const struck = new Set(fired.map(({ promiseKey, mark }) => `${promiseKey} ${mark}`))
  return readings.filter(isOpen).flatMap((reading) => {
    const isStruck = (mark: Mark) => struck.has(`${reading.key} ${mark}`)
    const marks = marksOf(reading, isStruck, now)
    return (isSolved(reading) ? marks.filter(({ mark }) => mark === 'due') : marks).filter(({ mark }) => !isStruck(mark)).map(({ mark, firesAt }) => ({ promiseKey: reading.key, mark, firesAt }))
  })
}

const isOpen = ({ state, metAt, endedAt }: PromiseReading) => (state === 'running' || state === 'broken') && metAt === null && endedAt === null

// Nobody is called about a matter that is solved; that the promise was not kept still enters the ledger.
const isSolved = ({ solvedAt, startedAt }: PromiseReading) => solvedAt !== null && solvedAt >= startedAt

type Marked = { mark: Mark; firesAt: Instant }

function marksOf({ warnAt, lateAfter, rungs }: PromiseReading, isStruck: (mark: Mark) => boolean, now: Instant | null): Marked[] {
  return [
    ...(warnAt !== null && lateAfter !== null && warnAt < lateAfter ? [{ mark: 'warn', firesAt: warnAt }] : []),
    ...(lateAfter !== null ? [{ mark: 'due', firesAt: justAfter(lateAfter) }] : []),
    ...rungs.map(({ n, at }) => ({ mark: `rung:${n}`, firesAt: lateAfter !== null && at >= lateAfter ? justAfter(at) : at })),
    ...rungs.flatMap(({ n, repeats = [] }) => nextRepeat(n, repeats, isStruck, now)),
  ]
}

// Only the next repeat waits; the one after it is listed once this one was struck.
function nextRepeat(n: number, repeats: readonly Instant[], isStruck: (mark: Mark) => boolean, now: Instant | null): Marked[] {
  const after = repeats.findLastIndex((_, index) => isStruck(`rung:${n}:${index + 1}`)) + 1
  const missed = now === null ? -1 : repeats.findLastIndex((at) => at < now)
  const next = Math.max(after, missed)
  return next < repeats.length ? [{ mark: `rung:${n}:${next + 1}`, firesAt: justAfter(repeats[next]!) }] : []
}

// On the dot is still kept, so the clock strikes a millisecond later.
const justAfter = (at: Instant) => (at + 1) as Instant
