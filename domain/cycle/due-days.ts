// When the next inspection, visit, survey or training falls due. Every day is counted from the first one, so a short month never
// moves the later ones; a closed day moves to the next open one.
import type { CycleRule } from '../plan/plan.ts'
import { readSpan } from '../plan/span.ts'
import { addDays, addMonths, dayNumber, dayOfNumber, daysBetween } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { nextOpenDay } from '../time/working.ts'
import type { WorkingTime } from '../time/working.ts'

export type Rhythm = Pick<CycleRule, 'every' | 'times' | 'months' | 'anchor'>
export type DueDay = { n: number; dueOn: Day }

const mostOccurrences = 2000

/** The days from `from` to `until`, both included, of a rhythm that began on `anchor`. */
export function dueDays(rule: Rhythm, anchor: Day, from: Day, until: Day, working: WorkingTime | null = null): DueDay[] {
  const days: DueDay[] = []
  const first = rule.anchor === 'calendar-year' ? (`${anchor.slice(0, 4)}-01-01` as Day) : anchor
  for (const [index, day] of rhythm(rule, first, until)) {
    if (day < anchor) continue
    const dueOn = working ? nextOpenDay(working, day) : day
    if (dueOn > until) break
    if (dueOn >= from) days.push({ n: index, dueOn })
  }
  return days
}

function* rhythm(rule: Rhythm, first: Day, until: Day): Generator<[number, Day]> {
  if (rule.months) yield* namedMonths(rule.months, first, until)
  else if (rule.times) yield* timesIn(rule.times, first, until)
  else if (rule.every) yield* every(rule.every, first, until)
}

function* every(span: string, first: Day, until: Day): Generator<[number, Day]> {
  const step = stepOf(span)
  if (!step) return
  for (let n = 1; n <= mostOccurrences; n += 1) {
    const day = step(first, n)
    if (day > until) return
    yield [n, day]
  }
}

/** So many times in each period, spread evenly; each is due at the end of its share. */
function* timesIn({ count, per }: { count: number; per: string }, first: Day, until: Day): Generator<[number, Day]> {
  const step = stepOf(per)
  if (!step) return
  let n = 0
  for (let period = 0; n < mostOccurrences; period += 1) {
    const begins = period === 0 ? first : step(first, period)
    if (begins > until) return
    const length = daysBetween(begins, step(first, period + 1))
    for (let part = 1; part <= count; part += 1) {
      n += 1
      yield [n, dayOfNumber(dayNumber(begins) + Math.round((length * part) / count))]
    }
  }
}

function* namedMonths(months: readonly number[], first: Day, until: Day): Generator<[number, Day]> {
  const sorted = [...months].sort((one, other) => one - other)
  let n = 0
  for (let year = Number(first.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    for (const month of sorted) {
      const day = `${year}-${String(month).padStart(2, '0')}-01` as Day
      if (day < (`${first.slice(0, 7)}-01` as Day)) continue
      n += 1
      yield [n, day < first ? first : day]
    }
  }
}

function stepOf(span: string): ((from: Day, count: number) => Day) | null {
  const reading = readSpan(span)
  if (reading.kind !== 'target' || reading.target.amount <= 0) return null
  const { unit, amount } = reading.target
  if (unit === 'months') return (from, count) => addMonths(from, amount * count)
  if (unit === 'days' || unit === 'working-days') return (from, count) => addDays(from, Math.ceil(amount) * count)
  return null
}
