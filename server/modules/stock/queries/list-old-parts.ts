import type { listOldParts as declared } from '#contract/stock/ticket-parts.ts'
import type { OldPartRow } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { day, daysBetween } from '#domain/time/day.ts'
import { isLate } from '#domain/stock/old-part.ts'
import { localDay } from '#domain/time/zone.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readCursor, writeCursor } from '#server/platform/table/cursor.ts'
import { orgFacts } from '../../party/index.ts'
import { visibleOldParts } from '../policy.ts'
import { partJson, placeJson } from './stock-rows.ts'

type Row = Omit<OldPartRow, 'isLate' | 'daysLeft'>

async function read({ tx, actor, now }: Context, where: RawBuilder<unknown>, limit: number): Promise<OldPartRow[]> {
  const today = localDay((await orgFacts(tx, actor.orgId)).zone, now)
  const rows = await tx.rows<Row>(sql`
    select o.id, o.number, o.state, json_build_object('id', k.id, 'number', k.number, 'title', k.title) as ticket, o.asset_id as "assetId", ${partJson} as part, o.quantity, o.serial, o.owed_by as "owedBy",
      o.owed_by_name as "owedByName", case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as customer, o.replaced_at as "replacedAt", o.return_by as "returnBy",
      o.shipment, o.has_record as "hasRecord", o.returned_at as "returnedAt", o.returned_to_name as "returnedToName", o.told_at as "toldAt", o.appraisal, o.appraised_at as "appraisedAt",
      o.appraised_by_name as "appraisedByName", case when pl.id is null then null else ${placeJson('pl')} end as place, o.note
    from old_parts o join parts p on p.org_id = o.org_id and p.id = o.part_id join tickets k on k.org_id = o.org_id and k.id = o.ticket_id
      left join customers c on c.org_id = o.org_id and c.id = o.customer_id left join stock_places pl on pl.org_id = o.org_id and pl.id = o.place_id
    where ${visibleOldParts(actor)} and ${where} order by o.id desc limit ${limit}`)
  return rows.map((row) => {
    const returnBy = row.returnBy === null ? null : day(row.returnBy)
    return { ...row, isLate: isLate({ state: row.state, returnBy }, today), daysLeft: returnBy === null || row.state !== 'owed' ? null : daysBetween(today, returnBy) }
  })
}

/** The old parts of a ticket, of an asset, of whoever owes them. */
export const oldPartsOf = (context: Context, of: { ticketId?: string; assetId?: string; owedBy?: string; customerId?: string }): Promise<OldPartRow[]> => read(context, sql`
  ${of.ticketId ? sql`o.ticket_id = ${of.ticketId}` : sql`true`} and ${of.assetId ? sql`o.asset_id = ${of.assetId}` : sql`true`}
  and ${of.owedBy ? sql`o.owed_by = ${of.owedBy}` : sql`true`} and ${of.customerId ? sql`o.customer_id = ${of.customerId}` : sql`true`}`, 500)

export async function getOldPart(context: Context, oldPartId: string): Promise<OldPartRow> {
  const [found] = await read(context, sql`o.id = ${oldPartId}`, 1)
  if (!found) throw new Refusal('old-part.unknown')
  return found
}

export async function listOldParts(context: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor, now } = context
  const today = localDay((await orgFacts(tx, actor.orgId)).zone, now)
  const after = readCursor(cursor)
  const late = sql`(o.state = 'owed' and o.return_by < ${today}::date)`
  const rows = await read(context, sql`
    ${filter.state ? sql`o.state = ${filter.state}` : sql`true`} and ${filter.late ? late : sql`true`} and ${filter.owedBy ? sql`o.owed_by = ${filter.owedBy}` : sql`true`}
    and ${filter.customerId ? sql`o.customer_id = ${filter.customerId}` : sql`true`} and ${filter.shipment ? sql`o.shipment = ${filter.shipment}` : sql`true`}
    and ${after ? sql`o.id < ${after.id}::uuid` : sql`true`}`, limit + 1)
  const owing = await tx.rows<ReplyOf<typeof declared>['owing'][number]>(sql`
    select coalesce(o.customer_id, o.owed_by) as id, coalesce(min(c.name), min(o.owed_by_name)) as name, case when min(o.customer_id::text) is null then 'person' else 'dealer' end as kind,
      count(*)::int as owed, (count(*) filter (where ${late}))::int as late, min(o.return_by) as "nextBy"
    from old_parts o left join customers c on c.org_id = o.org_id and c.id = o.customer_id
    where ${visibleOldParts(actor)} and o.state = 'owed' group by coalesce(o.customer_id, o.owed_by) order by late desc, owed desc limit 500`)
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit), next: rows.length > limit && last ? writeCursor({ key: '', id: last.id }) : null, owing }
}
