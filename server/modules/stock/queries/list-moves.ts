import type { listBalances as balancing, listMoves as declared } from '#contract/stock/endpoints.ts'
import type { BalanceRow, MoveRow } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visiblePlaces } from '../policy.ts'
import { balanceColumns, balanceTables, moveColumns, moveTables, visibleMoves } from './stock-rows.ts'

/** Of one part, each line tells what the visible places held after it. */
export async function listMoves(context: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const after = readCursor(cursor)
  const conditions = [
    sql`m.org_id = ${actor.orgId}`, visibleMoves(context), ...(filter.partId ? [sql`m.part_id = ${filter.partId}`] : []), ...(filter.ticketId ? [sql`m.ticket_id = ${filter.ticketId}`] : []),
    ...(filter.placeId ? [sql`${filter.placeId}::uuid in (m.from_id, m.to_id)`] : []), ...(filter.kind ? [sql`m.kind = ${filter.kind}`] : []),
  ]
  const visible = sql`select pl.id from stock_places pl where ${visiblePlaces(actor)} ${filter.placeId ? sql`and pl.id = ${filter.placeId}` : sql``}`
  const running = filter.partId && !filter.ticketId && !filter.kind
    ? sql`sum(case when m.kind in ('reserve', 'release') then 0 else
        (case when m.to_id in (${visible}) then m.quantity else 0 end) - (case when m.from_id in (${visible}) then m.quantity else 0 end) end) over (order by m.id)::int`
    : sql`null::int`
  const rows = await tx.rows<MoveRow>(sql`
    select * from (select ${moveColumns}, ${running} as after from ${moveTables} where ${sql.join(conditions, sql` and `)}) as ledger
    ${after ? sql`where id < ${after.id}::uuid` : sql``} order by id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function listBalances({ tx, actor }: Context, { cursor, limit, placeId, partId }: ParsedOf<typeof balancing>): Promise<ReplyOf<typeof balancing>> {
  const after = readCursor(cursor)
  type Row = BalanceRow & { sortKey: string }
  const key = sql`concat_ws(chr(1), p.number, pl.code, b.condition, b.batch, b.serial)`
  const rows = await tx.rows<Row>(sql`
    select ${balanceColumns}, ${key} as "sortKey" from ${balanceTables}
    where b.org_id = ${actor.orgId} and ${visiblePlaces(actor)} ${placeId ? sql`and b.place_id = ${placeId}` : sql``} ${partId ? sql`and b.part_id = ${partId}` : sql``}
      ${after ? sql`and (${key}, b.part_id) > (${after.key}::text, ${after.id}::uuid)` : sql``} order by ${key}, b.part_id limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ sortKey, part }) => ({ key: sortKey, id: part.id }), ({ sortKey: _, ...row }) => row)
}
