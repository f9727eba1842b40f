// Time that counts: how much of it passes between two moments, and when so much of it has passed.
// A budget used up exactly at closing is due at closing (D1) and late only when time counts again.
import { isRoundTheClock } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import { addDays, dayNumber, dayOfNumber } from './day.ts'
import type { Day } from './day.ts'
import type { Duration, Instant } from './instant.ts'
import { dayNumberAt, firstAbove, firstAtLeast, firstWith, lastWith, unroll, workedUntil } from './table.ts'
import type { Table } from './table.ts'
import { endOfDay, localDay } from './zone.ts'

export type WorkingTime = {
  readonly zone: string
  /** Null where time always counts. Otherwise a table that reaches at least over these moments; it grows when asked for more. */
  readonly reach: ((from: Instant, until: Instant) => Table) | null
}

/** No moment was found as far as anyone looks ahead: a calendar without open time, or a target of centuries. */
export class BeyondHorizon extends Error {
  readonly code = 'calendar.beyond-horizon'
}

export function always(zone: string): WorkingTime {
  return { zone, reach: null }
}

// The same calendar gives the same answers however far it was unrolled: the table is only a memory of them.
export function compile(calendar: Calendar, ahead?: { from: Instant; until: Instant }): WorkingTime {
  if (isRoundTheClock(calendar)) return always(calendar.zone)
  let table = ahead ? unroll(calendar, ahead.from, ahead.until) : null
  const reach = (from: Instant, until: Instant): Table => {
    if (table && table.from <= from && until <= table.until) return table
    const first = table && table.from <= from ? table.from : ((from - margin) as Instant)
    const last = table && until <= table.until ? table.until : ((until + margin) as Instant)
    if (last - first > furthest) throw new BeyondHorizon(`no answer within ${furthest / year} years`)
    table = unroll(calendar, first, last)
    return table
  }
  return { zone: calendar.zone, reach }
}

/** Nothing when `until` does not come after `from`. */
export function workedBetween(working: WorkingTime, from: Instant, until: Instant): Duration {
  if (until <= from) return 0 as Duration
  if (!working.reach) return (until - from) as Duration
  const table = working.reach(from, until)
  return (workedUntil(table, until) - workedUntil(table, from)) as Duration
}

/** The first moment at which the target is used up. A target of nothing still waits for the opening. */
export function afterWorking(working: WorkingTime, start: Instant, target: Duration): Instant {
  return target > 0 ? search(working, start, target, firstWith) : lateAfter(working, start, target)
}

/** The moment from which more than the target has passed. */
export function lateAfter(working: WorkingTime, start: Instant, target: Duration): Instant {
  return search(working, start, target, lastWith)
}

/** The moment itself when it is open. */
export function nextOpen(working: WorkingTime, at: Instant): Instant {
  return lateAfter(working, at, 0 as Duration)
}

export function isOpen(working: WorkingTime, at: Instant): boolean {
  return nextOpen(working, at) === at
}

// Day 0 is the local date of the first open moment at or after the start; due when the n-th working day after it closes (D8).
export function workingDaysDue(working: WorkingTime, start: Instant, count: number): Instant {
  const opening = nextOpen(working, start)
  if (!working.reach) return endOfDay(working.zone, addDays(localDay(working.zone, opening), count))
  for (let look = lookAhead; ; look *= 2) {
    const table = working.reach(start, later(opening, look))
    const index = firstAtLeast(table.days, dayNumberAt(table, opening)) + count
    if (index < table.days.length - 1) return table.dayCloses[index]! as Instant
  }
}

/** The day itself when it has open time. */
export function nextOpenDay(working: WorkingTime, day: Day): Day {
  if (!working.reach) return day
  const noon = (dayNumber(day) * 86_400_000 + 43_200_000) as Instant
  for (let look = lookAhead; ; look *= 2) {
    const table = working.reach(later(noon, -lookAhead), later(noon, look))
    const index = firstAtLeast(table.days, dayNumber(day))
    if (index < table.days.length - 1) return dayOfNumber(table.days[index]!)
  }
}

/** The open days after `from` up to and with `until`. */
export function workingDaysBetween(working: WorkingTime, from: Day, until: Day): number {
  if (!working.reach) return Math.max(0, dayNumber(until) - dayNumber(from))
  const [first, last] = [dayNumber(from), dayNumber(until)]
  const table = working.reach(((first - 2) * 86_400_000) as Instant, ((last + 3) * 86_400_000) as Instant)
  return Math.max(0, firstAbove(table.days, last) - firstAbove(table.days, first))
}

const year = 365.25 * 86_400_000
const margin = year
const lookAhead = 60 * 86_400_000
const furthest = 120 * year

const later = (at: Instant, by: number) => (at + by) as Instant

function search(
  working: WorkingTime, start: Instant, target: Duration, find: (table: Table, worked: number) => Instant | null,
): Instant {
  if (!working.reach) return later(start, Math.max(0, target))
  for (let look = 0; ; look = Math.max(2 * margin, look * 2)) {
    const table = working.reach(start, later(start, look))
    const found = find(table, workedUntil(table, start) + Math.max(0, target))
    if (found !== null) return found
  }
}
