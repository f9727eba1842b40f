// Which people an actor may see, and whom they may change: nobody may give, or take over, more than they hold themselves.
import type { Permission } from '#contract/permissions.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

/** Staff see everybody; dealers and customers see the people of their own firm. `p` is the people table. */
export function visiblePeople(actor: Actor) {
  if (actor.kind === 'staff' || actor.kind === 'system') return sql`true`
  if (actor.kind === 'key' && !actor.customerId) return sql`true`
  return sql`(p.id = ${actor.id} or (p.customer_id is not null and p.customer_id = ${actor.customerId}))`
}

export function mustCover(actor: Actor, permissions: readonly Permission[]): void {
  const beyond = permissions.find((permission) => !actor.permissions.has(permission))
  if (beyond) throw new Refusal('permission.missing', { permission: beyond })
}

/** For what only a person at a screen may do, not a key. */
export function ownSession(actor: Actor): { personId: string; sessionId: string } {
  if (!actor.sessionId || !actor.id) throw new Refusal('session.required')
  return { personId: actor.id, sessionId: actor.sessionId }
}
