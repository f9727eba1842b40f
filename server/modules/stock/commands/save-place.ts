import type { createPlace as creating, updatePlace as updating } from '#contract/stock/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { visibleCustomers } from '../../party/index.ts'
import { visiblePlaces } from '../policy.ts'

type Draft = ParsedOf<typeof creating> & { isActive: boolean }

export async function createPlace(context: Context, draft: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  await refuseWrong(context, draft)
  const id = newId()
  await unique(draft.code, () => tx.run(sql`
    insert into stock_places (org_id, id, code, name, kind, holder_id, customer_id, address, region, serves, plan_depots, created_at)
    values (${actor.orgId}, ${id}, ${draft.code}, ${draft.name}, ${draft.kind}, ${draft.holderId}, ${draft.customerId}, ${draft.address}, ${draft.region}, ${draft.serves}::text[], ${draft.planDepots}::text[], ${toIso(now)})`))
  await audit(context, { action: 'created', noun: 'place', nounId: id, after: draft })
  return id
}

export async function updatePlace(context: Context, { placeId, version, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await tx.row<Draft & { version: number }>(sql`
    select pl.code, pl.name, pl.kind, pl.holder_id as "holderId", pl.customer_id as "customerId", pl.address, pl.region, pl.serves, pl.plan_depots as "planDepots", pl.is_active as "isActive", pl.version
    from stock_places pl where ${visiblePlaces(actor)} and pl.id = ${placeId} for update`)
  if (!before) throw new Refusal('place.unknown')
  if (before.version !== version) throw new Refusal('row.changed', { version: before.version })
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as Draft
  await refuseWrong(context, after)
  const inUse = !after.isActive && await tx.row(sql`select 1 from stock_balances where org_id = ${actor.orgId} and place_id = ${placeId} and (on_hand <> 0 or reserved <> 0) limit 1`)
  if (inUse) throw new Refusal('row.in-use')
  await unique(after.code, () => tx.run(sql`
    update stock_places set code = ${after.code}, name = ${after.name}, holder_id = ${after.holderId}, customer_id = ${after.customerId}, address = ${after.address}, region = ${after.region},
      serves = ${after.serves}::text[], plan_depots = ${after.planDepots}::text[], is_active = ${after.isActive}, version = version + 1 where org_id = ${actor.orgId} and id = ${placeId}`))
  await audit(context, { action: 'updated', noun: 'place', nounId: placeId, before, after })
}

async function refuseWrong({ tx, actor }: Context, { kind, holderId, customerId }: Pick<Draft, 'kind' | 'holderId' | 'customerId'>): Promise<void> {
  if ((kind === 'van' || kind === 'person') && holderId === null) throw new Refusal('place.needs-holder', { field: 'holderId' })
  if (kind === 'dealer' && customerId === null) throw new Refusal('place.needs-holder', { field: 'customerId' })
  if (holderId !== null && !(await tx.row(sql`select 1 from people where org_id = ${actor.orgId} and id = ${holderId} and is_active`))) throw new Refusal('person.unknown', { field: 'holderId' })
  if (customerId === null) return
  if (!(await tx.row(sql`select 1 from customers c where ${visibleCustomers(actor)} and c.id = ${customerId} and c.deleted_at is null`))) throw new Refusal('customer.unknown', { field: 'customerId' })
}

async function unique(code: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'stock_places_org_id_code_key') throw new Refusal('place.code-taken', { field: 'code', code })
    throw error
  }
}
