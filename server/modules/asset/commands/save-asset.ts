import type { createAsset as creating, moveAsset as moving, updateAsset as updating } from '#contract/asset/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit, nextNumber } from '../../org/index.ts'
import { orgFacts, visibleCustomers } from '../../party/index.ts'
import { insertAsset, lockAsset, saveAsset, subtreeOf } from '../store.ts'
import type { AssetRecord } from '../store.ts'

export async function createAsset(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  const customer = await tx.row(sql`select 1 from customers c where ${visibleCustomers(actor)} and c.id = ${input.customerId} and c.deleted_at is null`)
  if (!customer) throw new Refusal('customer.unknown')
  await refuseForeign(context, input)
  if (input.parentId !== null) await parentOf(context, input.parentId, input.customerId)
  const number = input.number ?? await nextNumber(tx, actor.orgId, 'asset', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const id = await insertAsset(context, { ...input, number, serial: input.serial || null })
  await audit(context, { action: 'created', noun: 'asset', nounId: id, after: { number, name: input.name } })
  return id
}

/** Changes the asset and says what it was before and is now; its life is told by whoever calls. */
export async function changeAsset(context: Context, { assetId, version, ...change }: ParsedOf<typeof updating>): Promise<{ before: AssetRecord; after: AssetRecord }> {
  const before = await lockedAsset(context, assetId, version)
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const changed: AssetRecord = { ...before, ...given }
  const after = { ...changed, serial: changed.serial || null, batch: changed.batch || null }
  await refuseForeign(context, { customerId: before.customerId, siteId: change.siteId ?? null, productId: change.productId ?? null })
  await saveAsset(context.tx, context.actor.orgId, after)
  await audit(context, { action: 'updated', noun: 'asset', nounId: assetId, before, after })
  return { before, after }
}

export type Placing = { id: string; from: Place; to: Place }
type Place = { customerId: string; siteId: string | null; parentId: string | null }

// Two moves at once could close a circle that neither sees alone, so moves of one customer wait for each other.
/** Places an asset with all it holds; says of each piece whence and whither. */
export async function placeAsset(context: Context, { assetId, version, parentId, siteId, customerId }: Pick<ParsedOf<typeof moving>, 'assetId' | 'parentId' | 'siteId' | 'customerId'> & { version?: number }): Promise<Placing[]> {
  const { tx, actor } = context
  const held = await tx.row<{ customerId: string }>(sql`select customer_id as "customerId" from assets where org_id = ${actor.orgId} and id = ${assetId}`)
  const concerned = [held?.customerId, customerId].filter((one) => one !== undefined).sort()
  await tx.rows(sql`select 1 from customers where org_id = ${actor.orgId} and id = any(${concerned}::uuid[]) order by id for update`)
  const before = await lockedAsset(context, assetId, version)
  const owner = customerId ?? before.customerId
  if (owner !== before.customerId && !(await tx.row(sql`select 1 from customers c where ${visibleCustomers(actor)} and c.id = ${owner} and c.deleted_at is null`))) throw new Refusal('customer.unknown', { field: 'customerId' })
  const below = await subtreeOf(tx, actor.orgId, assetId)
  if (parentId !== null && below.includes(parentId)) throw new Refusal('asset.circle', { field: 'parentId' })
  if (parentId !== null) await parentOf(context, parentId, owner)
  const site = siteId === undefined && owner === before.customerId ? undefined : (siteId ?? null)
  if (site !== undefined) await refuseForeign(context, { customerId: owner, siteId: site, productId: null })
  const placed = await tx.rows<Place & { id: string }>(sql`
    select id, customer_id as "customerId", site_id as "siteId", parent_id as "parentId" from assets where org_id = ${actor.orgId} and id = any(${below}::uuid[])`)
  await saveAsset(tx, actor.orgId, { ...before, parentId })
  await tx.run(sql`update assets set customer_id = ${owner} ${site === undefined ? sql`` : sql`, site_id = ${site}`} where org_id = ${actor.orgId} and id = any(${below}::uuid[])`)
  await audit(context, { action: 'moved', noun: 'asset', nounId: assetId, before: { parentId: before.parentId, siteId: before.siteId, customerId: before.customerId },
    after: { parentId, siteId: site === undefined ? before.siteId : site, customerId: owner } })
  return placed.map(({ id, ...from }) => ({ id, from, to: { customerId: owner, siteId: site === undefined ? from.siteId : site, parentId: id === assetId ? parentId : from.parentId } }))
}

export async function deleteAsset(context: Context, assetId: string): Promise<void> {
  const { tx, actor, now } = context
  const asset = await lockedAsset(context, assetId)
  const use = await tx.row<{ parts: number; tickets: number }>(sql`
    select (select count(*)::int from assets where org_id = ${actor.orgId} and parent_id = ${assetId} and deleted_at is null) as parts,
      (select count(*)::int from tickets where org_id = ${actor.orgId} and asset_id = ${assetId} and closed_at is null and deleted_at is null and status not in ('cancelled', 'merged')) as tickets`)
  if (use && use.parts + use.tickets > 0) throw new Refusal('row.in-use', use)
  await saveAsset(tx, actor.orgId, { ...asset, deletedAt: toIso(now) })
  await audit(context, { action: 'deleted', noun: 'asset', nounId: assetId })
}

export async function restoreAsset(context: Context, assetId: string): Promise<void> {
  const asset = await lockAsset(context, assetId)
  if (!asset) throw new Refusal('asset.unknown')
  if (!asset.deletedAt) return
  await saveAsset(context.tx, context.actor.orgId, { ...asset, deletedAt: null })
  await audit(context, { action: 'restored', noun: 'asset', nounId: assetId })
}

async function lockedAsset(context: Context, assetId: string, version?: number): Promise<AssetRecord> {
  const asset = await lockAsset(context, assetId)
  if (!asset || asset.deletedAt) throw new Refusal('asset.unknown')
  if (version !== undefined && asset.version !== version) throw new Refusal('row.changed', { version: asset.version })
  return asset
}

async function parentOf(context: Context, parentId: string, customerId: string): Promise<void> {
  const parent = await lockAsset(context, parentId)
  if (!parent || parent.deletedAt || parent.customerId !== customerId) throw new Refusal('asset.unknown', { field: 'parentId' })
}

async function refuseForeign({ tx, actor }: Context, { customerId, siteId, productId }: { customerId: string; siteId: string | null; productId: string | null }): Promise<void> {
  const found = await tx.row<{ site: boolean; product: boolean }>(sql`
    select ${siteId}::uuid is null or exists (select 1 from sites where org_id = ${actor.orgId} and id = ${siteId}::uuid and customer_id = ${customerId} and deleted_at is null) as site,
      ${productId}::uuid is null or exists (select 1 from products where org_id = ${actor.orgId} and id = ${productId}::uuid and deleted_at is null) as product`)
  if (!found?.site) throw new Refusal('site.unknown', { field: 'siteId' })
  if (!found.product) throw new Refusal('product.unknown', { field: 'productId' })
}
