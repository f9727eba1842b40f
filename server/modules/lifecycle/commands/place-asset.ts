// Moves, swaps and the end of a piece: its row changes, and its life and that of all it holds tells whence and whither.
import type { moveAsset as moving, updateAsset as updating } from '#contract/asset/endpoints.ts'
import type { retireAsset as retiring, swapAsset as swapping } from '#contract/lifecycle/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { FactData } from '#domain/fact/fact.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { changeAsset, insertAssets, lockAsset, placeAsset } from '../../asset/index.ts'
import type { AssetRecord, Placing } from '../../asset/index.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { mustSee } from '../../ticket/index.ts'
import { tellAssets } from '../store.ts'

type Told = Parameters<typeof tellAssets>[1][number]
const isMoved = ({ from, to }: Placing) => from.customerId !== to.customerId || from.siteId !== to.siteId || from.parentId !== to.parentId

const dataOf = ({ from, to }: Placing): FactData => ({
  fromCustomerId: from.customerId, customerId: to.customerId, fromSiteId: from.siteId, siteId: to.siteId, fromParentId: from.parentId, parentId: to.parentId,
})
const movesOf = (placings: readonly Placing[], at: string | undefined, more: FactData): Told[] =>
  placings.filter(isMoved).map((placing) => ({ assetId: placing.id, draft: { kind: 'asset.moved', happenedAt: at, data: { ...dataOf(placing), ...more } } }))

export async function moveAsset(context: Context, { reason, happenedAt, ...input }: ParsedOf<typeof moving>): Promise<void> {
  const placings = await placeAsset(context, input)
  await tellAssets(context, movesOf(placings, happenedAt, { with: input.assetId, ...(reason && { reason }) }))
}

/** A site or a serial that is written over is a thing that happened, too. */
export async function updateAsset(context: Context, input: ParsedOf<typeof updating>): Promise<void> {
  const { before, after } = await changeAsset(context, input)
  const placing = { id: after.id, from: before, to: after }
  const told: Told[] = movesOf([placing], undefined, { with: after.id })
  if (after.serial !== null && after.serial !== before.serial) told.push({ assetId: after.id, draft: { kind: 'serial.recorded', data: { serial: after.serial, ...(before.serial && { was: before.serial }) } } })
  if (told.length > 0) await tellAssets(context, told)
}

export async function swapAsset(context: Context, input: ParsedOf<typeof swapping>): Promise<void> {
  const { actor } = context
  const old = await standing(context, input.assetId)
  if (input.ticketId) await mustSee(context, input.ticketId)
  if (input.productId && !(await context.tx.row(sql`select 1 from products where org_id = ${actor.orgId} and id = ${input.productId} and deleted_at is null`))) throw new Refusal('product.unknown')
  const fresh = input.replacementId ? await standing(context, input.replacementId) : await madeFrom(context, old, input)
  if (fresh.id === old.id) throw new Refusal('asset.circle', { field: 'replacementId' })
  const place = { parentId: old.parentId, siteId: old.siteId, customerId: old.customerId }
  const out = await placeAsset(context, { assetId: old.id, parentId: null, siteId: null, customerId: old.customerId })
  const into = await placeAsset(context, { assetId: fresh.id, ...place })
  const shared: FactData = {
    out: old.id, in: fresh.id, outSerial: old.serial, inSerial: fresh.serial, outNumber: old.number, inNumber: fresh.number, reason: input.reason, ...(input.ticketId && { ticketId: input.ticketId }),
  }
  const at = input.happenedAt
  const swapped = (assetId: string, data: FactData): Told => ({ assetId, draft: { kind: 'asset.swapped', happenedAt: at, data: { ...shared, ...data } } })
  // What came out of the store stood nowhere before, even when its row was only made now.
  const own = (placings: readonly Placing[], id: string) => placings.find((one) => one.id === id)!
  await tellAssets(context, [
    swapped(old.id, { role: 'out', ...dataOf(own(out, old.id)) }), swapped(fresh.id, { role: 'in', ...dataOf(own(into, fresh.id)) }),
    ...(old.parentId ? [swapped(old.parentId, { role: 'holder' })] : []),
    ...movesOf(out.filter(({ id }) => id !== old.id), at, { with: old.id }), ...movesOf(into.filter(({ id }) => id !== fresh.id), at, { with: fresh.id }),
    ...(input.retires ? [{ assetId: old.id, draft: { kind: 'asset.retired' as const, happenedAt: at, data: { reason: input.reason } } }] : []),
  ])
}

export async function retireAsset(context: Context, { assetId, reason, disposal, happenedAt }: ParsedOf<typeof retiring>): Promise<void> {
  await standing(context, assetId)
  await tellAssets(context, [{ assetId, draft: { kind: 'asset.retired', happenedAt, data: { reason, ...(disposal && { disposal }) } } }])
}

async function standing(context: Context, assetId: string): Promise<AssetRecord> {
  const asset = await lockAsset(context, assetId)
  if (!asset || asset.deletedAt) throw new Refusal('asset.unknown')
  if (asset.retiredOn) throw new Refusal('asset.retired', { number: asset.number })
  return asset
}

async function madeFrom(context: Context, old: AssetRecord, { serial, name, productId, batch }: ParsedOf<typeof swapping>): Promise<AssetRecord> {
  if (!serial) throw new Refusal('asset.swap-open', { field: 'replacementId' })
  const { tx, actor, now } = context
  const number = await nextNumber(tx, actor.orgId, 'asset', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const [id = ''] = await insertAssets(context, [{
    number, name: name ?? old.name, kind: old.kind, customerId: old.customerId, parentId: null, siteId: null, productId: productId ?? old.productId, serial, batch: batch ?? null,
    componentClass: old.componentClass, acceptedOn: null, installedOn: null, deliveredOn: null, note: null,
  }])
  return standing(context, id)
}
