// Everything the engine needs to know of one asset: the plan it stands under, its own facts, those of what it is part of, those of its agreement.
import type { FactKind } from '#domain/fact/kinds.ts'
import { historyOf } from '#domain/entitlement/events.ts'
import type { Teller } from '#domain/entitlement/events.ts'
import type { CoverGround, CoverOverride } from '#domain/entitlement/terms.ts'
import { standing } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { agreementFor, planOf } from '../../plan/index.ts'
import { factOf, loadFacts } from '../../promise/index.ts'
import type { StoredFact } from '../../promise/index.ts'

export type AgreementRecord = {
  id: string; number: string; title: string; plan_version_id: string; starts_on: Day; ends_on: Day | null
  overrides: Record<string, { cover?: CoverOverride }>; attributes: Record<string, unknown>
}
export type Ground = CoverGround & { plan: Plan; record: AgreementRecord; assetId: string | null; customerId: string }
type AssetLine = {
  id: string; number: string; serial: string | null; component_class: string | null; accepted_on: Day | null; installed_on: Day | null; delivered_on: Day | null
  customer_id: string; site_id: string | null; code: string | null; family: string | null
}
type Wanted = { orgId: string; assetId: string; agreementId?: string | null | undefined; day: Day }

/** Null where no plan answers for the asset. */
export async function loadGround(tx: Tx, { orgId, assetId, agreementId, day }: Wanted): Promise<Ground | null> {
  const lines = await linesUp(tx, orgId, assetId)
  const own = lines[0]
  if (!own) return null
  const record = await agreementOf(tx, orgId, agreementId ?? null, own, day)
  if (!record) return null
  const plan = await planOf(tx, record.plan_version_id)
  const facts = await factsOf(tx, orgId, lines.map(({ id }) => id))
  const tellers: Teller[] = lines.map((line) => ({ facts: facts.get(line.id) ?? [], dates: datesOf(line) }))
  tellers[0] = await withPredecessors(tx, orgId, assetId, tellers[0]!)
  return {
    ...(await ofAgreement(tx, orgId, plan, record, tellers, assetId)), assetId, customerId: own.customer_id,
    names: [...lines.map((line) => line.component_class), own.code, own.family, own.number, own.serial].filter((name) => name !== null),
    repairs: plan.cover.some(({ repairTime }) => repairTime) ? await repairsOf(tx, orgId, assetId, plan.zone) : [],
  }
}

/** A matter without an asset is judged by its agreement alone. */
export async function loadAgreementGround(tx: Tx, orgId: string, agreementId: string, customerId: string): Promise<Ground | null> {
  const record = await tx.row<AgreementRecord>(sql`${agreementColumns} where a.org_id = ${orgId} and a.id = ${agreementId}`)
  if (!record) return null
  const plan = await planOf(tx, record.plan_version_id)
  return { ...(await ofAgreement(tx, orgId, plan, record, [], null)), assetId: null, customerId }
}

async function ofAgreement(tx: Tx, orgId: string, plan: Plan, record: AgreementRecord, tellers: readonly Teller[], assetId: string | null) {
  const facts = (await loadFacts(tx, orgId, record.id)).filter(({ data }) => typeof data['assetId'] !== 'string' || data['assetId'] === assetId)
  const overrides = Object.fromEntries(Object.entries(record.overrides).flatMap(([rule, { cover }]) => (cover ? [[rule, cover]] : [])))
  // The asset's own facts stay the nearest teller, also where there is no asset.
  const own = tellers.length > 0 ? tellers : [{ facts: [] }]
  return {
    plan, record, agreement: { startsOn: record.starts_on, endsOn: record.ends_on, overrides, attributes: record.attributes },
    history: historyOf([...own, { facts, dates: { 'agreement.started': record.starts_on } }], plan.zone),
  }
}

// A circle cannot be made, yet a walk upward is bounded.
const linesUp = (tx: Tx, orgId: string, assetId: string): Promise<AssetLine[]> => tx.rows<AssetLine>(sql`
  with recursive up as (
    select a.*, 0 as height from assets a where a.org_id = ${orgId} and a.id = ${assetId}
    union all select p.*, up.height + 1 from up join assets p on p.org_id = ${orgId} and p.id = up.parent_id where up.height < 50)
  select up.id, up.number, up.serial, up.component_class, up.accepted_on, up.installed_on, up.delivered_on, up.customer_id, up.site_id, d.code, d.family
  from up left join products d on d.org_id = up.org_id and d.id = up.product_id order by up.height`)

/** A piece put in the place of another speaks for it, too: what was told of the old one opened the term that runs on. */
async function withPredecessors(tx: Tx, orgId: string, assetId: string, own: Teller): Promise<Teller> {
  const known = new Set([assetId])
  let [teller, before] = [own, predecessorOf(own.facts)]
  while (before && !known.has(before) && known.size < 20) {
    known.add(before)
    const line = await tx.row<DatedLine>(sql`select accepted_on, installed_on, delivered_on from assets where org_id = ${orgId} and id = ${before}`)
    const facts = (await loadFacts(tx, orgId, before)).filter(({ kind }) => kind !== 'asset.retired')
    teller = { facts: [...facts, ...teller.facts], dates: { ...teller.dates, ...(line && datesOf(line)) } }
    before = predecessorOf(facts)
  }
  return teller
}

const predecessorOf = (facts: readonly Fact[]): string | null => {
  const swapped = standing(facts).findLast(({ kind, data }) => kind === 'asset.swapped' && data['role'] === 'in')
  return typeof swapped?.data['out'] === 'string' ? swapped.data['out'] : null
}

type DatedLine = Pick<AssetLine, 'accepted_on' | 'installed_on' | 'delivered_on'>

const datesOf = (line: DatedLine): Partial<Record<FactKind, Day>> => ({
  ...(line.delivered_on && { 'goods.delivered': line.delivered_on }), ...(line.installed_on && { 'equipment.installed': line.installed_on }),
  ...(line.accepted_on && { 'acceptance.signed': line.accepted_on }),
})

async function factsOf(tx: Tx, orgId: string, ids: readonly string[]): Promise<Map<string, Fact[]>> {
  const rows = await tx.rows<StoredFact & { subject_id: string }>(sql`
    select subject_id, id, kind, happened_at, recorded_at, by_id, data, corrects from facts where org_id = ${orgId} and subject_id = any(${[...ids]}::uuid[]) order by recorded_at, id`)
  const facts = new Map<string, Fact[]>()
  for (const row of rows) facts.set(row.subject_id, [...(facts.get(row.subject_id) ?? []), factOf(row)])
  return facts
}

const agreementColumns = sql`select a.id, a.number, a.title, a.plan_version_id, a.starts_on, a.ends_on, a.overrides, a.attributes from agreements a`

// The agreement named; else the one that answers on that day; else the last one there was: what it promised for later still holds.
async function agreementOf(tx: Tx, orgId: string, agreementId: string | null, asset: AssetLine, day: Day): Promise<AgreementRecord | null> {
  const id = agreementId ?? (await agreementFor(tx, { orgId, customerId: asset.customer_id, siteId: asset.site_id, assetId: asset.id, day }))
  if (id) return tx.row<AgreementRecord>(sql`${agreementColumns} where a.org_id = ${orgId} and a.id = ${id} and a.customer_id = ${asset.customer_id}`)
  return tx.row<AgreementRecord>(sql`
    ${agreementColumns} where a.org_id = ${orgId} and a.customer_id = ${asset.customer_id} and a.state <> 'draft'
      and (exists (select 1 from agreement_assets x where x.org_id = a.org_id and x.agreement_id = a.id and x.asset_id = ${asset.id})
        or exists (select 1 from agreement_sites x where x.org_id = a.org_id and x.agreement_id = a.id and x.site_id = ${asset.site_id})
        or (not exists (select 1 from agreement_assets x where x.org_id = a.org_id and x.agreement_id = a.id)
          and not exists (select 1 from agreement_sites x where x.org_id = a.org_id and x.agreement_id = a.id)))
    order by a.starts_on <= ${day} desc, a.ends_on desc nulls first, a.id limit 1`)
}

async function repairsOf(tx: Tx, orgId: string, assetId: string, zone: string): Promise<{ from: Day; until: Day }[]> {
  const rows = await tx.rows<{ received: string; shipped: string }>(sql`
    select f.happened_at as received, min(g.happened_at) as shipped
    from tickets t join facts f on f.org_id = t.org_id and f.subject_id = t.id and f.kind = 'unit.received'
      join facts g on g.org_id = t.org_id and g.subject_id = t.id and g.kind = 'unit.shipped' and g.happened_at >= f.happened_at
    where t.org_id = ${orgId} and t.asset_id = ${assetId} group by f.id, f.happened_at order by f.happened_at`)
  return rows.map(({ received, shipped }) => ({ from: localDay(zone, instant(received)), until: localDay(zone, instant(shipped)) }))
}
