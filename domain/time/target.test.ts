import { describe, expect, test } from 'vitest'
import type { Calendar, Window } from './calendar.ts'
import { day } from './day.ts'
import { hours, minutes, seconds, toIso } from './instant.ts'
import type { Instant } from './instant.ts'
import { dueOf, elapsedOf, judge, naturalDaysDue, naturalMonthsDue } from './target.ts'
import type { Target } from './target.ts'
import { always, compile } from './working.ts'
import { atWallClock } from './zone.ts'

const zone = 'Europe/Berlin'
const office: Window[] = [['08:00', '12:00'], ['13:00', '17:00']]
const berlin: Calendar = { zone, versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] }
const working = compile(berlin)
const at = (date: string, time: string) => atWallClock(zone, day(date), time)
const june = (date: number, time: string) => at(`2026-06-${String(date).padStart(2, '0')}`, time)
const days = (amount: number): Target => ({ unit: 'days', amount })
const pause = (from: Instant, until: Instant | null) => ({ from, until })

describe('judging', () => {
  test('Q03 on the dot is kept, a second later is broken by a second', () => {
    const verdict = (met: string) => judge(working, june(8, '09:00'), { unit: 'hours', amount: 2 }, june(8, met))
    expect(verdict('11:00:00')).toMatchObject({ kept: true, over: 0 })
    expect(verdict('11:00:01')).toMatchObject({ kept: false, over: seconds(1) })
  })

  test('Q13 99.951 % of the budget is not all of it', () => {
    const met = (june(8, '09:00') + Math.floor(hours(2) * 0.99951)) as Instant
    const { kept, elapsed, target } = judge(working, june(8, '09:00'), { unit: 'hours', amount: 2 }, met)
    expect(kept).toBe(true)
    expect(elapsed).toBeLessThan(target)
  })

  test('D1 used up at closing, done in the closed evening: kept until time counts again', () => {
    const verdict = (met: Instant) => judge(working, june(8, '09:00'), { unit: 'hours', amount: 7 }, met).kept
    expect([verdict(june(8, '20:00')), verdict(june(9, '08:00')), verdict(june(9, '08:01'))]).toEqual([true, true, false])
  })

  test('the same facts give the same verdict, bit for bit', () => {
    const once = () => JSON.stringify(judge(compile(berlin), june(8, '09:00'), { unit: 'working-days', amount: 2 }, june(10, '17:00'), [pause(june(9, '08:00'), null)]))
    expect(once()).toBe(once())
  })

  test('Q24 the verdict follows the zone of the site, whoever looks', () => {
    expect(toIso(dueOf(working, june(10, '16:00'), { unit: 'hours', amount: 2 }).due ?? (0 as Instant))).toBe('2026-06-11T07:00:00Z')
  })

  test('Q21 a loaner within 24 hours round the clock, signed half an hour late', () => {
    expect(judge(always(zone), june(8, '15:00'), { unit: 'hours', amount: 24 }, june(9, '15:30'))).toMatchObject({ kept: false, over: minutes(30) })
  })
})

describe('natural days and months', () => {
  test('a day later is the same wall clock, though the night was short', () => {
    expect(dueOf(working, at('2026-03-28', '20:00'), days(1))).toEqual({ due: at('2026-03-29', '20:00'), lateAfter: at('2026-03-29', '20:00') })
  })

  test('a part of a day is hours', () => {
    expect(naturalDaysDue(zone, june(8, '09:00'), 1.5)).toBe(june(9, '21:00'))
  })

  test('D9 a short month clips', () => {
    expect(naturalMonthsDue(zone, at('2026-01-31', '10:00'), 1)).toBe(at('2026-02-28', '10:00'))
    expect(naturalMonthsDue(zone, at('2026-01-31', '10:00'), 2)).toBe(at('2026-03-31', '10:00'))
  })

  test('milliseconds of the start are kept', () => {
    expect(naturalDaysDue(zone, (june(8, '09:00') + 250) as Instant, 1)).toBe(june(9, '09:00') + 250)
  })

  test('a pause moves them by its time on the wall', () => {
    expect(dueOf(working, june(8, '09:00'), days(2), [pause(june(8, '18:00'), june(9, '06:00'))]).due).toBe(june(10, '21:00'))
  })
})

describe('working days with pauses', () => {
  const two: Target = { unit: 'working-days', amount: 2 }

  test('Q19 without a pause the due is a closing', () => {
    expect(dueOf(working, june(11, '16:50'), two)).toEqual({ due: june(15, '17:00'), lateAfter: june(16, '08:00') })
  })

  test('a paused working day moves the due by a working day, a paused weekend by nothing', () => {
    expect(dueOf(working, june(11, '16:50'), two, [pause(june(12, '08:00'), june(15, '08:00'))]).due).toBe(june(16, '17:00'))
    expect(dueOf(working, june(11, '16:50'), two, [pause(june(13, '00:00'), june(15, '00:00'))]).due).toBe(june(15, '17:00'))
  })

  test('an open pause leaves no due moment', () => {
    expect(dueOf(working, june(11, '16:50'), two, [pause(june(12, '08:00'), null)])).toEqual({ due: null, lateAfter: null })
  })

  test('what has been used is business time', () => {
    expect(elapsedOf(working, june(11, '16:50'), two, june(12, '09:00'))).toBe(hours(1) + minutes(10))
  })
})

describe('by a time of day', () => {
  test('by 17:00 the same day; after 17:00 by 17:00 of the next', () => {
    const due = (start: Instant) => dueOf(working, start, { time: '17:00', days: 0 }).due
    expect([due(june(8, '09:00')), due(june(8, '17:00')), due(june(8, '17:01'))]).toEqual([june(8, '17:00'), june(8, '17:00'), june(9, '17:00')])
  })

  test('next day at 09:00, on the wall calendar or on the working one', () => {
    expect(dueOf(working, june(12, '07:00'), { time: '09:00', days: 1 }).due).toBe(june(13, '09:00'))
    expect(dueOf(working, june(12, '07:00'), { time: '09:00', days: 1, of: 'working-days' }).due).toBe(june(15, '09:00'))
    expect(dueOf(working, june(13, '07:00'), { time: '09:00', days: 0, of: 'working-days' }).due).toBe(june(15, '09:00'))
  })

  test('a second after it is late, closed or not', () => {
    const verdict = (met: string) => judge(working, june(8, '09:00'), { time: '17:00', days: 0 }, june(8, met)).kept
    expect([verdict('17:00:00'), verdict('17:00:01')]).toEqual([true, false])
  })

  test('a moment that was set is not moved by a pause', () => {
    expect(dueOf(working, june(8, '09:00'), { time: '17:00', days: 0 }, [pause(june(8, '10:00'), june(8, '15:00'))]).due).toBe(june(8, '17:00'))
  })
})
