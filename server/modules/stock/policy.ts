// Which places an actor may see, and which it keeps. Whoever keeps a place may take in, count and scrap there; others may only
// take from it or give to it.
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor } from '#server/platform/http/context.ts'

/** A condition on `pl` (stock_places). A dealer sees its own stores, an engineer those of the house and what is in their own hands. */
export function visiblePlaces(actor: Actor) {
  const ours = sql`pl.org_id = ${actor.orgId}`
  switch (actor.kind) {
    case 'dealer': return actor.customerId ? sql`(${ours} and pl.customer_id = ${actor.customerId}::uuid)` : sql`false`
    case 'staff': case 'key': case 'system':
      return actor.scope === 'all' ? ours : sql`(${ours} and pl.kind <> 'dealer' and (pl.kind not in ('van', 'person') or pl.holder_id = ${actor.id}::uuid))`
    case 'customer': case 'visitor': return sql`false`
  }
}

/** A condition on `o` (old_parts): a dealer sees its own, others those of the house. */
export function visibleOldParts(actor: Actor) {
  const ours = sql`o.org_id = ${actor.orgId}`
  switch (actor.kind) {
    case 'dealer': return actor.customerId ? sql`(${ours} and o.customer_id = ${actor.customerId}::uuid)` : sql`false`
    case 'staff': case 'key': case 'system': return actor.scope === 'all' ? ours : sql`(${ours} and o.owed_by = ${actor.id}::uuid)`
    case 'customer': case 'visitor': return sql`false`
  }
}

/** A condition on `rq` (requisitions). */
export function visibleRequisitions(actor: Actor) {
  const ours = sql`rq.org_id = ${actor.orgId}`
  if (actor.kind === 'customer' || actor.kind === 'visitor') return sql`false`
  if (actor.kind !== 'dealer' && (actor.scope === 'all' || may(actor, 'stock.adjust'))) return ours
  const places = sql`select pl.id from stock_places pl where ${visiblePlaces(actor)}`
  return actor.kind === 'dealer'
    ? sql`(${ours} and (rq.requested_by = ${actor.id}::uuid or rq.to_id in (${places}) or rq.from_id in (${places})))`
    : sql`(${ours} and (rq.requested_by = ${actor.id}::uuid or rq.to_id in (select pl.id from stock_places pl where ${ours2(actor)})))`
}
const ours2 = (actor: Actor) => sql`pl.org_id = ${actor.orgId} and pl.holder_id = ${actor.id}::uuid`

export type PlaceRecord = { id: string; code: string; name: string; kind: string; holderId: string | null; customerId: string | null; isActive: boolean }

export function keepsPlace(actor: Actor, place: PlaceRecord): boolean {
  if (actor.kind === 'dealer') return place.customerId !== null && place.customerId === actor.customerId
  return actor.scope === 'all' || may(actor, 'stock.adjust') || (place.holderId !== null && place.holderId === actor.id)
}
