// Price lists in versions. A draft may be rewritten; a published one never changes.
import type { createPriceList as creating, updatePriceList as updating } from '#contract/charge/endpoints.ts'
import type { PriceItemView } from '#contract/charge/price.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { taxRates } from '#domain/money/money.ts'
import type { Currency } from '#domain/money/money.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'

export async function createPriceList(context: Context, { code, items, ...list }: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  checkList(list, items)
  const id = newId()
  await tx.run(sql`
    insert into price_lists (org_id, id, code, version, title, plan_code, currency, tax_included, state, valid_from, valid_to, created_by, created_at)
    select ${actor.orgId}, ${id}, ${code}, coalesce(max(version), 0) + 1, ${list.title}, ${list.planCode}::text, ${list.currency}, ${list.taxIncluded}, 'draft', ${list.validFrom}::date, ${list.validTo}::date, ${actor.id}::uuid,
      ${toIso(now)}::timestamptz from price_lists where org_id = ${actor.orgId} and code = ${code}`)
  await replaceItems(context, id, items)
  await audit(context, { action: 'created', noun: 'price-list', nounId: id, after: { code, title: list.title, items: items.length } })
  return id
}

export async function updatePriceList(context: Context, { priceListId, items, ...list }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  await lockDraft(context, priceListId)
  checkList(list, items)
  await tx.run(sql`
    update price_lists set title = ${list.title}, plan_code = ${list.planCode}, currency = ${list.currency}, tax_included = ${list.taxIncluded}, valid_from = ${list.validFrom}, valid_to = ${list.validTo}
    where org_id = ${actor.orgId} and id = ${priceListId}`)
  await replaceItems(context, priceListId, items)
  await audit(context, { action: 'updated', noun: 'price-list', nounId: priceListId, after: { title: list.title, items: items.length } })
}

export async function publishPriceList(context: Context, priceListId: string): Promise<void> {
  const { tx, actor, now } = context
  await lockDraft(context, priceListId)
  const some = await tx.row(sql`select 1 from price_items where org_id = ${actor.orgId} and list_id = ${priceListId} limit 1`)
  if (!some) throw new Refusal('price.empty')
  await tx.run(sql`update price_lists set state = 'published', published_at = ${toIso(now)}, published_by = ${actor.id} where org_id = ${actor.orgId} and id = ${priceListId}`)
  await audit(context, { action: 'published', noun: 'price-list', nounId: priceListId })
}

export async function lockDraft({ tx, actor }: Context, priceListId: string): Promise<{ currency: Currency }> {
  const row = await tx.row<{ state: string; currency: Currency }>(sql`select state, currency from price_lists where org_id = ${actor.orgId} and id = ${priceListId} for update`)
  if (!row) throw new Refusal('price.unknown')
  if (row.state !== 'draft') throw new Refusal('price.published')
  return row
}

function checkList({ currency, validFrom, validTo }: { currency: Currency; validFrom: string; validTo: string | null }, items: readonly PriceItemView[]): void {
  if (validTo !== null && validTo < validFrom) throw new Refusal('request.invalid', { field: 'validTo' })
  const seen = new Set<string>()
  for (const { kind, code, taxRate } of items) {
    if (!taxRates[currency].includes(taxRate)) throw new Refusal('price.wrong-tax', { code, rate: `${taxRate / 100} %` })
    if (seen.has(`${kind} ${code}`)) throw new Refusal('price.twice', { code })
    seen.add(`${kind} ${code}`)
  }
}

export async function replaceItems({ tx, actor }: Context, priceListId: string, items: readonly PriceItemView[]): Promise<void> {
  await tx.run(sql`delete from price_items where org_id = ${actor.orgId} and list_id = ${priceListId}`)
  await tx.run(sql`
    insert into price_items (org_id, list_id, kind, code, title, unit, price, cost, tax_rate, part_class)
    select ${actor.orgId}, ${priceListId}, i.kind, i.code, i.title, i.unit, i.price, i.cost, i."taxRate", nullif(i."partClass", '')
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as i(kind text, code text, title text, unit text, price bigint, cost bigint, "taxRate" int, "partClass" text)`)
}
