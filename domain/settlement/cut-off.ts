// Replaced parts go back by fixed days of each year; the one that counts is the next after the part was taken out.
import { isDay } from '../time/day.ts'
import type { Day } from '../time/day.ts'

/** The cut-off on or after this day; null while the dates of the year are not set. A 29 February falls on the 28th in other years. */
export function cutOffAfter(cutOffs: readonly string[], from: Day): Day | null {
  if (cutOffs.length === 0) return null
  const year = Number(from.slice(0, 4))
  const days = [year, year + 1].flatMap((one) => cutOffs.map((text) => dayIn(one, text))).filter((one) => one >= from).sort()
  return days[0] ?? null
}

function dayIn(year: number, monthDay: string): Day {
  const text = `${year}-${monthDay}`
  return isDay(text) ? text : (`${year}-${monthDay.slice(0, 2)}-28` as Day)
}
