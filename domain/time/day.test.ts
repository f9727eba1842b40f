import { describe, expect, test } from 'vitest'
import { addDays, addMonths, compareDays, day, daysBetween, isDay, weekday, yearsFrom } from './day.ts'

describe('months and years', () => {
  test('M01 a monthly plan from 31 January keeps its 31st: 28 Feb, 31 Mar, 30 Apr, 31 May', () => {
    const dates = [1, 2, 3, 4].map((count) => addMonths(day('2026-01-31'), count))
    expect(dates).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'])
  })

  test.each([['2026-02-28', '2028-02-28'], ['2026-03-31', '2028-03-31'], ['2028-02-29', '2030-02-28']])(
    'W01 24 months from acceptance on %s end on %s', (from, last) => expect(addMonths(day(from), 24)).toBe(last))

  test('years count like twelve months, backwards too', () => {
    expect(yearsFrom(day('2028-02-29'), 4)).toBe('2032-02-29')
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28')
    expect(addMonths(day('2026-01-15'), -13)).toBe('2024-12-15')
    expect(addMonths(day('2100-01-31'), 1)).toBe('2100-02-28')
  })
})

test('days step over month ends, leap days and years', () => {
  expect(addDays(day('2028-02-28'), 2)).toBe('2028-03-01')
  expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31')
  expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2)
})

test('weekdays run from Monday 1 to Sunday 7, before 1970 too', () => {
  expect(['2026-06-08', '2026-06-14', '1969-12-28'].map((text) => weekday(day(text)))).toEqual([1, 7, 7])
})

test('text order is day order', () => {
  expect(compareDays(day('2026-09-30'), day('2026-10-01'))).toBe(-1)
  expect(compareDays(day('2026-10-01'), day('2026-10-01'))).toBe(0)
})

test('what is no day is refused', () => {
  expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'today'].filter(isDay)).toEqual([])
  expect(() => day('2026-02-30')).toThrow('not a day')
})
