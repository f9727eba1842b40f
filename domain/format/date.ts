// Days as people write them, with years of our era or of the Republic (民國, year − 1911).
import { isDay } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { halfWidth } from './width.ts'

export type DateStyle = 'slash' | 'dash' | 'chinese' | 'minguo' | 'minguo-short'

const chinese = /^(?:(?:民國|民国)\s*)?(\d{1,4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日號号]$/
const parted = /^(?:(?:民國|民国)\s*)?(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?$/
const packed = /^(\d{3,4})(\d{2})(\d{2})$/

/** Null when the text names no day. A year of three digits or fewer, or after 民國, is one of the Republic. */
export function readDate(text: string): Day | null {
  const plain = halfWidth(text)
  const found = chinese.exec(plain) ?? parted.exec(plain) ?? packed.exec(plain)
  if (!found) return null
  const [, year = '', month = '', date = ''] = found
  const ofRepublic = /^民[國国]/.test(plain) || year.length <= 3
  const full = Number(year) + (ofRepublic ? 1911 : 0)
  const day = `${String(full).padStart(4, '0')}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return full >= 1000 && isDay(day) ? day : null
}

export function showDate(day: Day, style: DateStyle): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const republic = Number(year) - 1911
  switch (style) {
    case 'dash': return day
    case 'slash': return `${year}/${month}/${date}`
    case 'chinese': return `${year}年${Number(month)}月${Number(date)}日`
    // Before the Republic there are no years of it.
    case 'minguo': return republic < 1 ? `${year}年${Number(month)}月${Number(date)}日` : `民國${republic}年${Number(month)}月${Number(date)}日`
    case 'minguo-short': return republic < 1 ? `${year}/${month}/${date}` : `${republic}/${month}/${date}`
  }
}
