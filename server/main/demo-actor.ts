import { permissions } from '#contract/permissions.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Actor } from '#server/platform/http/context.ts'

export type DemoCustomer = { id: string; siteId: string; assetId: string; contactId: string; agreementId: string; plan: string; startedAt: Instant }

export const actorOf = (orgId: string, id: string, name: string): Actor => ({
  kind: 'staff', id, name, orgId, permissions: new Set(permissions), scope: 'all', teamIds: [], customerId: null, language: 'zh-TW', sessionId: null, viewingAs: null,
})
