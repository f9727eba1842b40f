// How long someone has. Minutes and hours run on the calendar of the promise, working days count its open days (D8),
// days and months keep the wall clock of the site (D9). Whatever the unit, the target becomes one budget on one clock,
// and everything is judged by "used at most the budget".
import { addDays, addMonths } from './day.ts'
import { between, hours, minutes } from './instant.ts'
import type { Duration, Instant } from './instant.ts'
import { dueWithPauses, elapsedWithPauses, lateAfterWithPauses } from './pauses.ts'
import type { Pause } from './pauses.ts'
import { always, nextOpen, workedBetween, workingDaysDue } from './working.ts'
import type { WorkingTime } from './working.ts'
import { atWallClock, wallClock } from './zone.ts'

export const targetUnits = ['minutes', 'hours', 'working-days', 'days', 'months'] as const
export type TargetUnit = (typeof targetUnits)[number]
export type Target = { readonly unit: TargetUnit; readonly amount: number }

/** By this time of day, so many days (of the wall calendar, or working days) after the day of the start. */
export type TimeOfDay = { readonly time: string; readonly days: number; readonly of?: 'days' | 'working-days' }

/** The clock a target runs on, and how much of it may be used. A fixed moment is not moved by a pause. */
export type Budget = { readonly clock: WorkingTime; readonly amount: Duration; readonly isFixed: boolean }
export type Due = { readonly due: Instant | null; readonly lateAfter: Instant | null }
export type Verdict = { readonly kept: boolean; readonly elapsed: Duration; readonly target: Duration; readonly over: Duration }

export function budgetOf(working: WorkingTime, start: Instant, target: Target | TimeOfDay): Budget {
  if ('time' in target) return naturalBudget(working, start, timeOfDayDue(working, start, target), true)
  switch (target.unit) {
    case 'minutes': return { clock: working, amount: minutes(target.amount), isFixed: false }
    case 'hours': return { clock: working, amount: hours(target.amount), isFixed: false }
    case 'working-days': {
      const due = workingDaysDue(working, start, Math.ceil(target.amount))
      return { clock: working, amount: workedBetween(working, start, due), isFixed: false }
    }
    case 'days': return naturalBudget(working, start, naturalDaysDue(working.zone, start, target.amount), false)
    case 'months': return naturalBudget(working, start, naturalMonthsDue(working.zone, start, target.amount), false)
  }
}

/** No due moment while a pause is open before it. */
export function dueOf(working: WorkingTime, start: Instant, target: Target | TimeOfDay, pauses: readonly Pause[] = []): Due {
  const { clock, amount, isFixed } = budgetOf(working, start, target)
  const holes = isFixed ? [] : pauses
  return { due: dueWithPauses(clock, start, amount, holes), lateAfter: lateAfterWithPauses(clock, start, amount, holes) }
}

export function elapsedOf(
  working: WorkingTime, start: Instant, target: Target | TimeOfDay, until: Instant, pauses: readonly Pause[] = [],
): Duration {
  const { clock, isFixed } = budgetOf(working, start, target)
  return elapsedWithPauses(clock, start, until, isFixed ? [] : pauses)
}

export function judge(
  working: WorkingTime, start: Instant, target: Target | TimeOfDay, met: Instant, pauses: readonly Pause[] = [],
): Verdict {
  const { clock, amount, isFixed } = budgetOf(working, start, target)
  const elapsed = elapsedWithPauses(clock, start, met, isFixed ? [] : pauses)
  return { kept: elapsed <= amount, elapsed, target: amount, over: Math.max(0, elapsed - amount) as Duration }
}

// The same wall clock on the later date; a part of a day is hours after it.
export function naturalDaysDue(zone: string, start: Instant, count: number): Instant {
  const { day, time } = wallClock(zone, start)
  const whole = Math.floor(count)
  return (atSameTime(zone, start, addDays(day, whole), time) + hours((count - whole) * 24)) as Instant
}

/** The day clips to a short month; a begun month counts whole. */
export function naturalMonthsDue(zone: string, start: Instant, count: number): Instant {
  const { day, time } = wallClock(zone, start)
  return atSameTime(zone, start, addMonths(day, Math.ceil(count)), time)
}

// A time of day that has passed when the promise starts is that of the next day.
export function timeOfDayDue(working: WorkingTime, start: Instant, { time, days, of = 'days' }: TimeOfDay): Instant {
  if (of === 'days') {
    const { day } = wallClock(working.zone, start)
    const due = atWallClock(working.zone, addDays(day, days), time)
    return due < start ? atWallClock(working.zone, addDays(day, days + 1), time) : due
  }
  const closing = workingDaysDue(working, start, days)
  const due = atWallClock(working.zone, lastDayBefore(working, closing), time)
  return due < start ? timeOfDayDue(working, nextOpen(working, closing), { time, days, of }) : due
}

// A closing at midnight still belongs to the day that ends.
const lastDayBefore = (working: WorkingTime, closing: Instant) => wallClock(working.zone, (closing - 1) as Instant).day

const naturalBudget = (working: WorkingTime, start: Instant, due: Instant, isFixed: boolean): Budget =>
  ({ clock: always(working.zone), amount: between(start, due), isFixed })

const atSameTime = (zone: string, start: Instant, day: Parameters<typeof atWallClock>[1], time: string) =>
  (atWallClock(zone, day, time) + (((start % 1000) + 1000) % 1000)) as Instant
