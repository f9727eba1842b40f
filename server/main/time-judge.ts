// Judges written time cases: a document of calendars and cases in, one line of JSON a case out.
// A case that cannot be judged answers with nulls, so that one bad case never hides the others.
import { text } from 'node:stream/consumers'
import type { Readable, Writable } from 'node:stream'
import { checkCalendar } from '#domain/time/calendar.ts'
import type { Calendar, Closure, Window } from '#domain/time/calendar.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { dueWithPauses, elapsedWithPauses, lateAfterWithPauses } from '#domain/time/pauses.ts'
import type { Pause } from '#domain/time/pauses.ts'
import { budgetOf } from '#domain/time/target.ts'
import type { Target, TimeOfDay } from '#domain/time/target.ts'
import { compile } from '#domain/time/working.ts'
import type { WorkingTime } from '#domain/time/working.ts'
import { atWallClock } from '#domain/time/zone.ts'
import { readSpan } from '#domain/plan/span.ts'

export type CaseCalendar = {
  tz?: string
  zone?: string
  versions?: Calendar['versions']
  week?: Calendar['versions'][number]['week']
  closures?: readonly Closure[]
  open_dates?: Record<string, Window[]>
  openDates?: Record<string, Window[]>
}
type Fields = Record<string, unknown>
export type CasesDocument = { calendars?: Record<string, CaseCalendar>; cases?: readonly Fields[] }
export type JudgedCase = {
  id: string | null
  due: string | null
  late_after: string | null
  elapsed_s: number | null
  left_s: number | null
}

export async function timeJudge(input: Readable = process.stdin, output: Writable = process.stdout): Promise<void> {
  const document = JSON.parse(await text(input)) as CasesDocument
  output.write(judgeCases(document).map((judged) => `${JSON.stringify(judged)}\n`).join(''))
}

export function judgeCases({ calendars = {}, cases = [] }: CasesDocument): JudgedCase[] {
  const compiled = new Map<unknown, WorkingTime>()
  const workingOf = (named: unknown) => {
    const working = compiled.get(named) ?? open(typeof named === 'string' ? calendars[named] : (named as CaseCalendar))
    compiled.set(named, working)
    return working
  }
  return cases.map((given) => {
    const id = typeof given.id === 'string' || typeof given.id === 'number' ? String(given.id) : null
    return { id, ...(answer(() => judgeCase(given, workingOf(given.calendar))) ?? unanswered) }
  })
}

export function calendarFromCases(given: CaseCalendar): Calendar {
  const openDates = given.openDates ?? given.open_dates
  return {
    zone: given.zone ?? given.tz ?? 'UTC',
    versions: given.versions ?? [{ from: '0000', week: given.week ?? {} }],
    ...(given.closures && { closures: given.closures }),
    ...(openDates && { openDates }),
  }
}

const unanswered = { due: null, late_after: null, elapsed_s: null, left_s: null }

function open(given: CaseCalendar | undefined): WorkingTime {
  if (!given) throw new Error('no such calendar')
  const calendar = calendarFromCases(given)
  const check = checkCalendar(calendar)
  if (!check.yes) throw new Error(check.because.join(' '))
  return compile(calendar)
}

function judgeCase(given: Fields, working: WorkingTime): Omit<JudgedCase, 'id'> {
  const start = moment(given, working.zone, ['start', 'from'])
  if (start === null) throw new Error('a case without a start')
  const until = moment(given, working.zone, ['to', 'until', 'met', 'now'])
  const target = targetOf(given)
  const budget = target && budgetOf(working, start, target)
  const clock = budget?.clock ?? working
  const pauses = budget?.isFixed ? [] : pausesOf(given.pauses, working.zone)
  const due = answer(() => budget && dueWithPauses(clock, start, budget.amount, pauses))
  const late = answer(() => budget && lateAfterWithPauses(clock, start, budget.amount, pauses))
  const stop = until ?? (due === null ? standstill(pauses) : null)
  const elapsed = stop === null ? null : answer(() => elapsedWithPauses(clock, start, stop, pauses))
  return {
    due: due === null ? null : iso(due),
    late_after: late === null ? null : iso(late),
    elapsed_s: elapsed === null ? null : elapsed / 1000,
    left_s: elapsed === null || !budget ? null : (budget.amount - elapsed) / 1000,
  }
}

// With a pause still open nothing passes any more: what has been used is known without asking when.
function standstill(pauses: readonly Pause[]): Instant | null {
  const open = pauses.filter(({ until }) => until === null).map(({ from }) => from)
  return open.length > 0 ? (Math.min(...open) as Instant) : null
}

const iso = (at: Instant) => `${toIso(at).slice(0, 19)}Z`

function answer<T>(ask: () => T): T | null {
  try {
    return ask()
  } catch {
    return null
  }
}

function moment(given: Fields, zone: string, names: readonly string[]): Instant | null {
  for (const name of names) {
    const value = given[`${name}_utc`] ?? given[name]
    if (typeof value === 'string') return readMoment(value, zone)
  }
  return null
}

// Without an offset the time is the wall clock of the calendar's zone.
function readMoment(value: string, zone: string): Instant {
  const hasOffset = /(Z|[+-]\d\d:?\d\d)$/.test(value.slice(10))
  return hasOffset ? instant(value) : atWallClock(zone, value.slice(0, 10) as Day, value.slice(11) || '00:00')
}

function pausesOf(given: unknown, zone: string): Pause[] {
  if (!Array.isArray(given)) return []
  return given.map((pause: unknown) => {
    const { from, until, to } = (Array.isArray(pause) ? { from: pause[0], until: pause[1] } : pause) as Fields
    const end = until ?? to ?? null
    return { from: readMoment(from as string, zone), until: end === null ? null : readMoment(end as string, zone) }
  })
}

const amounts = {
  target_s: ['minutes', 1 / 60], target_min: ['minutes', 1], target_minutes: ['minutes', 1], target_h: ['hours', 1],
  target_hours: ['hours', 1], target_wd: ['working-days', 1], target_working_days: ['working-days', 1],
  target_d: ['days', 1], target_days: ['days', 1], target_months: ['months', 1], target_years: ['months', 12],
} as const satisfies Record<string, readonly [Target['unit'], number]>

// A target may be seconds, an amount of a named unit, a time of day, or a length as a plan writes it ('2wd').
function targetOf(given: Fields): Target | TimeOfDay | null {
  for (const [name, [unit, times]] of Object.entries(amounts)) {
    const amount = given[name]
    if (typeof amount === 'number') return { unit, amount: amount * times }
  }
  const { target } = given
  if (typeof target === 'object') return target as Target | TimeOfDay | null
  if (typeof target !== 'string') return null
  const read = readSpan(target)
  return read.kind === 'target' ? read.target : null
}
