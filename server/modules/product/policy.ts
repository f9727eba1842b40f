// Products belong to the whole organisation; only a visitor sees none.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on `d` (products). */
export const visibleProducts = (actor: Actor) => (actor.kind === 'visitor' ? sql`false` : sql`d.org_id = ${actor.orgId}`)

/** How many assets are made from a product is the house's own business. */
export const seesCounts = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'key' || actor.kind === 'system'
