// Below what the plans in force ask for, the house asks for more: one requisition a part, none while one is on its way.
import type { replenish as declared } from '#contract/stock/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { safetyStock } from '#domain/stock/safety.ts'
import { supplyKinds } from '#domain/stock/stock.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { listSafety } from '../queries/list-safety.ts'
import { plansInForce, usesOf } from '../queries/plan-uses.ts'
import { findPlace } from '../queries/find-place.ts'
import type { PartRecord } from '../queries/find-part.ts'

type Shortfall = { partId: string; quantity: number; clause: string }

export async function askForWhatIsShort(context: Context, parts: readonly PartRecord[]): Promise<void> {
  const watched = parts.filter(({ classes, minimum }) => classes.length > 0 || minimum !== null)
  if (watched.length === 0) return
  const { tx, actor, now } = context
  const plans = await plansInForce(tx, actor.orgId, localDay((await orgFacts(tx, actor.orgId)).zone, now))
  for (const part of watched) {
    const { needed, steps } = safetyStock(part, await usesOf(tx, actor.orgId, plans, part.productIds))
    if (needed === 0) continue
    const stock = await tx.row<{ available: number; onOrder: number }>(sql`
      select (select coalesce(sum(b.on_hand - b.reserved), 0)::int from stock_balances b join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id
          where b.org_id = ${actor.orgId} and b.part_id = ${part.id} and b.condition <> 'scrap' and pl.kind = any(${[...supplyKinds]}::text[])) as available, ${onOrder(actor.orgId, part.id)} as "onOrder"`)
    const quantity = needed - (stock?.available ?? 0) - (stock?.onOrder ?? 0)
    const clause = steps.toSorted((one, other) => other.quantity - one.quantity)[0]?.clause ?? ''
    if (quantity > 0) await insertShortfall(context, null, { partId: part.id, quantity, clause })
  }
}

export async function replenish(context: Context, { toId }: ParsedOf<typeof declared>): Promise<{ requisitions: number }> {
  if (!(await findPlace(context, toId))) throw new Refusal('place.unknown')
  const { rows } = await listSafety(context, { only: 'short' })
  const missing = rows.filter(({ shortfall, onOrder: ordered }) => shortfall > ordered)
  for (const { part, shortfall, onOrder: ordered, steps } of missing) {
    await insertShortfall(context, toId, { partId: part.id, quantity: shortfall - ordered, clause: steps.toSorted((one, other) => other.quantity - one.quantity)[0]?.clause ?? '' })
  }
  return { requisitions: missing.length }
}

/** What requisitions for the stock itself still bring. */
export const onOrder = (orgId: string, partId: string) => sql`(
  select coalesce(sum(l.quantity), 0)::int from requisition_lines l join requisitions rq on rq.org_id = l.org_id and rq.id = l.requisition_id
  where l.org_id = ${orgId} and l.part_id = ${partId} and rq.reason = 'minimum' and rq.state in ('requested', 'approved', 'issued'))`

async function insertShortfall({ tx, actor, now }: Context, toId: string | null, { partId, quantity, clause }: Shortfall): Promise<void> {
  const id = newId()
  const number = await nextNumber(tx, actor.orgId, 'issue', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  await tx.run(sql`
    insert into requisitions (org_id, id, number, state, reason, to_id, clause, requested_by, requested_by_name, requested_at)
    values (${actor.orgId}, ${id}, ${number}, 'requested', 'minimum', ${toId}, ${clause}, null, ${actor.name}, ${toIso(now)})`)
  await tx.run(sql`insert into requisition_lines (org_id, requisition_id, n, part_id, quantity) values (${actor.orgId}, ${id}, 1, ${partId}, ${quantity})`)
}
