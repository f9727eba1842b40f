// When a desk is open: windows by weekday in the zone of the site, closures and dated opening hours.
// An instant is open if its wall clock lies in an open window of its local date. A window over midnight belongs to the day
// it begins on; the part after midnight is an open window of the next date. A closure acts on the local date (D6).
import { decide } from '../decision.ts'
import type { Decision } from '../decision.ts'
import { dayNumber, isDay, weekdayOfNumber } from './day.ts'
import type { Day } from './day.ts'
import { isZone } from './zone.ts'

export type ClockTime = string
/** A day as it stands in a file, not yet checked. */
export type DayText = string
export type Window = readonly [start: ClockTime, end: ClockTime]
export type Week = Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly Window[]>>>
/** Both days belong to the closure; `at` closes only these hours of each of them. */
export type Closure = { readonly from: DayText; readonly to?: DayText; readonly at?: Window }
export type Calendar = {
  readonly zone: string
  /** The first version holds from '0000'. */
  readonly versions: readonly { readonly from: DayText; readonly week: Week }[]
  readonly closures?: readonly Closure[]
  /** Dated opening hours: they replace all hours of that date, closures included. */
  readonly openDates?: Readonly<Record<DayText, readonly Window[]>>
}

export const calendarRefusals = [
  'calendar.unknown-zone', 'calendar.no-version', 'calendar.bad-day', 'calendar.bad-window',
  'calendar.never-open', 'calendar.closed-too-long',
] as const
export type CalendarRefusal = (typeof calendarRefusals)[number]

/** Open part of one local date in milliseconds of the wall clock, half-open. */
export type DayWindow = readonly [start: number, end: number]

// A calendar is refused when nobody could ever keep a promise on it.
export function checkCalendar(calendar: Calendar): Decision<object, CalendarRefusal> {
  const shape = [
    isZone(calendar.zone) ? [] : ['calendar.unknown-zone'],
    calendar.versions.length > 0 ? [] : ['calendar.no-version'],
    daysOf(calendar).every(isDay) ? [] : ['calendar.bad-day'],
    windowsOf(calendar).every(isWindow) ? [] : ['calendar.bad-window'],
  ].flat() as CalendarRefusal[]
  return decide({}, shape.length > 0 ? shape : openness(calendar))
}

/** The open windows of any local date: sorted, apart from each other, by the days since 1970. */
export function dateWindows(calendar: Calendar): (number: number) => readonly DayWindow[] {
  const versions = readVersions(calendar)
  const dates = Object.entries(calendar.openDates ?? {})
  const dated = new Map(dates.map(([date, windows]) => [dayNumber(date as Day), windows.map(read)]))
  const closed = closedHours(calendar)
  const weekOf = (number: number) => versions.findLast(({ from }) => from <= number)?.week[weekdayOfNumber(number)] ?? []
  return (number) => {
    const own = dated.get(number)
    const night = (dated.get(number - 1) ?? []).flatMap(afterMidnight)
    if (own) return union([...own.map(beforeMidnight), ...night])
    const open = union([...weekOf(number).map(beforeMidnight), ...weekOf(number - 1).flatMap(afterMidnight), ...night])
    const holes = closed.get(number)
    return holes ? subtract(open, union(holes)) : open
  }
}

/** True when the calendar never closes. */
export function isRoundTheClock(calendar: Calendar): boolean {
  if (calendar.closures?.length || Object.keys(calendar.openDates ?? {}).length) return false
  const windows = dateWindows(calendar)
  const firstDays = calendar.versions.filter(({ from }) => from !== '0000').map(({ from }) => dayNumber(from as Day))
  const sample = [0, ...firstDays].flatMap((first) => [0, 1, 2, 3, 4, 5, 6, 7].map((step) => first + step))
  const isFull = ([only, ...others]: readonly DayWindow[]) => others.length === 0 && only?.[0] === 0 && only[1] === midnight
  return calendar.versions.some(({ from }) => from === '0000') && sample.every((number) => isFull(windows(number)))
}

const midnight = 86_400_000
const longestRest = 400
const longestLook = 80_000

function openness(calendar: Calendar): CalendarRefusal[] {
  const windows = dateWindows(calendar)
  const named = daysOf(calendar).filter((date) => date !== '0000').map((date) => dayNumber(date as Day))
  const ever = calendar.versions.some(({ from }) => from === '0000')
  const first = ever ? Math.min(...named, 0) - 2 * longestRest : Math.min(...named)
  const last = Math.min(Math.max(...named, first) + 2 * longestRest, first + longestLook)
  let rest = 0
  let wasOpen = false
  let tooLong = false
  for (let number = first; number <= last; number += 1) {
    const isOpen = windows(number).length > 0
    wasOpen ||= isOpen
    rest = isOpen ? 0 : rest + 1
    tooLong ||= rest >= longestRest
  }
  return !wasOpen ? ['calendar.never-open'] : tooLong ? ['calendar.closed-too-long'] : []
}

const daysOf = ({ versions, closures = [], openDates = {} }: Calendar): string[] => [
  ...versions.flatMap(({ from }) => (from === '0000' ? [] : [from])),
  ...closures.flatMap(({ from, to }) => (to ? [from, to] : [from])),
  ...Object.keys(openDates),
]

const windowsOf = ({ versions, closures = [], openDates = {} }: Calendar): Window[] => [
  ...versions.flatMap(({ week }) => Object.values(week).flat()),
  ...closures.flatMap(({ at }) => (at ? [at] : [])),
  ...Object.values(openDates).flat(),
]

const clockPattern = /^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/
const isWindow = ([start, end]: Window) => clockPattern.test(start) && clockPattern.test(end) && !start.startsWith('24')

function readClock(time: ClockTime): number {
  if (!clockPattern.test(time)) throw new Error(`not a time of day: ${time}`)
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return ((hour * 60 + minute) * 60 + second) * 1000
}

// An end at or before the start lies on the next day.
function read([start, end]: Window): DayWindow {
  const [opens, closes] = [readClock(start), readClock(end)]
  return [opens, closes <= opens ? closes + midnight : closes]
}

const beforeMidnight = ([start, end]: DayWindow): DayWindow => [start, Math.min(end, midnight)]
const afterMidnight = ([, end]: DayWindow): DayWindow[] => (end > midnight ? [[0, end - midnight]] : [])

function readVersions(calendar: Calendar) {
  return calendar.versions
    .map(({ from, week }) => ({
      from: from === '0000' ? -Infinity : dayNumber(from as Day),
      week: readWeek(week),
    }))
    .sort((one, other) => one.from - other.from)
}

const readWeek = (week: Week): Record<number, readonly DayWindow[]> =>
  Object.fromEntries(Object.entries(week).map(([weekday, windows]) => [weekday, windows.map(read)]))

// A closure without end would be a calendar of its own: nothing is listed past the longest look ahead.
function closedHours({ closures = [] }: Calendar): Map<number, DayWindow[]> {
  const closed = new Map<number, DayWindow[]>()
  const close = (number: number, window: DayWindow) => closed.set(number, [...(closed.get(number) ?? []), window])
  for (const { from, to = from, at } of closures) {
    const hours = at ? read(at) : ([0, midnight] as const)
    const last = Math.min(dayNumber(to as Day), dayNumber(from as Day) + longestLook)
    for (let number = dayNumber(from as Day); number <= last; number += 1) {
      close(number, beforeMidnight(hours))
      for (const rest of afterMidnight(hours)) close(number + 1, rest)
    }
  }
  return closed
}

function union(windows: readonly DayWindow[]): DayWindow[] {
  const merged: [number, number][] = []
  for (const [start, end] of [...windows].sort((one, other) => one[0] - other[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else if (end > start) merged.push([start, end])
  }
  return merged
}

function subtract(open: readonly DayWindow[], holes: readonly DayWindow[]): DayWindow[] {
  return holes.reduce<DayWindow[]>(
    (left, [from, until]) => left.flatMap(([start, end]) =>
      ([[start, Math.min(end, from)], [Math.max(start, until), end]] as const).filter((part) => part[1] > part[0])),
    [...open],
  )
}

