// An approval is seen by whoever sees its ticket, by the holders of its seats, and, if it is of an agreement, by staff of the whole organisation.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from '../ticket/index.ts'

/** A condition on `a` (approvals), left joined with `t` (tickets). `seats` are those the actor sits on. */
export function visibleApprovals(actor: Actor, seats: readonly string[]) {
  if (actor.kind !== 'staff' && actor.kind !== 'key') return sql`false`
  const seated = sql`a.seat = any(${[...seats]}::text[])`
  if (actor.scope === 'all') return sql`(t.id is null or ${visibleTickets(actor)})`
  return sql`(${seated} or (t.id is not null and ${visibleTickets(actor)}))`
}
