import { describe, expect, test } from 'vitest'
import type { Calendar, Window } from './calendar.ts'
import { day } from './day.ts'
import { hours, instant, minutes, seconds, toIso } from './instant.ts'
import {
  afterWorking, always, BeyondHorizon, compile, isOpen, lateAfter, nextOpen, nextOpenDay, workedBetween, workingDaysBetween, workingDaysDue,
} from './working.ts'
import { atWallClock } from './zone.ts'

const office: Window[] = [['08:00', '12:00'], ['13:00', '17:00']]
const berlin: Calendar = { zone: 'Europe/Berlin', versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] }
const working = compile(berlin)
const june = (date: number, time: string) => atWallClock('Europe/Berlin', day(`2026-06-${String(date).padStart(2, '0')}`), time)

describe('counting', () => {
  test('a budget used up at closing is due at closing and late at the next opening', () => {
    expect(afterWorking(working, june(8, '09:00'), hours(7))).toBe(june(8, '17:00'))
    expect(lateAfter(working, june(8, '09:00'), hours(7))).toBe(june(9, '08:00'))
  })

  test('a target of nothing still waits for the opening', () => {
    expect(afterWorking(working, june(6, '10:00'), minutes(0))).toBe(june(8, '08:00'))
  })

  test('Q13 the last second before the budget is used up is not the budget', () => {
    const due = afterWorking(working, june(8, '09:00'), hours(2))
    expect(workedBetween(working, june(8, '09:00'), (due - 1000) as typeof due)).toBe(hours(2) - seconds(1))
    expect(workedBetween(working, june(8, '09:00'), due)).toBe(hours(2))
  })

  test('an end before the start counts nothing', () => {
    expect(workedBetween(working, june(8, '10:00'), june(8, '09:00'))).toBe(0)
  })

  test('open begins with the opening and ends before the closing', () => {
    expect(['07:59', '08:00', '11:59', '12:00', '13:00', '17:00'].map((time) => isOpen(working, june(8, time))))
      .toEqual([false, true, true, false, true, false])
    expect(nextOpen(working, june(12, '17:00'))).toBe(june(15, '08:00'))
  })

  test('a target of years is found, far past any look ahead', () => {
    expect(workedBetween(working, june(8, '09:00'), afterWorking(working, june(8, '09:00'), hours(20_000)))).toBe(hours(20_000))
  })
})

describe('working days', () => {
  test.each([
    ['Thursday 16:50', june(11, '16:50'), june(15, '17:00')],
    ['Saturday', june(13, '10:00'), june(17, '17:00')],
    ['Monday 07:00', june(15, '07:00'), june(17, '17:00')],
    ['Thursday at closing, which is Friday', june(11, '17:00'), june(16, '17:00')],
  ])('Q19 two working days from %s', (_, start, due) => {
    expect(workingDaysDue(working, start, 2)).toBe(due)
  })

  test('a short day still counts, and closes when it closes', () => {
    const half = compile({ ...berlin, closures: [{ from: day('2026-06-09'), at: ['12:00', '24:00'] }] })
    expect(workingDaysDue(half, june(8, '09:00'), 1)).toBe(june(9, '12:00'))
  })

  test('round the clock every day is a working day and closes at midnight', () => {
    expect(workingDaysDue(always('Europe/Berlin'), june(8, '09:00'), 1)).toBe(june(10, '00:00'))
  })

  test('a closed year between two working days is stepped over', () => {
    const rest = compile({ ...berlin, closures: [{ from: day('2026-06-09'), to: day('2027-06-08') }] })
    expect(toIso(workingDaysDue(rest, june(8, '09:00'), 1))).toBe('2027-06-09T15:00:00Z')
  })

  test('M07 a visit due on a closed day is planned on the next open day', () => {
    expect(nextOpenDay(working, day('2026-06-13'))).toBe('2026-06-15')
    expect(nextOpenDay(working, day('2026-06-12'))).toBe('2026-06-12')
  })

  test('working days between two days leave out the first and keep the last', () => {
    expect(workingDaysBetween(working, day('2026-06-11'), day('2026-06-15'))).toBe(2)
    expect(workingDaysBetween(working, day('2026-06-15'), day('2026-06-11'))).toBe(0)
    expect(workingDaysBetween(always('UTC'), day('2026-06-11'), day('2026-06-15'))).toBe(4)
  })
})

describe('Q17 no calendar makes it loop', () => {
  test('without open time it says so inside its horizon', () => {
    const empty = compile({ zone: 'Europe/Berlin', versions: [{ from: '0000', week: {} }] })
    expect(() => afterWorking(empty, june(8, '09:00'), hours(1))).toThrow(BeyondHorizon)
    expect(() => workingDaysDue(empty, june(8, '09:00'), 1)).toThrow(BeyondHorizon)
    expect(() => nextOpenDay(empty, day('2026-06-08'))).toThrow(BeyondHorizon)
    expect(workedBetween(empty, june(8, '09:00'), june(9, '09:00'))).toBe(0)
  })

  test('centuries are refused, not computed', () => {
    expect(() => workedBetween(working, instant('1800-01-01T00:00:00Z'), instant('2200-01-01T00:00:00Z'))).toThrow(BeyondHorizon)
  })

  test('ten years of history are counted within a second', () => {
    const before = performance.now()
    workedBetween(compile(berlin), instant('2016-01-01T00:00:00Z'), instant('2026-01-01T00:00:00Z'))
    expect(performance.now() - before).toBeLessThan(1000)
  })
})

test('the clock changes in the night do not bend office hours', () => {
  expect(workedBetween(working, instant('2026-03-23T00:00:00Z'), instant('2026-04-06T00:00:00Z'))).toBe(hours(80))
})
