// How long a term runs, in days of the plan's zone. The last day belongs to the term.
import { addDays, addMonths } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { readSpan } from '../plan/span.ts'
import type { Span } from '../plan/span.ts'

/** Null when the length is not set yet. Three years from 9 June end on 8 June; where the month has no such day, on the month's last. */
export function lastDayOf(from: Day, span: Span): Day | null {
  const reading = readSpan(span)
  if (reading.kind !== 'target') return null
  const { unit, amount } = reading.target
  if (unit === 'months') return lastOfMonths(from, amount)
  const days = { 'days': amount, 'working-days': amount, 'hours': amount / 24, 'minutes': amount / 1440 }[unit]
  return addDays(from, Math.ceil(days) - 1)
}

// A month too short has no such day: the term takes the whole of that month instead of one day less.
function lastOfMonths(from: Day, count: number): Day {
  const corresponding = addMonths(from, count)
  return corresponding.slice(8) === from.slice(8) ? addDays(corresponding, -1) : corresponding
}
