import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Calendar, Window } from './calendar.ts'
import { checkCalendar } from './calendar.ts'
import { addDays, day, isDay, weekday } from './day.ts'
import type { Day } from './day.ts'
import { holidayOn, withHolidays } from './holidays.ts'
import type { HolidayTable } from './holidays.ts'
import { hours } from './instant.ts'
import { compile, workedBetween } from './working.ts'
import { endOfDay, startOfDay } from './zone.ts'

const table = (name: string) => JSON.parse(readFileSync(new URL(`../../plans/holidays/${name}.json`, import.meta.url), 'utf8')) as HolidayTable
const china = ['cn-2025', 'cn-2026'].map(table)
const taiwan = ['tw-2025', 'tw-2026', 'tw-2027'].map(table)
const long: Window[] = [['09:00', '12:00'], ['13:00', '18:00']]
const short: Window[] = [['09:00', '12:00']]
const office: Calendar = { zone: 'Asia/Shanghai', versions: [{ from: '0000', week: { 1: long, 2: long, 3: long, 4: long, 5: short } }] }
const open = (calendar: Calendar, date: string) =>
  workedBetween(compile(calendar), startOfDay(calendar.zone, day(date)), endOfDay(calendar.zone, day(date)))

describe('holidays in a calendar', () => {
  const calendar = withHolidays(office, china)

  test('a public holiday is closed, the day before and after are not', () => {
    expect(['2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08'].map((date) => open(calendar, date))).toEqual([hours(8), 0, 0, hours(8)])
  })

  test('a make-up Saturday works like Friday, a make-up Sunday like Monday', () => {
    expect(open(calendar, '2026-10-10')).toBe(hours(3))
    expect(open(calendar, '2026-09-20')).toBe(hours(8))
    expect(open(office, '2026-10-10')).toBe(0)
  })

  test('what the calendar says of a day itself goes first', () => {
    const own = { ...office, closures: [{ from: day('2026-10-10') }], openDates: { [day('2026-10-01')]: short } }
    expect([open(withHolidays(own, china), '2026-10-10'), open(withHolidays(own, china), '2026-10-01')]).toEqual([0, hours(3)])
  })

  test('two feeds of the same year close no more than one', () => {
    expect(withHolidays(office, [...china, ...china]).closures).toEqual(calendar.closures)
    expect(checkCalendar(calendar)).toEqual({ yes: true })
  })

  test('a holiday can be named', () => {
    expect(holidayOn(taiwan, day('2026-10-26'))?.name['zh-TW']).toContain('補假')
    expect(holidayOn(taiwan, day('2026-10-27'))).toBeNull()
  })
})

describe.each([...china, ...taiwan].map((one) => [`${one.region} ${one.year}`, one] as const))('the table of %s', (_, one) => {
  test('has real days of its year, each once and in order, named in every language', () => {
    const days = one.holidays.map((holiday) => holiday.day)
    expect(days).toEqual([...new Set(days)].sort())
    expect([...days, ...one.workingDays].every((date) => isDay(date) && date.startsWith(String(one.year)))).toBe(true)
    expect(one.holidays.every(({ name }) => name['zh-TW'] && name['zh-CN'] && name.en)).toBe(true)
  })

  test('makes up for working days only at weekends that are no holidays', () => {
    const days = new Set(one.holidays.map((holiday) => holiday.day))
    expect(one.workingDays.every((date) => weekday(date) > 5 && !days.has(date))).toBe(true)
  })
})

describe('Taiwan, by the law of 2025', () => {
  const weekend = (date: Day) => weekday(date) > 5

  // The moon is given, not computed: the new moon of February 2027 falls minutes before midnight, where approximations err.
  const moon = [
    { year: 2026, newYear: '2026-02-17', tombs: '04-05', moons: ['06-19', '09-25'] },
    { year: 2027, newYear: '2027-02-06', tombs: '04-05', moons: ['06-09', '09-15'] },
  ]

  test.each(moon)('$year: every holiday of the law, and its day off in lieu at a weekend', ({ year, newYear, tombs, moons }) => {
    const spring = [-2, -1, 0, 1, 2].map((step) => addDays(day(newYear), step))
    const others = ['01-01', '02-28', '04-04', tombs, '05-01', '09-28', '10-10', '10-25', '12-25', ...moons].map((date) => day(`${year}-${date}`))
    const legal = [...spring, ...others]
    const off = new Set(legal)
    for (const date of legal.filter(weekend)) off.add(inLieu(date, spring.includes(date) || weekday(date) === 7 ? 1 : -1, off))
    const nextYear = day(`${year + 1}-01-01`)
    if (weekday(nextYear) === 6) off.add(addDays(nextYear, -1))
    expect(taiwan.find((one) => one.year === year)?.holidays.map((holiday) => holiday.day)).toEqual([...off].sort())
  })

  function inLieu(date: Day, step: 1 | -1, off: ReadonlySet<Day>): Day {
    const next = addDays(date, step)
    return weekend(next) || off.has(next) ? inLieu(next, step, off) : next
  }

  test('2025 is the published calendar: the new holidays from September on, one make-up Saturday', () => {
    const days = taiwan[0]?.holidays.map((holiday) => holiday.day)
    expect(days).toEqual(expect.arrayContaining(['2025-01-27', '2025-04-03', '2025-05-30', '2025-09-29', '2025-10-24', '2025-12-25']))
    expect(taiwan[0]?.workingDays).toEqual(['2025-02-08'])
  })
})
