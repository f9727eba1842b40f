// Promises due at a moment that a fact names: an appointment, a milestone, with a minimum notice before it if asked.
import { addDays, isDay } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import type { FactData } from '../fact/fact.ts'
import { hours, instant, minutes } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { nextOpenDay } from '../time/working.ts'
import type { WorkingTime } from '../time/working.ts'
import { atWallClock, endOfDay, wallClock } from '../time/zone.ts'

type Before = { field: string; offset?: string }

/** A named day ends with its last moment. Null when the fact does not name it. */
export function namedMoment(data: FactData, { field, offset }: Before, working: WorkingTime): Instant | null {
  const value = data[field]
  if (typeof value !== 'string') return null
  const named = isDay(value) ? endOfDay(working.zone, value) : readMoment(value)
  return named === null || offset === undefined ? named : shifted(named, offset, working)
}

function readMoment(value: string): Instant | null {
  return /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)) ? instant(value) : null
}

// Days of notice keep the time of day; working days are counted back over open days.
function shifted(at: Instant, offset: string, working: WorkingTime): Instant {
  const [, amount = '0', unit] = /^-(\d+(?:\.\d+)?)(min|h|d|wd)$/.exec(offset) ?? []
  const count = Number(amount)
  if (unit === 'min') return (at - minutes(count)) as Instant
  if (unit === 'h') return (at - hours(count)) as Instant
  const { day, time } = wallClock(working.zone, at)
  return atWallClock(working.zone, unit === 'd' ? addDays(day, -count) : openDaysBefore(working, day, count), time)
}

function openDaysBefore(working: WorkingTime, from: Day, count: number): Day {
  let day = from
  for (let left = count; left > 0;) {
    day = addDays(day, -1)
    if (nextOpenDay(working, day) === day) left -= 1
  }
  return day
}
