// The face of the organisation towards its customers, and the actor in whose name they act without signing in.
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Day } from '#domain/time/day.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'

export type PortalOrg = { name: string; hotline: string | null; language: string }

export async function portalOrg(tx: Tx, orgId: string): Promise<PortalOrg> {
  const row = await tx.row<{ name: string; language: string; settings: { hotline?: string } }>(sql`select name, language, settings from orgs where id = ${orgId}`)
  return { name: row?.name ?? '', hotline: row?.settings.hotline ?? null, language: row?.language ?? 'zh-TW' }
}

/** Whose day it is: that of the site, else of the organisation. */
export async function dayAt(tx: Tx, orgId: string, siteId: string | null, now: Instant): Promise<Day> {
  const row = await tx.row<{ zone: string }>(sql`
    select coalesce((select s.time_zone from sites s where s.org_id = o.id and s.id = ${siteId}::uuid), o.zone) as zone from orgs o where o.id = ${orgId}`)
  return localDay(row!.zone, now)
}

/** Somebody at the machine: may do for this customer what the portal offers, and nothing else. */
export const visitorFor = (orgId: string, customerId: string, name: string, language: Language): Actor => ({
  kind: 'customer', id: null, name: name || 'QR', orgId, permissions: new Set(['own.read', 'own.report']), scope: 'own', teamIds: [], customerId, language, sessionId: null, viewingAs: null,
})
