import type { listRequisitions as declared } from '#contract/stock/requisitions.ts'
import type { RequisitionRow } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleRequisitions } from '../policy.ts'
import { partJson, placeJson } from './stock-rows.ts'

export const requisitionsWhere = ({ tx, actor }: Context, where: RawBuilder<unknown>, limit = 200): Promise<RequisitionRow[]> => tx.rows<RequisitionRow>(sql`
  select rq.id, rq.number, rq.state, rq.reason, case when f.id is null then null else ${placeJson('f')} end as "from", case when t.id is null then null else ${placeJson('t')} end as "to",
    case when k.id is null then null else json_build_object('id', k.id, 'number', k.number) end as ticket, rq.clause, rq.note, rq.requested_by as "requestedBy", rq.requested_by_name as "requestedByName",
    rq.requested_at as "requestedAt", rq.decided_by_name as "decidedByName", rq.decided_at as "decidedAt", rq.refusal, rq.issued_at as "issuedAt", rq.issued_by_name as "issuedByName",
    rq.received_at as "receivedAt", rq.received_by_name as "receivedByName", floor(extract(epoch from rq.issued_at - rq.requested_at) / 60)::int as "minutesToIssue", rq.version,
    (select json_agg(json_build_object('part', ${partJson}, 'quantity', l.quantity) order by l.n) from requisition_lines l join parts p on p.org_id = l.org_id and p.id = l.part_id
      where l.org_id = rq.org_id and l.requisition_id = rq.id) as lines
  from requisitions rq left join stock_places f on f.org_id = rq.org_id and f.id = rq.from_id left join stock_places t on t.org_id = rq.org_id and t.id = rq.to_id
    left join tickets k on k.org_id = rq.org_id and k.id = rq.ticket_id
  where ${visibleRequisitions(actor)} and ${where} order by rq.id desc limit ${limit}`)

export async function listRequisitions(context: Context, { cursor, limit, state, ticketId }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const rows = await requisitionsWhere(context, sql`
    ${state ? sql`rq.state = ${state}` : sql`true`} and ${ticketId ? sql`rq.ticket_id = ${ticketId}` : sql`true`} and ${after ? sql`rq.id < ${after.id}::uuid` : sql`true`}`, limit + 1)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getRequisition(context: Context, requisitionId: string): Promise<RequisitionRow> {
  const [found] = await requisitionsWhere(context, sql`rq.id = ${requisitionId}`, 1)
  if (!found) throw new Refusal('requisition.unknown')
  return found
}
