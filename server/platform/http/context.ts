// What a unit of work is given, once: the transaction, the moment, and who asks. `now` does not move inside it.
import type { Permission } from '#contract/permissions.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Tx } from '../db/database.ts'

export type Actor = {
  kind: 'staff' | 'customer' | 'dealer' | 'key' | 'visitor' | 'system'
  id: string | null
  name: string
  orgId: string
  permissions: ReadonlySet<Permission>
  /** Which rows of the organisation: all of them, those of the person's teams, or the person's own. */
  scope: 'all' | 'team' | 'own'
  teamIds: readonly string[]
  customerId: string | null
  language: Language
  sessionId: string | null
  /** Set while an administrator looks through the eyes of another role; nothing may be written then. */
  viewingAs: string | null
}

export type Context = { tx: Tx; now: Instant; actor: Actor }

export const may = (actor: Actor, permission: Permission) => actor.permissions.has(permission)
