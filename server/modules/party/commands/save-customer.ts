import type { createCustomer as creating, updateCustomer as updating } from '#contract/party/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { plainTaxId, taxIdKind } from '#domain/format/tax-id.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit, nextNumber } from '../../org/index.ts'
import { seesNotes, visibleCustomers } from '../policy.ts'
import { insertCustomer, lockCustomer, saveCustomer } from '../store.ts'
import { orgFacts } from '../queries/org-facts.ts'
import type { CustomerRecord } from '../store.ts'

export async function createCustomer(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  if (!seesNotes(context.actor)) throw new Refusal('permission.missing', { permission: 'customer.write' })
  const { tx, actor, now } = context
  const number = input.number ?? await nextNumber(tx, actor.orgId, 'customer', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const id = await insertCustomer(context, { ...input, number, taxId: checkedTaxId(input.taxId) })
  if (id === null) throw new Refusal('customer.number-taken', { field: 'number', number })
  await audit(context, { action: 'created', noun: 'customer', nounId: id, after: { number, name: input.name } })
  return id
}

export async function updateCustomer(context: Context, { customerId, version, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const before = await lockedCustomer(context, customerId)
  if (before.version !== version) throw new Refusal('row.changed', { version: before.version })
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const after: CustomerRecord = { ...before, ...given, ...(change.taxId !== undefined && { taxId: checkedTaxId(change.taxId) }) }
  await saveCustomer(context.tx, context.actor.orgId, after)
  await audit(context, { action: 'updated', noun: 'customer', nounId: customerId, before, after })
}

export async function deleteCustomer(context: Context, customerId: string): Promise<void> {
  const { tx, actor, now } = context
  await lockedCustomer(context, customerId)
  const use = await tx.row<{ tickets: number; agreements: number }>(sql`
    select (select count(*)::int from tickets where org_id = ${actor.orgId} and customer_id = ${customerId} and closed_at is null and deleted_at is null and status not in ('cancelled', 'merged')) as tickets,
      (select count(*)::int from agreements where org_id = ${actor.orgId} and customer_id = ${customerId} and state = 'active') as agreements`)
  if (use && use.tickets + use.agreements > 0) throw new Refusal('row.in-use', use)
  await tx.run(sql`update customers set deleted_at = ${toIso(now)}, version = version + 1 where org_id = ${actor.orgId} and id = ${customerId}`)
  await audit(context, { action: 'deleted', noun: 'customer', nounId: customerId })
}

export async function restoreCustomer(context: Context, customerId: string): Promise<void> {
  const { tx, actor } = context
  if (!await lockCustomer(tx, customerId, visibleCustomers(actor))) throw new Refusal('customer.unknown')
  await tx.run(sql`update customers set deleted_at = null, version = version + 1 where org_id = ${actor.orgId} and id = ${customerId} and deleted_at is not null`)
  await audit(context, { action: 'restored', noun: 'customer', nounId: customerId })
}

/** The customer, held until the transaction ends; one in the bin takes no change. */
export async function lockedCustomer({ tx, actor }: Context, customerId: string): Promise<CustomerRecord> {
  const customer = await lockCustomer(tx, customerId, visibleCustomers(actor))
  if (!customer || customer.deletedAt) throw new Refusal('customer.unknown')
  return customer
}

function checkedTaxId(text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  if (!taxIdKind(text)) throw new Refusal('customer.tax-id-wrong', { field: 'taxId' })
  return plainTaxId(text)
}
