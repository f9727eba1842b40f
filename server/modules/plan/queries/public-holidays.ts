import { readFileSync, readdirSync } from 'node:fs'
import type { Calendar } from '#domain/time/calendar.ts'
import { withHolidays } from '#domain/time/holidays.ts'
import type { HolidayTable } from '#domain/time/holidays.ts'

const folder = new URL('../../../../plans/holidays/', import.meta.url)
let tables: readonly HolidayTable[] | null = null

export function publicHolidays(): readonly HolidayTable[] {
  tables ??= readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as HolidayTable)
  return tables
}

/** A calendar that names regions is closed on their holidays and open on their make-up days. */
export function withPublicHolidays(calendar: Calendar & { regions?: readonly ('CN' | 'TW')[] }): Calendar {
  const { regions = [] } = calendar
  return regions.length === 0 ? calendar : withHolidays(calendar, publicHolidays().filter(({ region }) => regions.includes(region)))
}
