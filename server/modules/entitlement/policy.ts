// Which decisions about cover an actor may see: those of an asset alone, and those of tickets the actor may see.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from '../ticket/index.ts'

/** A condition on `d` (cover_decisions). */
export const visibleDecisions = (actor: Actor) => sql`d.org_id = ${actor.orgId} and (d.ticket_id is null or exists (
  select 1 from tickets t where t.org_id = d.org_id and t.id = d.ticket_id and ${visibleTickets(actor)}))`
