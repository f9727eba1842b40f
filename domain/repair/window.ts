// May it still be returned? Counted in days of use: day X is the last, the day after needs a reason and a decision from above.
import type { FactData } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { CoverRule } from '../plan/plan.ts'
import { readSpan } from '../plan/span.ts'
import { addDays, addMonths, daysBetween } from '../time/day.ts'
import type { Day } from '../time/day.ts'

export type ReturnWindow = { clause: string; from: Day | null; lastDay: Day | null; isOpen: boolean; isUnset: boolean }
type Given = { on: Day; startOf: (kinds: readonly FactKind[]) => Day | null; contractEnd: Day | null; attributes: FactData }

/** Every rule of the plan under which these goods could be returned, each with its last day. */
export function returnWindows(cover: readonly CoverRule[], { on, startOf, contractEnd, attributes }: Given): ReturnWindow[] {
  const own = cover.filter(({ remedy, when }) => (remedy === 'return' || remedy === 'refund') && matches(when, attributes))
  return own.map(({ clause, start, startDay, length }) => {
    const began = startOf(start)
    const from = began && startDay === 'next-day' ? addDays(began, 1) : began
    if (length === 'tbd') return { clause, from, lastDay: null, isOpen: false, isUnset: true }
    if (length === 'contract' || length === 'lifetime') {
      const lastDay = length === 'contract' ? contractEnd : null
      return { clause, from, lastDay, isOpen: lastDay === null || on <= lastDay, isUnset: false }
    }
    const lastDay = from ? lastDayOf(from, length) : null
    return { clause, from, lastDay, isOpen: lastDay !== null && on <= lastDay, isUnset: false }
  })
}

/** Without any rule there is nothing to hold the customer to; with rules one of them must still be open. */
export const isInTime = (windows: readonly ReturnWindow[]): boolean => windows.length === 0 || windows.some(({ isOpen }) => isOpen)

export const daysInUse = (from: Day, on: Day): number => Math.max(0, daysBetween(from, on))

function lastDayOf(from: Day, length: string): Day | null {
  const reading = readSpan(length)
  if (reading.kind !== 'target') return null
  const { unit, amount } = reading.target
  return unit === 'months' ? addMonths(from, Math.round(amount)) : addDays(from, unit === 'days' || unit === 'working-days' ? Math.round(amount) : 0)
}
