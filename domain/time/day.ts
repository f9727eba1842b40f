// A day on the wall calendar, of no zone: 'YYYY-MM-DD', so that text order is day order.
declare const dayBrand: unique symbol
export type Day = string & { readonly [dayBrand]: true }

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export function day(text: string): Day {
  if (!isDay(text)) throw new Error(`not a day: ${text}`)
  return text
}

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

/** Days since 1970-01-01. */
export function dayNumber(of: Day): number {
  return Date.parse(`${of}T00:00:00Z`) / dayLength
}

export function dayOfNumber(number: number): Day {
  return new Date(number * dayLength).toISOString().slice(0, 10) as Day
}

export function addDays(from: Day, count: number): Day {
  return dayOfNumber(dayNumber(from) + count)
}

// A short month clips; count from the anchor each time, so that 31 Jan, 28 Feb, 31 Mar keeps its 31.
export function addMonths(anchor: Day, count: number): Day {
  const [year, month, date] = parts(anchor)
  const months = year * 12 + (month - 1) + count
  const last = lastOfMonth(Math.floor(months / 12), mod(months, 12) + 1)
  return dayOf(Math.floor(months / 12), mod(months, 12) + 1, Math.min(date, last))
}

export function yearsFrom(anchor: Day, count: number): Day {
  return addMonths(anchor, count * 12)
}

export function daysBetween(from: Day, until: Day): number {
  return dayNumber(until) - dayNumber(from)
}

export function weekday(of: Day): Weekday {
  return weekdayOfNumber(dayNumber(of))
}

// 1970-01-01 was a Thursday.
export function weekdayOfNumber(number: number): Weekday {
  return (mod(number + 3, 7) + 1) as Weekday
}

export function compareDays(one: Day, other: Day): -1 | 0 | 1 {
  return one < other ? -1 : one > other ? 1 : 0
}


const dayLength = 86_400_000
const mod = (value: number, by: number) => ((value % by) + by) % by
const two = (value: number) => String(value).padStart(2, '0')
const dayOf = (year: number, month: number, date: number) => `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}` as Day
const parts = (of: Day) => of.split('-').map(Number) as [number, number, number]
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

function lastOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
