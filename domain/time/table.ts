// Opening hours unrolled into moments, with the worked time summed up so far: a due time is then two binary searches.
// The unrolling goes through the stretches of one offset, so an hour that is skipped is never open and one that
// comes twice is open twice.
import { dateWindows } from './calendar.ts'
import type { Calendar } from './calendar.ts'
import type { Instant } from './instant.ts'
import { offsetsBetween } from './zone.ts'
import type { OffsetSpan } from './zone.ts'

export type Table = {
  readonly from: Instant
  readonly until: Instant
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Worked time from `from` to the close of each span, this one included. */
  readonly worked: Float64Array
  readonly offsets: readonly OffsetSpan[]
  /** Local dates with open time, as days since 1970, and the moment each closes for good. */
  readonly days: Int32Array
  readonly dayCloses: Float64Array
}

export function unroll(calendar: Calendar, from: Instant, until: Instant): Table {
  const offsets = offsetsBetween(calendar.zone, from, until)
  const { spans, closing } = openSpans(calendar, offsets)
  const days = [...closing.keys()].sort((one, other) => one - other)
  let total = 0
  return {
    from, until, offsets,
    opens: Float64Array.from(spans, ([open]) => open),
    closes: Float64Array.from(spans, ([, close]) => close),
    worked: Float64Array.from(spans, ([open, close]) => (total += close - open)),
    days: Int32Array.from(days),
    dayCloses: Float64Array.from(days, (number) => closing.get(number) ?? NaN),
  }
}

export function workedUntil(table: Table, at: Instant): number {
  const last = firstAbove(table.opens, at) - 1
  if (last < 0) return 0
  return table.worked[last]! - Math.max(0, table.closes[last]! - at)
}

/** The first moment by which so much has been worked; null when the table is too short. */
export function firstWith(table: Table, worked: number): Instant | null {
  return momentIn(table, firstAtLeast(table.worked, worked), worked)
}

/** The moment from which more than this is worked; null when the table is too short. */
export function lastWith(table: Table, worked: number): Instant | null {
  return momentIn(table, firstAbove(table.worked, worked), worked)
}

export function dayNumberAt(table: Table, at: Instant): number {
  const span = table.offsets.findLast(({ from }) => from <= at) ?? table.offsets[0]
  return Math.floor((at + (span?.offset ?? 0)) / dayLength)
}

/** Index of the first value that is at least this one; the length when there is none. */
export function firstAtLeast(values: Float64Array | Int32Array, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}

export function firstAbove(values: Float64Array | Int32Array, wanted: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]! <= wanted) low = middle + 1
    else high = middle
  }
  return low
}

const dayLength = 86_400_000

function momentIn(table: Table, index: number, worked: number): Instant | null {
  return index < table.worked.length ? ((table.closes[index]! - (table.worked[index]! - worked)) as Instant) : null
}

// A span that begins where the last one ends makes it longer.
function append(spans: [number, number][], opens: number, closes: number): number {
  const last = spans.at(-1)
  if (last && last[1] === opens) last[1] = closes
  else spans.push([opens, closes])
  return closes
}

function openSpans(calendar: Calendar, offsets: readonly OffsetSpan[]) {
  const windowsOf = dateWindows(calendar)
  const spans: [number, number][] = []
  const closing = new Map<number, number>()
  for (const { from, until, offset } of offsets) {
    const lastDay = Math.floor((until - 1 + offset) / dayLength)
    for (let number = Math.floor((from + offset) / dayLength); number <= lastDay; number += 1) {
      const midnight = number * dayLength - offset
      const open = windowsOf(number).map(([start, end]) => [Math.max(midnight + start, from), Math.min(midnight + end, until)] as const)
      for (const [opens, closes] of open.filter((span) => span[1] > span[0])) closing.set(number, append(spans, opens, closes))
    }
  }
  return { spans, closing }
}
