import type { findStock as finding } from '#contract/stock/ticket-parts.ts'
import type { TicketParts } from '#contract/stock/ticket-parts.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { reaches } from '#domain/stock/safety.ts'
import { supplyKinds } from '#domain/stock/stock.ts'
import type { Origin } from '#domain/stock/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { loadFacts } from '../../promise/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { visiblePlaces } from '../policy.ts'
import { findPart } from './find-part.ts'
import { oldPartsOf } from './list-old-parts.ts'
import { requisitionsWhere } from './list-requisitions.ts'
import { findSubstitutes } from './list-parts.ts'
import { originClause } from './origin-rule.ts'
import { movesWhere, partJson, placeJson } from './stock-rows.ts'
import { heldBy, ticketMatter } from './ticket-matter.ts'

export async function getTicketParts(context: Context, ticketId: string): Promise<TicketParts> {
  const { tx, actor } = context
  if (!(await tx.row(sql`select 1 from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`))) throw new Refusal('ticket.unknown')
  const reservations = await tx.rows<TicketParts['reservations'][number]>(sql`
    select v.id, ${partJson} as part, ${placeJson('pl')} as place, v.serial, v.batch, v.condition, v.quantity, v.left_over as "left", v.by_name as "byName", v.at
    from stock_reservations v join parts p on p.org_id = v.org_id and p.id = v.part_id join stock_places pl on pl.org_id = v.org_id and pl.id = v.place_id
    where v.org_id = ${actor.orgId} and v.ticket_id = ${ticketId} and v.left_over > 0 order by v.id`)
  const held = await heldBy(tx, actor.orgId, ticketId, await loadFacts(tx, actor.orgId, ticketId))
  const parts = await tx.rows<{ id: string; number: string; name: string; unit: string }>(sql`
    select p.id, p.number, p.name, p.unit from parts p where p.org_id = ${actor.orgId} and p.id = any(${held.map(({ partId }) => partId)}::uuid[])`)
  const partById = new Map(parts.map((part) => [part.id, part]))
  return {
    reservations, moves: await movesWhere(context, sql`m.ticket_id = ${ticketId}`, sql`limit 500`), requisitions: await requisitionsWhere(context, sql`rq.ticket_id = ${ticketId}`),
    oldParts: await oldPartsOf(context, { ticketId }), held: held.map(({ partId, ...one }) => ({ ...one, part: partById.get(partId)! })),
  }
}

/** The depots that reach the site come first, then whoever has most. */
export async function findStock(context: Context, { ticketId, partId }: ParsedOf<typeof finding>): Promise<ReplyOf<typeof finding>> {
  const { tx, actor } = context
  const matter = await ticketMatter(context, ticketId)
  const part = await findPart(tx, actor.orgId, partId)
  if (!part) throw new Refusal('part.unknown')
  const substitutes = await findSubstitutes(context, partId)
  const site = matter.ticket.site_id === null ? null
    : await tx.row<{ address: string | null }>(sql`select address from sites where org_id = ${actor.orgId} and id = ${matter.ticket.site_id}`)
  type Row = Omit<ReplyOf<typeof finding>['rows'][number], 'isSubstitute' | 'isInReach' | 'refused'> & { origin: Origin; region: string | null; serves: string[] }
  const rows = await tx.rows<Row>(sql`
    select ${partJson} as part, p.origin, ${placeJson('pl')} as place, pl.region, pl.serves, sum(b.on_hand - b.reserved)::int as available
    from stock_balances b join parts p on p.org_id = b.org_id and p.id = b.part_id join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id
    where b.org_id = ${actor.orgId} and ${visiblePlaces(actor)} and pl.is_active and pl.kind = any(${[...supplyKinds]}::text[]) and b.condition <> 'scrap'
      and b.part_id = any(${[partId, ...substitutes.map(({ id }) => id)]}::uuid[])
    group by p.org_id, p.id, pl.org_id, pl.id having sum(b.on_hand - b.reserved) > 0`)
  const refused = new Map<Origin, string | null>()
  for (const { origin } of rows) if (!refused.has(origin)) refused.set(origin, await originClause(context, matter, origin))
  const seen = rows.map(({ origin, region, serves, ...row }) => ({
    ...row, isSubstitute: row.part.id !== partId, isInReach: reaches({ region, serves }, site?.address ?? null), refused: refused.get(origin) ?? null,
  }))
  return { rows: seen.toSorted((one, other) => Number(other.isInReach) - Number(one.isInReach) || Number(one.isSubstitute) - Number(other.isSubstitute) || other.available - one.available) }
}
