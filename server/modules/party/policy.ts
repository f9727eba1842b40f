// Which customers an actor may see: one condition for list, search, reading one, export, lookup and change alike.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on `c` (customers). Whoever belongs to a customer sees that one and no other. */
export function visibleCustomers(actor: Actor) {
  const ours = sql`c.org_id = ${actor.orgId}`
  switch (actor.kind) {
    case 'staff': case 'key': case 'system': return ours
    case 'customer': case 'dealer': return actor.customerId ? sql`(${ours} and c.id = ${actor.customerId}::uuid)` : sql`false`
    case 'visitor': return sql`false`
  }
}

/** Notes and flags are the house's own words about a customer. */
export const seesNotes = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'key' || actor.kind === 'system'
