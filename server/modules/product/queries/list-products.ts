import type { RawBuilder } from 'kysely'
import type { listProducts as declared, ProductView } from '#contract/product/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { literally } from '#server/platform/search/text.ts'
import { seesCounts, visibleProducts } from '../policy.ts'

const columns = (actor: Actor): RawBuilder<unknown> => sql`d.id, d.code, d.name, d.family, d.model, d.standards, d.created_at as "createdAt", d.deleted_at as "deletedAt",
  ${seesCounts(actor) ? sql`(select count(*)::int from assets a where a.org_id = d.org_id and a.product_id = d.id and a.deleted_at is null)` : sql`0`} as assets`

export async function listProducts({ tx, actor }: Context, { q, family, deleted, cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const conditions = [
    visibleProducts(actor), deleted === 'yes' ? sql`d.deleted_at is not null` : sql`d.deleted_at is null`,
    ...(family === undefined ? [] : [sql`d.family = ${family}`]), ...(q?.trim() ? [holds(q.trim())] : []),
    ...(after ? [sql`(d.code, d.id) > (${after.key}::text, ${after.id}::uuid)`] : []),
  ]
  const rows = await tx.rows<ProductView>(sql`select ${columns(actor)} from products d where ${sql.join(conditions, sql` and `)} order by d.code, d.id limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ code, id }) => ({ key: code, id }), (row) => row)
}

export async function getProduct({ tx, actor }: Context, productId: string): Promise<ProductView> {
  const row = await tx.row<ProductView>(sql`select ${columns(actor)} from products d where ${visibleProducts(actor)} and d.id = ${productId}`)
  if (!row) throw new Refusal('product.unknown')
  return row
}

function holds(q: string): RawBuilder<unknown> {
  const pattern = `%${literally(q.replaceAll('\0', ''))}%`
  return sql`(d.code ilike ${pattern} or d.name ilike ${pattern} or d.model ilike ${pattern})`
}
