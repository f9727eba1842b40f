// A charge sheet is seen by the staff who see its ticket. Customers see their quote behind its link.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from '../ticket/index.ts'

/** A condition on `t` (tickets), joined to the sheet. */
export const visibleCharges = (actor: Actor) => (actor.kind === 'customer' || actor.kind === 'visitor' ? sql`false` : sql`t.deleted_at is null and ${visibleTickets(actor)}`)
