// Which tickets an actor may see. One rule, in two spellings: for SQL and for what is pushed to open screens.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on `t` (tickets), used by list, search, counts, export, bulk, files and reading one alike. */
export function visibleTickets(actor: Actor) {
  if (actor.kind === 'visitor') return sql`false`
  if (actor.kind === 'customer' || actor.kind === 'dealer') return actor.customerId ? sql`t.customer_id = ${actor.customerId}::uuid` : sql`false`
  if (actor.scope === 'all') return sql`true`
  const mine = sql`t.holder_id = ${actor.id}::uuid`
  if (actor.scope === 'own') return sql`(${mine})`
  return sql`(${mine} or t.team_id = any(${[...actor.teamIds]}::uuid[]) or (t.holder_id is null and t.team_id is null))`
}

export type Ownership = { holderId: string | null; teamId: string | null; customerId: string }

export function maySeeTicket(actor: Actor, { holderId, teamId, customerId }: Ownership): boolean {
  if (actor.kind === 'visitor') return false
  if (actor.kind === 'customer' || actor.kind === 'dealer') return actor.customerId === customerId
  if (actor.scope === 'all' || holderId === actor.id) return true
  if (actor.scope === 'own') return false
  return (teamId !== null && actor.teamIds.includes(teamId)) || (holderId === null && teamId === null)
}
