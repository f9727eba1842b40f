// The slow obvious version: walk minute by minute, look at the wall clock, ask whether the desk is open.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar, Window } from './calendar.ts'
import { addDays, day, weekday } from './day.ts'
import type { Day } from './day.ts'
import { instant, minutes } from './instant.ts'
import type { Duration, Instant } from './instant.ts'
import { dueWithPauses, elapsedWithPauses, lateAfterWithPauses } from './pauses.ts'
import type { Pause } from './pauses.ts'
import { compile, lateAfter, workedBetween } from './working.ts'

// A stretch of days around a change of the clock, one for each kind of change; the last three never change.
const places: readonly (readonly [zone: string, from: string])[] = [
  ['Europe/Berlin', '2026-03-27'], ['Europe/Berlin', '2026-10-23'], ['Australia/Lord_Howe', '2026-04-03'],
  ['Australia/Lord_Howe', '2026-10-02'], ['America/Santiago', '2026-04-03'], ['America/Santiago', '2026-09-04'],
  ['Pacific/Apia', '2011-12-28'], ['Africa/Casablanca', '2026-02-13'], ['Africa/Casablanca', '2026-03-20'],
  ['America/New_York', '2026-10-30'], ['Asia/Beirut', '2026-03-27'], ['Africa/Cairo', '2026-10-28'], ['Atlantic/Azores', '2026-10-23'],
  ['America/St_Johns', '2010-11-05'], ['Pacific/Chatham', '2026-04-03'], ['Antarctica/Troll', '2026-03-27'], ['Asia/Tehran', '2022-09-19'],
  ['Asia/Pyongyang', '2018-05-03'], ['America/Caracas', '2016-04-29'], ['Asia/Kathmandu', '2026-06-05'], ['Asia/Taipei', '2026-02-13'],
  ['Asia/Shanghai', '2026-09-30'],
]
const length = 6 * 1440

describe('the table agrees with a walk minute by minute, in every zone', () => {
  test('worked time, due moments and lateness, with pauses', () => {
    fc.assert(fc.property(situation(), ({ zone, from, calendar, start, until, target, pauses }) => {
      const working = compile(calendar)
      const walk = walked(calendar, zone, from, pauses)
      expect(elapsedWithPauses(working, start, until, pauses)).toBe(walk.elapsed(start, until))
      if (target > 0) expectMoment(dueWithPauses, walk.due(start, target), walk.end)
      expectMoment(lateAfterWithPauses, walk.late(start, target), walk.end)

      function expectMoment(ask: typeof dueWithPauses, seen: Instant | null, end: Instant) {
        if (seen !== null) expect(ask(working, start, target, pauses)).toBe(seen)
        else expect(beyond(() => ask(working, start, target, pauses), end)).toBe(true)
      }
    }), { numRuns: 100, seed: 20_260_308 })
  }, 20_000)
})

describe('laws of counted time', () => {
  const laws = { numRuns: 100, seed: 7 }

  test('moving the start later never makes the due earlier', () => {
    fc.assert(fc.property(situation(), fc.nat(2000), ({ calendar, start, target, pauses }, by) => {
      const working = compile(calendar)
      const soon = answered(() => dueWithPauses(working, start, target, pauses))
      const afterwards = answered(() => dueWithPauses(working, (start + by * 60_000) as Instant, target, pauses))
      expect(afterwards).toBeGreaterThanOrEqual(soon)
    }), laws)
  })

  test('adding a pause never makes the due earlier', () => {
    fc.assert(fc.property(situation(), ({ calendar, start, target, pauses }) => {
      const working = compile(calendar)
      const fewer = answered(() => dueWithPauses(working, start, target, pauses.slice(1)))
      expect(answered(() => dueWithPauses(working, start, target, pauses))).toBeGreaterThanOrEqual(fewer)
    }), laws)
  })

  test('splitting a pause into two touching ones changes nothing', () => {
    fc.assert(fc.property(situation(), fc.nat(100), ({ calendar, start, until, target, pauses }, share) => {
      const working = compile(calendar)
      const split = pauses.flatMap((pause): Pause[] => {
        if (pause.until === null) return [pause]
        const middle = (pause.from + Math.floor(((pause.until - pause.from) * share) / 100)) as Instant
        return [{ from: middle, until: pause.until }, { from: pause.from, until: middle }]
      })
      expect(elapsedWithPauses(working, start, until, split)).toBe(elapsedWithPauses(working, start, until, pauses))
      expect(answered(() => dueWithPauses(working, start, target, split))).toBe(answered(() => dueWithPauses(working, start, target, pauses)))
    }), laws)
  })

  test('elapsed time adds up over any moment between', () => {
    fc.assert(fc.property(situation(), fc.nat(100), ({ calendar, start, until, pauses }, share) => {
      const working = compile(calendar)
      const [first, last] = [Math.min(start, until) as Instant, Math.max(start, until) as Instant]
      const middle = (first + Math.floor(((last - first) * share) / 100)) as Instant
      expect(elapsedWithPauses(working, first, middle, pauses) + elapsedWithPauses(working, middle, last, pauses))
        .toBe(elapsedWithPauses(working, first, last, pauses))
    }), laws)
  })

  test('exactly the target has elapsed when it is due, and still when lateness begins', () => {
    fc.assert(fc.property(situation(), ({ calendar, start, target, pauses }) => {
      const working = compile(calendar)
      for (const ask of [dueWithPauses, lateAfterWithPauses]) {
        const moment = answered(() => ask(working, start, target, pauses))
        if (Number.isFinite(moment)) expect(elapsedWithPauses(working, start, moment as Instant, pauses)).toBe(target)
      }
    }), laws)
  })

  test('how far the table was unrolled, and in which order it was asked, changes no answer', () => {
    fc.assert(fc.property(situation(), ({ calendar, start, until, target }) => {
      const grown = compile(calendar, { from: (start - 5) as Instant, until: (start + 5) as Instant })
      answered(() => lateAfter(grown, (start - 9e10) as Instant, target))
      const fresh = compile(calendar)
      expect(workedBetween(grown, start, until)).toBe(workedBetween(fresh, start, until))
      expect(answered(() => lateAfter(grown, start, target))).toBe(answered(() => lateAfter(fresh, start, target)))
    }), laws)
  })

  test('the zone of the machine changes nothing', () => {
    const before = process.env.TZ
    const ask = () => fc.sample(situation(), { numRuns: 20, seed: 3 }).map(({ calendar, start, target, pauses }) =>
      answered(() => dueWithPauses(compile(calendar), start, target, pauses)))
    const here = ask()
    for (const zone of ['Asia/Kolkata', 'America/Los_Angeles']) {
      process.env.TZ = zone
      expect(ask()).toEqual(here)
    }
    process.env.TZ = before ?? 'UTC'
  })
})

const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const window = fc.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
  .filter(([start, end]) => start !== end)
  .map(([start, end]): Window => [clock(start * 15), clock(end * 15)])
const windows = fc.array(window, { maxLength: 3 })

function situation() {
  return fc.constantFrom(...places).chain(([zone, firstDay]) => {
    const from = instant(`${firstDay}T00:00:00Z`)
    const moment = fc.integer({ min: 0, max: length }).map((minute) => (from + minute * 60_000) as Instant)
    const near = fc.integer({ min: -1, max: 7 }).map((step) => addDays(day(firstDay), step))
    const week = fc.tuple(windows, windows, windows, windows, windows, windows, windows)
      .map((all) => Object.fromEntries(all.map((one, index) => [String(index + 1), one])))
    return fc.record({
      zone: fc.constant(zone),
      from: fc.constant(from),
      start: moment,
      until: moment,
      target: fc.integer({ min: 0, max: 3000 }).map((amount) => minutes(amount) as Duration),
      pauses: fc.array(fc.tuple(moment, fc.option(moment, { freq: 8 })), { maxLength: 4 }).map((all) =>
        all.map(([one, other]): Pause => (other === null ? { from: one, until: null }
          : { from: Math.min(one, other) as Instant, until: Math.max(one, other) as Instant }))),
      calendar: fc.record({
        versions: fc.tuple(week, week, near).map(([old, young, since]) => [{ from: since, week: young }, { from: '0000' as const, week: old }]),
        closures: fc.array(fc.tuple(near, fc.nat(1), fc.option(window)), { maxLength: 2 }).map((all) =>
          all.map(([since, more, at]) => ({ from: since, to: addDays(since, more), ...(at && { at }) }))),
        openDates: fc.dictionary(near, windows, { maxKeys: 1 }) as fc.Arbitrary<Record<Day, Window[]>>,
      }).map((rest): Calendar => ({ zone, ...rest })),
    })
  })
}

function walked(calendar: Calendar, zone: string, from: Instant, pauses: readonly Pause[]) {
  const desk = Array.from({ length: (length * 2) / 15 }, (_, quarter) => isOpenAt(calendar, zone, from + quarter * 900_000))
  const open = Array.from({ length: length * 2 }, (_, minute) => {
    const at = from + minute * 60_000
    return desk[Math.floor(minute / 15)] === true && !pauses.some((pause) => pause.from <= at && (pause.until === null || at < pause.until))
  })
  const index = (at: number) => (at - from) / 60_000
  const moment = (minute: number) => (from + minute * 60_000) as Instant
  function find(start: Instant, target: Duration, enough: (used: number) => boolean): Instant | null {
    let used = 0
    for (let minute = index(start); minute < open.length; minute += 1) {
      if (!open[minute]) continue
      if (enough(used)) return moment(minute)
      used += 60_000
      if (used === target && target > 0 && enough(NaN)) return moment(minute + 1)
    }
    return null
  }
  return {
    end: moment(open.length),
    elapsed: (start: Instant, until: Instant) => open.slice(index(start), Math.max(index(start), index(until))).filter(Boolean).length * 60_000,
    due: (start: Instant, target: Duration) => find(start, target, (used) => Number.isNaN(used)),
    late: (start: Instant, target: Duration) => find(start, target, (used) => used >= target),
  }
}

function isOpenAt(calendar: Calendar, zone: string, at: number): boolean {
  const { date, minute } = shown(zone, at)
  const yesterday = addDays(date, -1)
  const dated = calendar.openDates?.[date]
  const spill = [...(dated ? [] : weekly(calendar, yesterday)), ...(calendar.openDates?.[yesterday] ?? [])]
  const isOpen = (dated ?? weekly(calendar, date)).some((one) => coversToday(one, minute)) || spill.some((one) => coversNextDay(one, minute))
  return isOpen && (dated !== undefined || !isClosedAt(calendar, date, minute))
}

function isClosedAt(calendar: Calendar, date: Day, minute: number): boolean {
  const on = (when: Day) => (calendar.closures ?? []).filter(({ from, to = from }) => from <= when && when <= to)
  return on(date).some(({ at }) => !at || coversToday(at, minute)) || on(addDays(date, -1)).some(({ at }) => at && coversNextDay(at, minute))
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const coversToday = ([start, end]: Window, minute: number) =>
  minute >= minuteOf(start) && (minute < minuteOf(end) || minuteOf(end) <= minuteOf(start))
const coversNextDay = ([start, end]: Window, minute: number) => minuteOf(end) <= minuteOf(start) && minute < minuteOf(end)

function weekly(calendar: Calendar, date: Day): readonly Window[] {
  const newest = [...calendar.versions].filter(({ from }) => from === '0000' || from <= date).sort((one, other) => (one.from < other.from ? 1 : -1))[0]
  return newest?.week[String(weekday(date)) as '1'] ?? []
}

const formats = new Map<string, Intl.DateTimeFormat>()
const quarters = new Map<string, number>()

// Windows begin and clocks change on a quarter of an hour, so one look at the wall clock serves fifteen minutes.
function shown(zone: string, quarter: number): { date: Day; minute: number } {
  const shows = quarters.get(`${zone} ${quarter}`) ?? lookUp(zone, quarter)
  quarters.set(`${zone} ${quarter}`, shows)
  const local = new Date(shows)
  return { date: local.toISOString().slice(0, 10) as Day, minute: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

function lookUp(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  })
  formats.set(zone, format)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return Date.parse(`${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:00Z`)
}

function answered(ask: () => Instant | null): number {
  try {
    return ask() ?? Infinity
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'calendar.beyond-horizon') return Infinity
    throw error
  }
}

const beyond = (ask: () => Instant | null, end: Instant) => answered(ask) >= end
