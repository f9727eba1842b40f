import { describe, expect, test } from 'vitest'
import { addDays, day } from './day.ts'
import { instant, toIso } from './instant.ts'
import { atWallClock, endOfDay, isZone, localDay, offsetsBetween, startOfDay, wallClock } from './zone.ts'

const berlin = 'Europe/Berlin'

describe('the wall clock names a moment', () => {
  test('a time that the clock skips moves later by the gap', () => {
    expect(toIso(atWallClock(berlin, day('2026-03-29'), '02:30'))).toBe('2026-03-29T01:30:00Z')
  })

  test('a time that comes twice means the first', () => {
    expect(toIso(atWallClock(berlin, day('2026-10-25'), '02:30'))).toBe('2026-10-25T00:30:00Z')
  })

  test('24:00 is the next midnight, not 23:59', () => {
    expect(atWallClock(berlin, day('2026-06-01'), '24:00')).toBe(atWallClock(berlin, day('2026-06-02'), '00:00'))
  })

  test('M03 daily at 08:00 stays 08:00 over the change of the clock', () => {
    const runs = [0, 1, 2, 3].map((step) => toIso(atWallClock(berlin, addDays(day('2026-03-27'), step), '08:00')))
    expect(runs).toEqual(['2026-03-27T07:00:00Z', '2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z', '2026-03-30T06:00:00Z'])
  })
})

describe('a day has its own length', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29', 23], ['Europe/Berlin', '2026-10-25', 25], ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Santiago', '2026-09-06', 23], ['Asia/Taipei', '2026-03-29', 24], ['Pacific/Apia', '2011-12-30', 0],
  ])('%s %s lasts %d hours', (zone, date, length) => {
    expect((endOfDay(zone, day(date)) - startOfDay(zone, day(date))) / 3_600_000).toBe(length)
  })

  test('W01 cover that ends on a day ends at the end of that day at the site', () => {
    expect(toIso(endOfDay('Asia/Taipei', day('2028-02-28')))).toBe('2028-02-28T16:00:00Z')
  })
})

test('the same moment is another day elsewhere', () => {
  const at = instant('2026-06-08T17:30:00Z')
  expect([localDay('Asia/Taipei', at), localDay(berlin, at)]).toEqual(['2026-06-09', '2026-06-08'])
  expect(wallClock('Asia/Kathmandu', at)).toEqual({ day: '2026-06-08', time: '23:15:00' })
})

test('offsets follow each other without a hole', () => {
  const [from, until] = [instant('2020-01-01T00:00:00Z'), instant('2030-01-01T00:00:00Z')]
  for (const zone of ['Africa/Casablanca', berlin, 'Asia/Shanghai', 'America/Santiago']) {
    const spans = offsetsBetween(zone, from, until)
    expect(spans[0]?.from).toBe(from)
    expect(spans.at(-1)?.until).toBe(until)
    spans.slice(1).forEach((span, index) => expect(span.from).toBe(spans[index]?.until))
  }
  // Twice a year around Ramadan.
  expect(offsetsBetween('Africa/Casablanca', from, instant('2026-01-01T00:00:00Z'))).toHaveLength(13)
  expect(offsetsBetween('Asia/Shanghai', from, until)).toHaveLength(1)
})

test('only zones of the world are zones', () => {
  expect(['Asia/Taipei', 'UTC', 'Mars/Base', ''].map(isZone)).toEqual([true, true, false, false])
})
