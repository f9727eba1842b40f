import type { createContact as creating, updateContact as updating } from '#contract/party/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { initialsOf } from '#server/platform/search/text.ts'
import { visibleCustomers } from '../policy.ts'
import { digitsOf, insertContact, refreshSearch } from '../store.ts'
import { orgFacts } from '../queries/org-facts.ts'
import type { ContactDraft } from '../store.ts'
import { lockedCustomer } from './save-customer.ts'
import { lockedSite } from './save-site.ts'

export async function createContact(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor } = context
  await lockedCustomer(context, input.customerId)
  await refuseForeignSite(context, input.siteId, input.customerId)
  const id = await insertContact(context, input, (await orgFacts(tx, actor.orgId)).region)
  await refreshSearch(tx, actor.orgId, input.customerId)
  return id
}

export async function updateContact(context: Context, { contactId, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await lockedContact(context, contactId)
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as ContactDraft
  await refuseForeignSite(context, after.siteId, before.customerId)
  const { region } = await orgFacts(tx, actor.orgId)
  await tx.run(sql`
    update contacts set name = ${after.name}, role = ${after.role}, phone = ${after.phone}, phone_digits = ${digitsOf(after.phone, region)}, email = ${after.email},
      site_id = ${after.siteId}, initials = ${initialsOf(after.name)} where org_id = ${actor.orgId} and id = ${contactId}`)
  await refreshSearch(tx, actor.orgId, before.customerId)
}

export async function deleteContact(context: Context, contactId: string): Promise<void> {
  const { tx, actor, now } = context
  const { customerId } = await lockedContact(context, contactId)
  await tx.run(sql`update contacts set deleted_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${contactId}`)
  await refreshSearch(tx, actor.orgId, customerId)
}

async function lockedContact({ tx, actor }: Context, contactId: string): Promise<ContactDraft> {
  const contact = await tx.row<ContactDraft>(sql`
    select p.customer_id as "customerId", p.site_id as "siteId", p.name, p.role, p.phone, p.email from contacts p join customers c on c.org_id = p.org_id and c.id = p.customer_id
    where ${visibleCustomers(actor)} and p.id = ${contactId} and p.deleted_at is null for update of p`)
  if (!contact) throw new Refusal('contact.unknown')
  return contact
}

async function refuseForeignSite(context: Context, siteId: string | null, customerId: string): Promise<void> {
  if (siteId !== null && (await lockedSite(context, siteId)).customerId !== customerId) throw new Refusal('site.unknown', { field: 'siteId' })
}
