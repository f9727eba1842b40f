// What is lent, sent in or sent back is seen by whoever of the staff sees its ticket; the pool by all of them.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from '../ticket/index.ts'

const isInside = ({ kind }: Actor) => kind === 'staff' || kind === 'key' || kind === 'dealer'

/** A condition on `t` (tickets) beside a loan, an order or a return. */
export const visibleRepairs = (actor: Actor) => (isInside(actor) ? sql`t.deleted_at is null and ${visibleTickets(actor)}` : sql`false`)

/** A condition on `u` (loaner_units): the pool belongs to the company. */
export const visibleUnits = (actor: Actor) => (isInside(actor) && actor.kind !== 'dealer' ? sql`u.org_id = ${actor.orgId}` : sql`false`)
