// Numbers of documents: prefix, day, dash, four digits; from ten thousand a day on, five. No gap within a committed series.
import { numberPrefixes } from '#contract/org/org.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

/** `series` is a key of numberPrefixes, or any code, which then is its own prefix. `day` is the organisation's day. */
export const nextNumber = async (tx: Tx, orgId: string, series: string, day: Day): Promise<string> => (await takeNumbers(tx, orgId, series, day, 1))[0]!

/** Several numbers in a row, in one statement. */
export async function takeNumbers(tx: Tx, orgId: string, series: string, day: Day, count: number): Promise<string[]> {
  if (count === 0) return []
  const taken = await tx.row<{ number: number; prefix: string | null; minguo: boolean }>(sql`
    with taken as (
      insert into number_series (org_id, series, day, next) values (${orgId}, ${series}, ${day}, ${count + 1})
      on conflict (org_id, series, day) do update set next = number_series.next + ${count}
      returning next - ${count} as number)
    select number, settings->'prefixes'->>${series} as prefix, coalesce((settings->>'minguo')::boolean, false) as minguo
    from taken, orgs where id = ${orgId}`)
  if (!taken) throw new Error('this organisation does not exist')
  const prefix = `${taken.prefix ?? numberPrefixes[series] ?? series.toUpperCase()}${taken.minguo ? minguoDay(day) : day.replaceAll('-', '')}-`
  return Array.from({ length: count }, (_, index) => `${prefix}${String(taken.number + index).padStart(4, '0')}`)
}

// 2026-11-23 is 1151123: the year of the Republic, month and day.
const minguoDay = (day: Day) => `${Number(day.slice(0, 4)) - 1911}${day.slice(5, 7)}${day.slice(8, 10)}`
