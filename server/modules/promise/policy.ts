// Which promises an actor may see: those of the tickets and agreements they may see.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on `p` (promises) joined with `t` (its ticket, if it has one). */
export function visiblePromises(actor: Actor) {
  if (actor.kind === 'customer' || actor.kind === 'dealer') return actor.customerId ? sql`p.customer_id = ${actor.customerId}::uuid` : sql`false`
  if (actor.kind === 'visitor') return sql`false`
  if (actor.scope === 'all') return sql`true`
  if (actor.scope === 'team') return sql`(t.id is null or t.holder_id = ${actor.id}::uuid or t.team_id = any(${[...actor.teamIds]}::uuid[]) or (t.holder_id is null and t.team_id is null))`
  return sql`(t.holder_id = ${actor.id}::uuid)`
}
