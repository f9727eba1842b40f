// Public holidays close a calendar; a make-up working day opens it with the hours of the weekday it stands for:
// a Saturday works like that week's Friday, a Sunday like the Monday after it.
import type { Calendar, Week, Window } from './calendar.ts'
import { addDays, weekday } from './day.ts'
import type { Day } from './day.ts'

export const holidayRegions = ['CN', 'TW'] as const
export type HolidayRegion = (typeof holidayRegions)[number]
export type Holiday = { readonly day: Day; readonly name: Readonly<Record<'zh-TW' | 'zh-CN' | 'en', string>> }
export type HolidayTable = {
  readonly region: HolidayRegion
  readonly year: number
  readonly holidays: readonly Holiday[]
  readonly workingDays: readonly Day[]
}

// What the calendar says of a day itself, closure or dated hours, goes before what the tables say.
export function withHolidays(calendar: Calendar, tables: readonly HolidayTable[]): Calendar {
  const holidays = [...new Set(tables.flatMap((table) => table.holidays.map(({ day }) => day)))].sort()
  const makeUps = tables.flatMap(({ workingDays }) => workingDays).filter((day) => !isClosed(calendar, day))
  const opened = makeUps
    .map((day) => [day, windowsOf(calendar, standsFor(day))] as const)
    .filter(([, windows]) => windows.length > 0)
  return {
    ...calendar,
    closures: [...(calendar.closures ?? []), ...holidays.map((day) => ({ from: day }))],
    openDates: { ...Object.fromEntries(opened), ...calendar.openDates },
  }
}

export function holidayOn(tables: readonly HolidayTable[], day: Day): Holiday | null {
  return tables.flatMap(({ holidays }) => holidays).find((holiday) => holiday.day === day) ?? null
}

const isClosed = ({ closures = [] }: Calendar, day: Day) =>
  closures.some(({ from, to = from, at }) => !at && from <= day && day <= to)

const standsFor = (day: Day): Day => (weekday(day) === 6 ? addDays(day, -1) : weekday(day) === 7 ? addDays(day, 1) : day)

function windowsOf({ versions }: Calendar, day: Day): readonly Window[] {
  const started = versions.map(({ from }) => from).filter((from) => from === '0000' || from <= day).sort()
  const week: Week = versions.findLast(({ from }) => from === started.at(-1))?.week ?? {}
  return week[String(weekday(day)) as keyof Week] ?? []
}
