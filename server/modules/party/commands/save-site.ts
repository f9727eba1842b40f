import type { createSite as creating, updateSite as updating } from '#contract/party/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { isZone } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleCustomers } from '../policy.ts'
import { insertSite, refreshSearch } from '../store.ts'
import type { SiteDraft } from '../store.ts'
import { lockedCustomer } from './save-customer.ts'

export async function createSite(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  await lockedCustomer(context, input.customerId)
  refuseUnknownZone(input.timeZone)
  const id = await insertSite(context, input)
  await refreshSearch(context.tx, context.actor.orgId, input.customerId)
  return id
}

export async function updateSite(context: Context, { siteId, ...change }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await lockedSite(context, siteId)
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as SiteDraft
  refuseUnknownZone(after.timeZone)
  await tx.run(sql`
    update sites set name = ${after.name}, address = ${after.address}, zone_code = ${after.zoneCode}, time_zone = ${after.timeZone},
      note = ${after.note} where org_id = ${actor.orgId} and id = ${siteId}`)
  await refreshSearch(tx, actor.orgId, before.customerId)
}

export async function deleteSite(context: Context, siteId: string): Promise<void> {
  const { tx, actor, now } = context
  const { customerId } = await lockedSite(context, siteId)
  const use = await tx.row<{ assets: number }>(sql`select count(*)::int as assets from assets where org_id = ${actor.orgId} and site_id = ${siteId} and deleted_at is null`)
  if (use && use.assets > 0) throw new Refusal('row.in-use', use)
  await tx.run(sql`update sites set deleted_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${siteId}`)
  await refreshSearch(tx, actor.orgId, customerId)
}

export async function lockedSite({ tx, actor }: Context, siteId: string): Promise<SiteDraft> {
  const site = await tx.row<SiteDraft>(sql`
    select s.customer_id as "customerId", s.name, s.address, s.zone_code as "zoneCode", s.time_zone as "timeZone", s.note from sites s join customers c on c.org_id = s.org_id and c.id = s.customer_id
    where ${visibleCustomers(actor)} and s.id = ${siteId} and s.deleted_at is null for update of s`)
  if (!site) throw new Refusal('site.unknown')
  return site
}

function refuseUnknownZone(zone: string): void {
  if (!isZone(zone)) throw new Refusal('calendar.unknown-zone', { field: 'timeZone', zone })
}
