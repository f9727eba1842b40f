// What must be in stock and is not, with the clauses that ask for it; which depots are still to be set up; which sites no depot reaches.
import type { getStockReadiness, listDepots as depots, listSafety as declared } from '#contract/stock/endpoints.ts'
import type { SafetyRow } from '#contract/stock/stock.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { promisesInReach, reaches, safetyStock } from '#domain/stock/safety.ts'
import { supplyKinds } from '#domain/stock/stock.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { day, yearsFrom } from '#domain/time/day.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { planOf } from '../../plan/index.ts'
import type { PartRecord } from './find-part.ts'
import { plansInForce, usesOf } from './plan-uses.ts'

type Stocked = PartRecord & { available: number; onOrder: number }

export async function listSafety({ tx, actor, now }: Context, { only }: ParsedOf<typeof declared>): Promise<{ rows: SafetyRow[] }> {
  const plans = await plansInForce(tx, actor.orgId, localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const parts = await tx.rows<Stocked>(sql`
    select p.id, p.number, p.name, p.unit, p.classes, p.minimum, p.product_ids as "productIds",
      coalesce((select sum(b.on_hand - b.reserved)::int from stock_balances b join stock_places pl on pl.org_id = b.org_id and pl.id = b.place_id
        where b.org_id = p.org_id and b.part_id = p.id and b.condition <> 'scrap' and pl.kind = any(${[...supplyKinds]}::text[])), 0) as available,
      coalesce((select sum(l.quantity)::int from requisition_lines l join requisitions rq on rq.org_id = l.org_id and rq.id = l.requisition_id
        where l.org_id = p.org_id and l.part_id = p.id and rq.reason = 'minimum' and rq.state in ('requested', 'approved', 'issued')), 0) as "onOrder"
    from parts p where p.org_id = ${actor.orgId} and p.deleted_at is null and (p.minimum is not null or p.classes <> '{}') order by p.number limit 5000`)
  const rows: SafetyRow[] = []
  for (const part of parts) {
    const { needed, steps } = safetyStock(part, await usesOf(tx, actor.orgId, plans, part.productIds))
    const shortfall = Math.max(0, needed - part.available)
    if (only === 'short' ? shortfall > 0 : needed > 0) {
      rows.push({ part: { id: part.id, number: part.number, name: part.name, unit: part.unit }, needed, available: part.available, shortfall, onOrder: part.onOrder, steps })
    }
  }
  return { rows }
}

type Depot = { name: string; address: string | null; region: string | null; serves: string[]; planDepots: string[] }

const depotKey = (plan: Plan, depotId: string) => `${plan.plan}/${depotId}`
const places = ({ tx, actor }: Pick<Context, 'tx' | 'actor'>): Promise<Depot[]> => tx.rows<Depot>(sql`
  select name, address, region, serves, plan_depots as "planDepots" from stock_places where org_id = ${actor.orgId} and is_active and kind in ('depot', 'station', 'dealer', 'usable') order by code`)

export async function getReadiness(context: Context): Promise<ReplyOf<typeof getStockReadiness>> {
  const { tx, actor, now } = context
  const today = localDay((await orgFacts(tx, actor.orgId)).zone, now)
  const plans = await plansInForce(tx, actor.orgId, today)
  const known = await places(context)
  const missing = plans.flatMap(({ plan, planVersionId }) => plan.organisation.depots
    .filter(({ id }) => !known.some(({ planDepots }) => planDepots.includes(depotKey(plan, id))))
    .map(({ id, clause, title, place }) => ({ plan: plan.plan, planVersionId, depot: id, clause, title, place: place ?? null })))
  const sites = []
  for (const { plan, agreementIds } of plans) {
    const [promise] = promisesInReach(plan)
    if (!promise) continue
    const rows = await tx.rows<{ siteId: string; name: string; customerName: string; address: string | null }>(sql`
      select distinct s.id as "siteId", s.name, c.name as "customerName", s.address from agreements g join sites s on s.org_id = g.org_id and s.customer_id = g.customer_id
        join customers c on c.org_id = g.org_id and c.id = g.customer_id
      where g.org_id = ${actor.orgId} and g.id = any(${agreementIds}::uuid[]) and s.deleted_at is null order by s.name limit 2000`)
    sites.push(...rows.filter(({ address }) => !known.some((depot) => reaches(depot, address)))
      .map(({ siteId, name, customerName }) => ({ siteId, name, customerName, plan: plan.plan, clause: promise.rule.clause, within: promise.within })))
  }
  return { depots: missing, sites, supply: await supplyRisks(context) }
}

/** A part whose supply ends before the design life of an asset it fits. */
async function supplyRisks({ tx, actor }: Context): Promise<ReplyOf<typeof getStockReadiness>['supply']> {
  type Row = { id: string; number: string; name: string; unit: string; supplyUntil: string; assetId: string; assetName: string; bornOn: string; years: number }
  const rows = await tx.rows<Row>(sql`
    select p.id, p.number, p.name, p.unit, p.supply_until as "supplyUntil", a.id as "assetId", a.name as "assetName", coalesce(a.accepted_on, a.installed_on, a.delivered_on) as "bornOn", d.years
    from design_lives d join assets a on a.org_id = d.org_id and a.product_id = d.product_id join parts p on p.org_id = d.org_id and d.product_id = any(p.product_ids)
    where d.org_id = ${actor.orgId} and a.deleted_at is null and p.deleted_at is null and p.supply_until is not null and coalesce(a.accepted_on, a.installed_on, a.delivered_on) is not null
    order by p.number, a.number limit 2000`)
  return rows.map((row) => ({ ...row, lifeEndsOn: yearsFrom(day(row.bornOn), row.years) })).filter(({ supplyUntil, lifeEndsOn }) => supplyUntil < lifeEndsOn)
    .map(({ id, number, name, unit, supplyUntil, assetId, assetName, lifeEndsOn }) => ({ part: { id, number, name, unit }, supplyUntil, assetId, assetName, lifeEndsOn }))
}

export async function listDepots(context: Context, { planVersionId }: ParsedOf<typeof depots>): Promise<ReplyOf<typeof depots>> {
  const version = await context.tx.row(sql`select 1 from plan_versions where org_id = ${context.actor.orgId} and id = ${planVersionId}`)
  if (!version) throw new Refusal('plan.unknown')
  return { rows: entries(await planOf(context.tx, planVersionId), await places(context)) }
}

export async function listMyDepots(context: Context): Promise<ReplyOf<typeof depots>> {
  const { tx, actor } = context
  if (actor.customerId === null) return { rows: [] }
  const versions = await tx.rows<{ id: string }>(sql`
    select distinct plan_version_id as id from agreements where org_id = ${actor.orgId} and customer_id = ${actor.customerId} and state = 'active' order by 1`)
  const known = await places(context)
  const rows = []
  for (const { id } of versions) rows.push(...entries(await planOf(tx, id), known))
  return { rows }
}

const entries = (plan: Plan, known: readonly Depot[]) => plan.organisation.depots.map(({ id, clause, title }) => {
  const place = known.find(({ planDepots }) => planDepots.includes(depotKey(plan, id)))
  return { plan: plan.plan, depot: id, clause, title, placeName: place?.name ?? null, address: place?.address ?? null, region: place?.region ?? null }
})
