import type { createProduct as creating, updateProduct as updating } from '#contract/product/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { visibleProducts } from '../policy.ts'

type Draft = { code: string; name: string; family: string | null; model: string | null; standards: string[] }

export async function createProduct(context: Context, { code, name, family, model, standards }: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  const id = newId()
  const made = await tx.run(sql`
    insert into products (org_id, id, code, name, family, model, standards, created_at)
    values (${actor.orgId}, ${id}, ${code}, ${name}, ${family}, ${model}, ${standards}::text[], ${toIso(now)}) on conflict (org_id, code) do nothing`)
  if (made === 0) throw new Refusal('product.code-taken', { field: 'code', code })
  await audit(context, { action: 'created', noun: 'product', nounId: id, after: { code, name } })
  return id
}

export async function updateProduct(context: Context, { productId, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await lockedProduct(context, productId)
  if (before.isDeleted) throw new Refusal('product.unknown')
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as Draft
  const twin = await tx.row(sql`select 1 from products where org_id = ${actor.orgId} and code = ${after.code} and id <> ${productId}`)
  if (twin) throw new Refusal('product.code-taken', { field: 'code', code: after.code })
  await tx.run(sql`
    update products set code = ${after.code}, name = ${after.name}, family = ${after.family}, model = ${after.model},
      standards = ${after.standards}::text[] where org_id = ${actor.orgId} and id = ${productId}`)
  await audit(context, { action: 'updated', noun: 'product', nounId: productId, before, after })
}

export async function binProduct(context: Context, productId: string): Promise<void> {
  const { tx, actor, now } = context
  if ((await lockedProduct(context, productId)).isDeleted) throw new Refusal('product.unknown')
  const use = await tx.row<{ assets: number }>(sql`select count(*)::int as assets from assets where org_id = ${actor.orgId} and product_id = ${productId} and deleted_at is null`)
  if (use && use.assets > 0) throw new Refusal('row.in-use', use)
  await tx.run(sql`update products set deleted_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${productId}`)
  await audit(context, { action: 'deleted', noun: 'product', nounId: productId })
}

export async function restoreProduct(context: Context, productId: string): Promise<void> {
  await lockedProduct(context, productId)
  await context.tx.run(sql`update products set deleted_at = null where org_id = ${context.actor.orgId} and id = ${productId}`)
  await audit(context, { action: 'restored', noun: 'product', nounId: productId })
}

async function lockedProduct({ tx, actor }: Context, productId: string): Promise<Draft & { isDeleted: boolean }> {
  const product = await tx.row<Draft & { isDeleted: boolean }>(sql`
    select d.code, d.name, d.family, d.model, d.standards, d.deleted_at is not null as "isDeleted" from products d where ${visibleProducts(actor)} and d.id = ${productId} for update`)
  if (!product) throw new Refusal('product.unknown')
  return product
}
