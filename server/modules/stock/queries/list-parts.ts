import type { RawBuilder } from 'kysely'
import type { exportParts as exporting, listParts as declared } from '#contract/stock/parts.ts'
import type { PartRow, PartView } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Origin } from '#domain/stock/stock.ts'
import { stockOf } from '#locales/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { searchQuery } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { visiblePlaces } from '../policy.ts'
import { balanceColumns, balanceTables, balancesWhere } from './stock-rows.ts'

type Filter = Omit<ParsedOf<typeof exporting>, 'format'>

const columns = (actor: Actor) => sql`
  p.id, p.number, p.name, p.unit, p.classes, p.origin, p.is_serial as "isSerial", p.is_batch as "isBatch", p.product_ids as "productIds", p.minimum, p.list_price::float8 as "listPrice",
  ${may(actor, 'part.write') ? sql`p.cost_price::float8` : sql`null::float8`} as "costPrice", p.market_price::float8 as "marketPrice", p.market_source as "marketSource", p.market_on as "marketOn",
  p.price_source as "priceSource", p.supplier, p.supply_until as "supplyUntil", p.note, p.version, p.created_at as "createdAt", p.deleted_at as "deletedAt",
  coalesce(s.on_hand, 0) as "onHand", coalesce(s.reserved, 0) as reserved, coalesce(s.on_hand - s.reserved, 0) as available`
/** Scrap is in the house but nobody can have it. */
const tables = (actor: Actor) => sql`parts p left join lateral (
  select sum(b.on_hand)::int as on_hand, sum(b.reserved)::int as reserved from stock_balances b join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id
  where b.org_id = p.org_id and b.part_id = p.id and b.condition <> 'scrap' and ${visiblePlaces(actor)}) s on true`

export async function listParts({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const beyond = after ? sql`and (p.number, p.id) > (${after.key}::text, ${after.id}::uuid)` : sql``
  const rows = await tx.rows<PartRow>(sql`select ${columns(actor)} from ${tables(actor)} where ${filtered(actor, filter)} ${beyond} order by p.number, p.id limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ number, id }) => ({ key: number, id }), (row) => row)
}

export async function getPart(context: Context, partId: string): Promise<PartView> {
  const { tx, actor } = context
  const row = await tx.row<PartRow>(sql`select ${columns(actor)} from ${tables(actor)} where p.org_id = ${actor.orgId} and p.id = ${partId}`)
  if (!row || !maySeeParts(actor)) throw new Refusal('part.unknown')
  const products = await tx.rows<{ id: string; code: string; name: string }>(sql`
    select id, code, name from products where org_id = ${actor.orgId} and id = any(${row.productIds}::uuid[]) order by code`)
  const substitutes = await findSubstitutes(context, partId)
  return { ...row, products, substitutes, balances: await balancesWhere(context, sql`b.part_id = ${partId}`) }
}

export const findSubstitutes = ({ tx, actor }: Context, partId: string): Promise<{ id: string; number: string; name: string; unit: string; origin: Origin; available: number }[]> => tx.rows(sql`
  select p.id, p.number, p.name, p.unit, p.origin, coalesce(s.on_hand - s.reserved, 0) as available from ${tables(actor)}
  where p.org_id = ${actor.orgId} and p.deleted_at is null and p.id in (
    select case when x.part_id = ${partId} then x.substitute_id else x.part_id end from part_substitutes x where x.org_id = p.org_id and ${partId}::uuid in (x.part_id, x.substitute_id))
  order by p.number`)

/** One line for each shelf, so that the file can be read in again. */
export async function exportParts({ tx, actor }: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  type Line = PartRow & { place: string | null; serial: string | null; batch: string | null; condition: string | null; quantity: number | null }
  const found = await tx.rows<Line>(sql`
    select ${columns(actor)}, l.place->>'code' as place, l.serial, l.batch, l.condition, l."onHand" as quantity from ${tables(actor)}
    left join lateral (select ${balanceColumns} from ${balanceTables} where b.org_id = p.org_id and b.part_id = p.id and ${visiblePlaces(actor)}) l on true
    where ${filtered(actor, filter)} order by p.number, l.place->>'code' limit ${limits.exportRows}`)
  const { columns: names, classes, origins, conditions } = stockOf(actor.language)
  const rows = found.map((row) => [row.number, row.name, row.unit, row.classes.map((one) => classes[one]).join('、'), origins[row.origin], row.isSerial ? 1 : 0, row.minimum,
    row.listPrice === null ? null : row.listPrice / 100, row.supplier, row.place,
    row.quantity, row.serial, row.batch, row.condition === null ? null : conditions[row.condition as keyof typeof conditions]])
  return tableReply(format, 'parts', partColumns.map((field) => names[field]), rows)
}
export const partColumns = ['number', 'name', 'unit', 'classes', 'origin', 'isSerial', 'minimum', 'listPrice', 'supplier', 'place', 'quantity', 'serial', 'batch', 'condition'] as const

const maySeeParts = (actor: Actor) => actor.kind !== 'customer' && actor.kind !== 'visitor'

function filtered(actor: Actor, filter: Filter): RawBuilder<unknown> {
  const query = filter.q?.trim() ? searchQuery(filter.q) : null
  const conditions = [
    sql`p.org_id = ${actor.orgId}`, maySeeParts(actor) ? sql`true` : sql`false`,
    filter.deleted === 'yes' ? sql`p.deleted_at is not null` : sql`p.deleted_at is null`,
    ...(filter.class ? [sql`${filter.class} = any(p.classes)`] : []), ...(filter.productId ? [sql`${filter.productId}::uuid = any(p.product_ids)`] : []),
    ...(filter.placeId ? [sql`exists (select from stock_balances b join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id
      where b.org_id = p.org_id and b.part_id = p.id and b.place_id = ${filter.placeId} and ${visiblePlaces(actor)})`] : []),
    ...(query === null ? [] : [query === '' ? sql`false` : sql`p.search @@ to_tsquery('simple', ${query})`]),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}
