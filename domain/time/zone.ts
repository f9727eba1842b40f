// What a wall clock shows somewhere, and which moment a wall clock means.
import { Temporal } from 'temporal-polyfill'
import type { Duration, Instant, TimeSpan } from './instant.ts'
import { addDays } from './day.ts'
import type { Day } from './day.ts'

/** A stretch of time in which the zone keeps one offset from UTC. */
export type OffsetSpan = TimeSpan & { readonly offset: Duration }
export type WallClock = { readonly day: Day; readonly time: string }

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export function offsetAt(zone: string, at: Instant): Duration {
  return (zoned(zone, at).offsetNanoseconds / 1e6) as Duration
}

export function localDay(zone: string, at: Instant): Day {
  return wallClock(zone, at).day
}

export function wallClock(zone: string, at: Instant): WallClock {
  const shown = new Date(at + offsetAt(zone, at)).toISOString()
  return { day: shown.slice(0, 10) as Day, time: shown.slice(11, 19) }
}

// A time that the clock skips moves later by the gap; a time that comes twice means the first. '24:00' is the next midnight.
export function atWallClock(zone: string, day: Day, time: string): Instant {
  const [date, clock] = time.startsWith('24:') ? [addDays(day, 1), '00:00'] : [day, time]
  const plain = Temporal.PlainDateTime.from(`${date}T${clock}`)
  return plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds as Instant
}

// Not always 00:00: some zones skip midnight on the day they change their clocks.
export function startOfDay(zone: string, day: Day): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds as Instant
}

/** The first moment that no longer belongs to the day. */
export function endOfDay(zone: string, day: Day): Instant {
  return startOfDay(zone, addDays(day, 1))
}

export function offsetsBetween(zone: string, from: Instant, until: Instant): OffsetSpan[] {
  const spans: OffsetSpan[] = []
  let here = zoned(zone, from)
  for (let at = from; at < until; ) {
    const change = here.getTimeZoneTransition('next')
    const next = Math.min(change?.epochMilliseconds ?? until, until) as Instant
    spans.push({ from: at, until: next, offset: (here.offsetNanoseconds / 1e6) as Duration })
    if (change) here = change
    at = next
  }
  return spans
}

const zoned = (zone: string, at: Instant) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
