// The face of the organisation towards its customers, and the actor in whose name they act without signing in.
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Language } from '#domain/plan/words.ts'

export type PortalOrg = { name: string; hotline: string | null; language: string }

export async function portalOrg(tx: Tx, orgId: string): Promise<PortalOrg> {
  const row = await tx.row<{ name: string; language: string; settings: { hotline?: string } }>(sql`select name, language, settings from orgs where id = ${orgId}`)
  return { name: row?.name ?? '', hotline: row?.settings.hotline ?? null, language: row?.language ?? 'zh-TW' }
}

/** Somebody at the machine: may do for this customer what the portal offers, and nothing else. */
export const visitorFor = (orgId: string, customerId: string, name: string, language: Language): Actor => ({
  kind: 'customer', id: null, name: name || 'QR', orgId, permissions: new Set(['own.read', 'own.report']), scope: 'own', teamIds: [], customerId, language, sessionId: null, viewingAs: null,
})
