import { phoneDigits, readPhone } from '#domain/format/phone.ts'
import type { Region } from '#domain/format/phone.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { initialsOf, searchVector } from '#server/platform/search/text.ts'

export type CustomerDraft = {
  number: string; name: string; kind: string; grade: string | null; taxId: string | null; address: string | null; isKey: boolean; flags: readonly string[]; note: string | null
}
export async function insertCustomer({ tx, actor, now }: Context, draft: CustomerDraft): Promise<string | null> {
  const id = newId()
  const taken = await tx.run(sql`
    insert into customers (org_id, id, number, name, kind, grade, tax_id, address, is_key, flags, note, initials, search, created_at)
    values (${actor.orgId}, ${id}, ${draft.number}, ${draft.name}, ${draft.kind}, ${draft.grade}, ${draft.taxId}, ${draft.address}, ${draft.isKey}, ${JSON.stringify(draft.flags)},
      ${draft.note}, ${initialsOf(draft.name)}, to_tsvector('simple', ${searchVector(draft.number, draft.name, draft.taxId, draft.address)}), ${toIso(now)})
    on conflict (org_id, number) do nothing`)
  return taken === 0 ? null : id
}

export type CustomerRecord = CustomerDraft & { id: string; version: number; deletedAt: string | null }
/** `condition` is the policy of the caller, on `c`. */
export function lockCustomer(tx: Tx, customerId: string, condition: ReturnType<typeof sql>): Promise<CustomerRecord | null> {
  return tx.row<CustomerRecord>(sql`
    select c.id, c.number, c.name, c.kind, c.grade, c.tax_id as "taxId", c.address, c.is_key as "isKey", c.flags, c.note, c.version, c.deleted_at as "deletedAt"
    from customers c where ${condition} and c.id = ${customerId} for update`)
}

export async function saveCustomer(tx: Tx, orgId: string, customer: CustomerRecord): Promise<void> {
  await tx.run(sql`
    update customers set name = ${customer.name}, kind = ${customer.kind}, grade = ${customer.grade}, tax_id = ${customer.taxId}, address = ${customer.address}, is_key = ${customer.isKey},
      flags = ${JSON.stringify(customer.flags)}, note = ${customer.note}, initials = ${initialsOf(customer.name)}, version = version + 1
    where org_id = ${orgId} and id = ${customer.id}`)
  await refreshSearch(tx, orgId, customer.id)
}

/** What a customer is found by: its own words and those of its sites and contacts. A copy, rewritten here and nowhere else. */
export async function refreshSearch(tx: Tx, orgId: string, customerId: string): Promise<void> {
  const row = await tx.row<{ words: (string | null)[] }>(sql`
    select array[c.number, c.name, c.tax_id, c.address]
      || coalesce((select array_agg(w) from sites s, unnest(array[s.name, s.address]) w where s.org_id = c.org_id and s.customer_id = c.id and s.deleted_at is null), '{}')
      || coalesce((select array_agg(w) from contacts p, unnest(array[p.name, p.phone, p.phone_digits,
        p.email]) w where p.org_id = c.org_id and p.customer_id = c.id and p.deleted_at is null), '{}') as words
    from customers c where c.org_id = ${orgId} and c.id = ${customerId}`)
  await tx.run(sql`update customers set search = to_tsvector('simple', ${searchVector(...(row?.words ?? []))}) where org_id = ${orgId} and id = ${customerId}`)
}

export type SiteDraft = { customerId: string; name: string; address: string | null; zoneCode: string | null; timeZone: string; note: string | null }
export async function insertSite({ tx, actor, now }: Context, draft: SiteDraft): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into sites (org_id, id, customer_id, name, address, zone_code, time_zone, note, created_at)
    values (${actor.orgId}, ${id}, ${draft.customerId}, ${draft.name}, ${draft.address}, ${draft.zoneCode}, ${draft.timeZone}, ${draft.note}, ${toIso(now)})`)
  return id
}

export type ContactDraft = { customerId: string; siteId: string | null; name: string; role: string | null; phone: string | null; email: string | null }
export async function insertContact({ tx, actor, now }: Context, draft: ContactDraft, region: Region): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into contacts (org_id, id, customer_id, site_id, name, role, phone, phone_digits, email, initials, created_at)
    values (${actor.orgId}, ${id}, ${draft.customerId}, ${draft.siteId}, ${draft.name}, ${draft.role}, ${draft.phone}, ${digitsOf(draft.phone, region)}, ${draft.email},
      ${initialsOf(draft.name)}, ${toIso(now)})`)
  return id
}

export const digitsOf = (phone: string | null, region: Region): string | null => (phone === null ? null : phoneDigits(phone, region) || null)
export const isPhone = (phone: string, region: Region): boolean => readPhone(phone, region) !== null
