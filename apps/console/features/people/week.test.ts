import { expect, test } from 'vitest'
import { fromWallClock, hoursOf, partOn, weekOf } from './week.ts'

const zone = 'Asia/Taipei'

test('a week begins on Monday, at midnight of the organisation', () => {
  expect(weekOf('2026-11-24', zone)).toMatchObject({ from: '2026-11-22T16:00:00Z', until: '2026-11-29T16:00:00Z' })
  expect(weekOf('2026-11-29', zone).days[0]).toBe('2026-11-23')
})

test('a gap of three days is shown on each of them', () => {
  const [from, until] = [fromWallClock('2026-11-23T22:00', zone), fromWallClock('2026-11-25T09:00', zone)]
  expect(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) => partOn(day, from, until, zone))).toEqual([null, '22:00–24:00', '00:00–24:00', '00:00–09:00', null])
})

test('a shift over midnight says that it ends on the next day', () => {
  expect(hoursOf(fromWallClock('2026-11-23T22:00', zone), fromWallClock('2026-11-24T06:00', zone), zone, 'next day')).toBe('22:00–next day 06:00')
})
