import { describe, expect, test } from 'vitest'
import { checkCalendar, dateWindows, isRoundTheClock } from './calendar.ts'
import type { Calendar, Week, Window } from './calendar.ts'
import { day, dayNumber } from './day.ts'

const everyDay = (windows: Window[]): Week => ({ 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: windows, 7: windows })
const desk = (week: Week, rest: Partial<Calendar> = {}): Calendar => ({ zone: 'Asia/Taipei', versions: [{ from: '0000', week }], ...rest })
const shown = (calendar: Calendar, date: string) =>
  dateWindows(calendar)(dayNumber(day(date))).map((part) => part.map((edge) => edge / 3_600_000))

describe('hours of one date', () => {
  test('several windows of a day stay apart, overlapping ones count once', () => {
    expect(shown(desk(everyDay([['08:00', '12:00'], ['13:00', '17:00']])), '2026-06-08')).toEqual([[8, 12], [13, 17]])
    expect(shown(desk(everyDay([['08:00', '12:30'], ['12:00', '17:00']])), '2026-06-08')).toEqual([[8, 17]])
  })

  test('hours need not be whole, and a day ends at 24:00, not 23:59', () => {
    expect(shown(desk(everyDay([['08:15', '24:00']])), '2026-06-08')).toEqual([[8.25, 24]])
  })

  test('a night that begins on Friday runs into Saturday, and none runs into Monday', () => {
    const night = desk({ 5: [['22:00', '06:00']] })
    expect(['2026-06-12', '2026-06-13', '2026-06-14', '2026-06-15'].map((date) => shown(night, date))).toEqual([[[22, 24]], [[0, 6]], [], []])
  })

  test('D6 a closed date loses both ends of its nights, its neighbours keep theirs', () => {
    const night = desk(everyDay([['22:00', '06:00']]), { closures: [{ from: day('2026-06-09') }] })
    expect(shown(night, '2026-06-08')).toEqual([[0, 6], [22, 24]])
    expect(shown(night, '2026-06-09')).toEqual([])
    expect(shown(night, '2026-06-10')).toEqual([[0, 6], [22, 24]])
  })

  test('a closure of hours closes only these, on each of its days, over New Year too', () => {
    const calendar = desk(everyDay([['08:00', '17:00']]), { closures: [{ from: day('2026-12-31'), to: day('2027-01-01'), at: ['12:00', '24:00'] }] })
    expect(['2026-12-31', '2027-01-01', '2027-01-02'].map((date) => shown(calendar, date))).toEqual([[[8, 12]], [[8, 12]], [[8, 17]]])
  })

  test('a holiday listed twice closes once, and only its own day', () => {
    const calendar = desk(everyDay([['08:00', '17:00']]), { closures: [{ from: day('2026-10-10') }, { from: day('2026-10-10') }] })
    expect(['2026-10-09', '2026-10-10', '2026-10-11'].map((date) => shown(calendar, date).length)).toEqual([1, 0, 1])
  })

  test('dated opening hours go before week and closure', () => {
    const calendar = desk({ 1: [['09:00', '18:00']] }, {
      closures: [{ from: day('2026-06-01'), to: day('2026-06-30') }],
      openDates: { [day('2026-06-08')]: [['10:00', '12:00']], [day('2026-06-13')]: [['09:00', '18:00']] },
    })
    expect(['2026-06-08', '2026-06-13', '2026-06-15'].map((date) => shown(calendar, date))).toEqual([[[10, 12]], [[9, 18]], []])
  })

  test('new hours hold from their day on, in whatever order they are written', () => {
    const calendar = { zone: 'Asia/Taipei', versions: [
      { from: day('2026-07-01'), week: everyDay([['07:00', '15:00']]) }, { from: '0000' as const, week: everyDay([['08:00', '17:00']]) },
    ] }
    expect(['2026-06-30', '2026-07-01'].map((date) => shown(calendar, date))).toEqual([[[8, 17]], [[7, 15]]])
  })
})

describe('Q17 a calendar on which nobody could keep a promise is refused', () => {
  const open = everyDay([['09:00', '18:00']])
  test.each<[string, Calendar, string]>([
    ['without any open time', desk({}), 'calendar.never-open'],
    ['with empty days only', desk(everyDay([])), 'calendar.never-open'],
    ['closed for 400 days', desk(open, { closures: [{ from: day('2026-01-01'), to: day('2027-02-04') }] }), 'calendar.closed-too-long'],
    ['closed for ever', desk(open, { closures: [{ from: day('2026-01-01'), to: day('9999-12-31') }] }), 'calendar.closed-too-long'],
    ['whose last version is empty', { ...desk(open), versions: [{ from: '0000', week: open }, { from: day('2030-01-01'), week: {} }] }, 'calendar.closed-too-long'],
    ['in no zone of the world', { ...desk(open), zone: 'Mars/Base' }, 'calendar.unknown-zone'],
    ['without hours', { ...desk(open), versions: [] }, 'calendar.no-version'],
    ['with a time that is none', desk(everyDay([['9:00', '25:00']])), 'calendar.bad-window'],
    ['with a day that is none', desk(open, { closures: [{ from: '2026-02-30' as never }] }), 'calendar.bad-day'],
  ])('%s', (_, calendar, code) => {
    expect(checkCalendar(calendar)).toMatchObject({ yes: false, because: [code] })
  })

  test.each<[string, Calendar]>([
    ['an office', desk(open)],
    ['a desk open one day a week', desk({ 3: [['09:00', '10:00']] })],
    ['a season of 399 closed days', desk(open, { closures: [{ from: day('2026-01-01'), to: day('2027-02-03') }] })],
    ['a desk that opens for the first time next year', { zone: 'UTC', versions: [{ from: day('2027-01-01'), week: open }] }],
  ])('%s is taken', (_, calendar) => expect(checkCalendar(calendar)).toEqual({ yes: true }))
})

test('only what never closes is round the clock', () => {
  const full = everyDay([['00:00', '24:00']])
  expect(isRoundTheClock(desk(full))).toBe(true)
  expect(isRoundTheClock(desk(everyDay([['00:00', '12:00'], ['12:00', '24:00']])))).toBe(true)
  expect(isRoundTheClock(desk({ ...full, 7: [['00:00', '23:59']] }))).toBe(false)
  expect(isRoundTheClock(desk(full, { closures: [{ from: day('2026-06-08'), at: ['12:00', '13:00'] }] }))).toBe(false)
  expect(isRoundTheClock({ zone: 'UTC', versions: [{ from: day('2026-01-01'), week: full }] })).toBe(false)
})
