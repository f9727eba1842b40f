import type { RawBuilder } from 'kysely'
import type { exportAssets as exporting, listAssets as declared } from '#contract/asset/endpoints.ts'
import type { AssetFilter, AssetRow } from '#contract/asset/asset.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { assetOf } from '#locales/asset.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { searchQuery } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { visibleAssets } from '../policy.ts'

type Row = Omit<AssetRow, 'customer' | 'site' | 'product' | 'delivery'> & {
  deliveryId: string | null; deliveryNumber: string | null
  customerId: string; customerName: string; customerNumber: string; siteId: string | null; siteName: string | null
  productId: string | null; productCode: string | null; productName: string | null; productModel: string | null; parentNumber: string | null; note: string | null; sortKey: string
}

const sorts = {
  name: { key: sql`a.name`, down: false }, number: { key: sql`a.number`, down: false }, customer: { key: sql`c.name`, down: false }, '-created': { key: sql`''`, down: true },
} as const

const columns = (key: RawBuilder<unknown>) => sql`
  a.id, a.number, a.name, a.kind, a.serial, a.component_class as "componentClass", a.batch, a.retired_on as "retiredOn", n.id as "deliveryId", n.number as "deliveryNumber", a.parent_id as "parentId", a.accepted_on as "acceptedOn", a.installed_on as "installedOn",
  a.delivered_on as "deliveredOn", a.version, a.created_at as "createdAt", a.deleted_at as "deletedAt", a.note, c.id as "customerId", c.name as "customerName", c.number as "customerNumber",
  s.id as "siteId", s.name as "siteName", d.id as "productId", d.code as "productCode", d.name as "productName", d.model as "productModel", u.number as "parentNumber",
  (select count(*)::int from assets p where p.org_id = a.org_id and p.parent_id = a.id and p.deleted_at is null) as children, ${key} as "sortKey"`
const tables = sql`assets a join customers c on c.org_id = a.org_id and c.id = a.customer_id left join sites s on s.org_id = a.org_id and s.id = a.site_id
  left join products d on d.org_id = a.org_id and d.id = a.product_id left join assets u on u.org_id = a.org_id and u.id = a.parent_id
  left join delivery_notes n on n.org_id = a.org_id and n.id = a.delivery_id`

export async function listAssets({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { key, down } = sorts[filter.sort ?? 'name']
  const after = readCursor(cursor)
  const beyond = after ? sql`and (${key}, a.id) ${down ? sql`<` : sql`>`} (${after.key}::text, ${after.id}::uuid)` : sql``
  const rows = await tx.rows<Row>(sql`
    select ${columns(key)} from ${tables} where ${filteredAssets(actor, filter)} ${beyond} order by ${down ? sql`a.id desc` : sql`${key}, a.id`} limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ sortKey, id }) => ({ key: sortKey, id }), assetRowOf)
}

export async function findAsset({ tx, actor }: Context, assetId: string): Promise<(AssetRow & { note: string | null }) | null> {
  const row = await tx.row<Row>(sql`select ${columns(sql`''`)} from ${tables} where ${visibleAssets(actor)} and a.id = ${assetId}`)
  return row && { ...assetRowOf(row), note: row.note }
}

export async function exportAssets({ tx, actor }: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const found = await tx.rows<Row>(sql`select ${columns(sql`''`)} from ${tables} where ${filteredAssets(actor, filter)} order by a.number, a.id limit ${limits.exportRows}`)
  const words = assetOf(actor.language)
  const fields = ['number', 'name', 'kind', 'serial', 'productCode', 'customerNumber', 'customerName', 'siteName', 'parentNumber', 'componentClass', 'batch', 'deliveryNumber', 'acceptedOn',
    'installedOn', 'deliveredOn', 'note'] as const
  const rows = found.map((row) => fields.map((field) => (field === 'kind' ? words.kinds[row.kind] : row[field])))
  return tableReply(format, 'assets', fields.map((field) => words.columns[field]), rows)
}

export const assetRowOf = ({ customerId, customerName, siteId, siteName, productId, productCode, productName, productModel, deliveryId, deliveryNumber, ...row }: Row): AssetRow => ({
  ...row, customer: { id: customerId, name: customerName }, site: siteId === null ? null : { id: siteId, name: siteName ?? '' },
  product: productId === null ? null : { id: productId, code: productCode ?? '', name: productName ?? '', model: productModel },
  delivery: deliveryId === null ? null : { id: deliveryId, number: deliveryNumber ?? '' },
})

export function filteredAssets(actor: Actor, filter: AssetFilter): RawBuilder<unknown> {
  const ids = { customer_id: filter.customerId, site_id: filter.siteId, product_id: filter.productId, delivery_id: filter.deliveryId, parent_id: filter.parentId === 'none' ? undefined : filter.parentId } as const
  const conditions = [
    visibleAssets(actor), filter.deleted === 'yes' ? sql`a.deleted_at is not null` : sql`a.deleted_at is null`,
    ...Object.entries(ids).flatMap(([column, value]) => (value === undefined ? [] : [sql`a.${sql.ref(column)} = ${value}::uuid`])),
    ...(filter.kind ? [sql`a.kind = ${filter.kind}`] : []), ...(filter.parentId === 'none' ? [sql`a.parent_id is null`] : []),
    ...(filter.agreementId ? [sql`a.id in (select g.asset_id from agreement_assets g where g.org_id = a.org_id and g.agreement_id = ${filter.agreementId})`] : []),
    ...(filter.batch ? [sql`lower(a.batch) = ${filter.batch.toLowerCase()}`] : []),
    ...(filter.q?.trim() ? [assetWords(filter.q)] : []),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

export function assetWords(q: string): RawBuilder<unknown> {
  const query = searchQuery(q)
  return query === '' ? sql`false` : sql`a.search @@ to_tsquery('simple', ${query})`
}
