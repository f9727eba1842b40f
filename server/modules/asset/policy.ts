// Which assets an actor may see: those of the customers it may see.
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleCustomers } from '../party/index.ts'

/** A condition on `a` (assets) joined with `c` (customers). */
export const visibleAssets = (actor: Actor) => sql`a.org_id = ${actor.orgId} and ${visibleCustomers(actor)}`
