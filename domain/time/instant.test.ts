import { expect, test } from 'vitest'
import { between, hours, instant, later, minutes, seconds, toIso } from './instant.ts'

test('a text without an offset is no moment, so nobody guesses a zone', () => {
  expect(() => instant('2026-03-06T15:00:00')).toThrow('not a moment')
  expect(() => instant('2026-03-06')).toThrow('not a moment')
  expect(() => instant(NaN)).toThrow('not a moment')
})

test('the same moment is the same number, however it was written', () => {
  expect(instant('2026-03-06T16:00+01:00')).toBe(instant('2026-03-06T15:00:00Z'))
  expect(toIso(instant('2026-03-06T16:00+01:00'))).toBe('2026-03-06T15:00:00Z')
  expect(toIso(instant('2026-03-06T15:00:00.250Z'))).toBe('2026-03-06T15:00:00.250Z')
})

test('lengths are whole milliseconds', () => {
  expect(later(instant('2026-03-06T15:00:00Z'), hours(1.5))).toBe(instant('2026-03-06T16:30:00Z'))
  expect(minutes(1 / 3)).toBe(20_000)
  expect(between(instant('2026-03-06T15:00:00Z'), instant('2026-03-06T14:59:00Z'))).toBe(-seconds(60))
})
