// A form is seen by whoever sees its ticket; one of an agreement by staff of the whole organisation and the customer it was made for.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from '../ticket/index.ts'

/** A condition on `f` (forms), left joined with `t` (tickets). */
export function visibleForms(actor: Actor) {
  if (actor.kind === 'visitor') return sql`false`
  if (actor.kind === 'customer' || actor.kind === 'dealer') return actor.customerId ? sql`(f.customer_id = ${actor.customerId}::uuid and f.state = 'filed')` : sql`false`
  if (actor.scope === 'all') return sql`true`
  return sql`(t.id is not null and ${visibleTickets(actor)})`
}
