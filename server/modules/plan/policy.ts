// Which agreements an actor may see: staff all of the house, a customer or a dealer those of its own firm.
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on the column that names the customer of an agreement. */
export function visibleAgreements(actor: Pick<Actor, 'kind' | 'customerId'>, customerId: RawBuilder<unknown>): RawBuilder<unknown> {
  if (actor.kind === 'staff' || actor.kind === 'system' || (actor.kind === 'key' && !actor.customerId)) return sql`true`
  return actor.customerId ? sql`${customerId} = ${actor.customerId}::uuid` : sql`false`
}
