// A week of the roster in the zone of the organisation: its seven days, and moments from a day and a wall clock.
import { Temporal } from 'temporal-polyfill'

export type Week = { days: readonly string[]; from: string; until: string }

export function weekOf(day: string, zone: string): Week {
  const date = Temporal.PlainDate.from(day)
  const monday = date.subtract({ days: date.dayOfWeek - 1 })
  const days = Array.from({ length: 7 }, (_, index) => monday.add({ days: index }).toString())
  return { days, from: momentAt(days[0] ?? day, '00:00', zone), until: momentAt(monday.add({ days: 7 }).toString(), '00:00', zone) }
}

export const shiftWeek = (day: string, weeks: number): string => Temporal.PlainDate.from(day).add({ weeks }).toString()
export const todayIn = (zone: string): string => Temporal.Now.plainDateISO(zone).toString()

export function momentAt(day: string, time: string, zone: string): string {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).toInstant().toString()
}

/** Wall clock of a moment, as fields of a form take it: '2026-11-23T09:00'. */
export function wallClock(moment: string, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

export const fromWallClock = (text: string, zone: string): string => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString()
export const laterByWeek = (moment: string, zone: string): string => Temporal.Instant.from(moment).toZonedDateTimeISO(zone).add({ weeks: 1 }).toInstant().toString()

/** '09:00–18:00', or with the next day named when it runs over midnight. */
export function hoursOf(startsAt: string, endsAt: string, zone: string, nextDay: string): string {
  const start = wallClock(startsAt, zone)
  const end = wallClock(endsAt, zone)
  return `${start.slice(11)}–${start.slice(0, 10) === end.slice(0, 10) ? '' : `${nextDay} `}${end.slice(11)}`
}

/** The part of a span that lies on one day, as a wall clock; '24:00' is the end of the day. Null if none does. */
export function partOn(day: string, from: string, until: string, zone: string): string | null {
  const start = Temporal.Instant.from(momentAt(day, '00:00', zone))
  const end = Temporal.Instant.from(momentAt(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), '00:00', zone))
  const [first, last] = [Temporal.Instant.from(from), Temporal.Instant.from(until)]
  if (Temporal.Instant.compare(first, end) >= 0 || Temporal.Instant.compare(last, start) <= 0) return null
  const begins = Temporal.Instant.compare(first, start) <= 0 ? '00:00' : wallClock(from, zone).slice(11)
  const ends = Temporal.Instant.compare(last, end) >= 0 ? '24:00' : wallClock(until, zone).slice(11)
  return `${begins}–${ends}`
}
