import type { createPart as creating, saveDesignLife as living, saveSubstitutes as substituting, updatePart as updating } from '#contract/stock/parts.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { audit } from '../../org/index.ts'
import { lockParts } from '../store.ts'

export type PartDraft = ParsedOf<typeof creating>

export async function createPart(context: Context, draft: PartDraft): Promise<string> {
  await refuseWrong(context, draft)
  const id = await insertPart(context, draft)
  await audit(context, { action: 'created', noun: 'part', nounId: id, after: { number: draft.number, name: draft.name } })
  return id
}

export async function insertPart({ tx, actor, now }: Context, draft: PartDraft): Promise<string> {
  const id = newId()
  await unique(draft.number, () => tx.run(sql`
    insert into parts (org_id, id, number, name, unit, classes, origin, is_serial, is_batch, product_ids, minimum, list_price, cost_price, market_price, market_source, market_on, price_source,
      supplier, supply_until, note, search, created_at)
    values (${actor.orgId}, ${id}, ${draft.number}, ${draft.name}, ${draft.unit}, ${draft.classes}::text[], ${draft.origin}, ${draft.isSerial}, ${draft.isBatch}, ${draft.productIds}::uuid[], ${draft.minimum},
      ${draft.listPrice}, ${draft.costPrice}, ${draft.marketPrice}, ${draft.marketSource}, ${draft.marketOn}, ${draft.priceSource}, ${draft.supplier}, ${draft.supplyUntil}, ${draft.note},
      to_tsvector('simple', ${searchVector(draft.number, draft.name)}), ${toIso(now)})`))
  return id
}

export async function updatePart(context: Context, { partId, version, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await lockedDraft(context, partId)
  if (before.version !== version) throw new Refusal('row.changed', { version: before.version })
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as PartDraft
  await refuseWrong(context, after)
  if ((after.isSerial !== before.isSerial || after.isBatch !== before.isBatch) && await hasStock(context, partId)) throw new Refusal('part.has-stock', { field: 'isSerial' })
  await unique(after.number, () => tx.run(sql`
    update parts set number = ${after.number}, name = ${after.name}, unit = ${after.unit}, classes = ${after.classes}::text[], origin = ${after.origin}, is_serial = ${after.isSerial}, is_batch = ${after.isBatch},
      product_ids = ${after.productIds}::uuid[], minimum = ${after.minimum}, list_price = ${after.listPrice}, cost_price = ${after.costPrice}, market_price = ${after.marketPrice},
      market_source = ${after.marketSource}, market_on = ${after.marketOn}, price_source = ${after.priceSource}, supplier = ${after.supplier}, supply_until = ${after.supplyUntil}, note = ${after.note},
      search = to_tsvector('simple', ${searchVector(after.number, after.name)}), version = version + 1 where org_id = ${actor.orgId} and id = ${partId}`))
  await audit(context, { action: 'updated', noun: 'part', nounId: partId, before, after })
}

export async function binPart(context: Context, partId: string): Promise<void> {
  await lockedDraft(context, partId)
  if (await hasStock(context, partId)) throw new Refusal('row.in-use')
  await context.tx.run(sql`update parts set deleted_at = ${toIso(context.now)}, version = version + 1 where org_id = ${context.actor.orgId} and id = ${partId}`)
  await audit(context, { action: 'deleted', noun: 'part', nounId: partId })
}

export async function restorePart(context: Context, partId: string): Promise<void> {
  const [part] = await lockParts(context.tx, context.actor.orgId, [partId])
  if (!part) throw new Refusal('part.unknown')
  await context.tx.run(sql`update parts set deleted_at = null, version = version + 1 where org_id = ${context.actor.orgId} and id = ${partId}`)
  await audit(context, { action: 'restored', noun: 'part', nounId: partId })
}

export async function saveSubstitutes(context: Context, { partId, substituteIds }: ParsedOf<typeof substituting>): Promise<void> {
  const { tx, actor } = context
  await lockedDraft(context, partId)
  const wanted = [...new Set(substituteIds)]
  if (wanted.includes(partId)) throw new Refusal('part.own-substitute', { field: 'substituteIds' })
  const known = await tx.rows(sql`select 1 from parts where org_id = ${actor.orgId} and id = any(${wanted}::uuid[]) and deleted_at is null`)
  if (known.length !== wanted.length) throw new Refusal('part.unknown', { field: 'substituteIds' })
  await tx.run(sql`delete from part_substitutes where org_id = ${actor.orgId} and (part_id = ${partId} or substitute_id = ${partId})`)
  await tx.run(sql`insert into part_substitutes (org_id, part_id, substitute_id) select ${actor.orgId}::uuid, ${partId}::uuid, other from unnest(${wanted}::uuid[]) as other`)
  await audit(context, { action: 'substitutes', noun: 'part', nounId: partId, after: wanted })
}

export async function saveDesignLife(context: Context, { productId, years }: ParsedOf<typeof living>): Promise<void> {
  const { tx, actor } = context
  if (!(await tx.row(sql`select 1 from products where org_id = ${actor.orgId} and id = ${productId} and deleted_at is null`))) throw new Refusal('product.unknown')
  await tx.run(sql`insert into design_lives (org_id, product_id, years) values (${actor.orgId}, ${productId}, ${years}) on conflict (org_id, product_id) do update set years = excluded.years`)
  await audit(context, { action: 'design-life', noun: 'product', nounId: productId, after: { years } })
}

async function refuseWrong({ tx, actor }: Context, { productIds, priceSource, marketPrice, marketSource, marketOn }: PartDraft): Promise<void> {
  const isMarket = priceSource === 'market' || marketPrice !== null
  if (isMarket && (marketPrice === null || !marketSource || marketOn === null)) throw new Refusal('part.market-price-unproven', { field: 'marketSource' })
  const wanted = [...new Set(productIds)]
  const known = await tx.rows(sql`select 1 from products where org_id = ${actor.orgId} and id = any(${wanted}::uuid[]) and deleted_at is null`)
  if (known.length !== wanted.length) throw new Refusal('product.unknown', { field: 'productIds' })
}

async function hasStock({ tx, actor }: Context, partId: string): Promise<boolean> {
  return (await tx.row(sql`select 1 from stock_balances where org_id = ${actor.orgId} and part_id = ${partId} and (on_hand <> 0 or reserved <> 0)`)) !== null
}

async function lockedDraft({ tx, actor }: Context, partId: string): Promise<PartDraft & { version: number }> {
  const part = await tx.row<PartDraft & { version: number }>(sql`
    select p.number, p.name, p.unit, p.classes, p.origin, p.is_serial as "isSerial", p.is_batch as "isBatch", p.product_ids as "productIds", p.minimum, p.list_price::float8 as "listPrice",
      p.cost_price::float8 as "costPrice", p.market_price::float8 as "marketPrice", p.market_source as "marketSource", p.market_on as "marketOn", p.price_source as "priceSource", p.supplier,
      p.supply_until as "supplyUntil", p.note, p.version from parts p where p.org_id = ${actor.orgId} and p.id = ${partId} and p.deleted_at is null for no key update`)
  if (!part) throw new Refusal('part.unknown')
  return part
}

async function unique(number: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'parts_org_id_number_key') throw new Refusal('part.number-taken', { field: 'number', number })
    throw error
  }
}
