// A dealer's world is its own: one condition for lists, single reads, exports, files and every change alike.
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

/** A condition on the column that names the dealer of a row; a row of no dealer belongs to the house. */
export function visibleDealers(actor: Actor, column: RawBuilder<unknown>): RawBuilder<unknown> {
  switch (actor.kind) {
    case 'staff': case 'key': case 'system': return sql`true`
    case 'dealer': return actor.customerId ? sql`${column} = ${actor.customerId}::uuid` : sql`false`
    case 'customer': case 'visitor': return sql`false`
  }
}

export const isDealer = ({ kind }: Actor): boolean => kind === 'dealer'

/** The dealer a change is for: a dealer is always itself, staff name one. */
export function dealerOf({ actor }: Pick<Context, 'actor'>, given: string | undefined): string {
  const own = isDealer(actor) ? actor.customerId : given
  if (!own || (given !== undefined && given !== own)) throw new Refusal('dealer.unknown')
  return own
}
