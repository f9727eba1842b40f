import type { listCounts as declared } from '#contract/stock/endpoints.ts'
import type { CountView } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visiblePlaces } from '../policy.ts'
import { partJson, placeJson } from './stock-rows.ts'

type Row = Omit<CountView, 'sheet'>

const read = ({ tx, actor }: Context, where: RawBuilder<unknown>, limit: number): Promise<Row[]> => tx.rows<Row>(sql`
  select n.id, n.number, ${placeJson('pl')} as place, n.state, n.opened_by_name as "openedByName", n.opened_at as "openedAt", n.ended_by_name as "endedByName", n.ended_at as "endedAt",
    (select count(*)::int from stock_count_lines l where l.org_id = n.org_id and l.count_id = n.id) as lines,
    (select count(l.counted)::int from stock_count_lines l where l.org_id = n.org_id and l.count_id = n.id) as counted
  from stock_counts n join stock_places pl on pl.org_id = n.org_id and pl.id = n.place_id where ${visiblePlaces(actor)} and ${where} order by n.id desc limit ${limit}`)

export async function listCounts(context: Context, { cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  return pageOfRows(await read(context, after ? sql`n.id < ${after.id}::uuid` : sql`true`, limit + 1), limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getCount(context: Context, countId: string): Promise<CountView> {
  const [count] = await read(context, sql`n.id = ${countId}`, 1)
  if (!count) throw new Refusal('count.unknown')
  const sheet = await context.tx.rows<CountView['sheet'][number]>(sql`
    select ${partJson} as part, l.serial, l.batch, l.condition, l.expected, l.counted, l.counted - l.expected as difference, l.counted_by_name as "countedByName"
    from stock_count_lines l join parts p on p.org_id = l.org_id and p.id = l.part_id
    where l.org_id = ${context.actor.orgId} and l.count_id = ${countId} order by p.number, l.condition, l.batch, l.serial`)
  return { ...count, sheet }
}
