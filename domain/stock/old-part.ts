// A part taken out belongs to the house until it is returned and judged. The plan names the yearly dates by which it is due back.
import type { Decision } from '../decision.ts'
import { addMonths, day, isDay, yearsFrom } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import type { Appraisal, OldPartState, PlaceKind } from './stock.ts'

/** The next of the plan's yearly dates ('06-30'), the day itself included; none if the plan names none. */
export function nextReturnDay(yearly: readonly unknown[], from: Day): Day | null {
  const dates = yearly.flatMap((value) => (typeof value === 'string' && /^\d\d-\d\d$/.test(value) ? [value] : []))
  const year = day(`${from.slice(0, 4)}-01-01`)
  const days = [year, yearsFrom(year, 1)].flatMap((start) => dates.map((date) => onDate(start, date)))
  return days.filter((one) => one >= from).toSorted()[0] ?? null
}

// 29 February in a common year is the last day of February.
function onDate(year: Day, date: string): Day {
  const text = `${year.slice(0, 4)}-${date}`
  return isDay(text) ? text : addMonths(day(`${year.slice(0, 4)}-01-31`), Number(date.slice(0, 2)) - 1)
}

export type OldPart = { state: OldPartState; returnBy: Day | null }
export type OldPartRefusal = 'old-part.already-returned' | 'old-part.not-returned' | 'old-part.already-appraised' | 'old-part.wrong-place'

export function takeBack({ state }: OldPart): Decision<object, OldPartRefusal> {
  return state === 'owed' ? { yes: true } : { yes: false, because: ['old-part.already-returned'] }
}

/** Usable goes to a store for use, scrap to a store for scrap: never to the same room. */
export function appraise({ state }: OldPart, result: Appraisal, place: PlaceKind): Decision<object, OldPartRefusal> {
  if (state === 'owed') return { yes: false, because: ['old-part.not-returned'] }
  if (state === 'appraised') return { yes: false, because: ['old-part.already-appraised'] }
  const isRight = result === 'scrap' ? place === 'scrap' : place === 'usable' || place === 'depot'
  return isRight ? { yes: true } : { yes: false, because: ['old-part.wrong-place'] }
}

/** Late from the day after the date. */
export const isLate = ({ state, returnBy }: OldPart, today: Day): boolean => state === 'owed' && returnBy !== null && today > returnBy
