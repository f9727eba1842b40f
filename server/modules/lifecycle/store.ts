// The facts of assets, many at once, and the days on the row of an asset that are copied from them.
import type { Fact } from '#domain/fact/fact.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleAssets } from '../asset/index.ts'
import { insertFacts, stampFact } from '../promise/index.ts'
import type { FactDraft, StampedFact } from '../promise/index.ts'

type Told = { assetId: string; draft: FactDraft }

/** All assets must be seen by the caller and stand; otherwise nothing is written. */
export async function mustSeeAssets({ tx, actor }: Context, assetIds: readonly string[]): Promise<void> {
  const unique = [...new Set(assetIds)]
  const found = await tx.row<{ n: number }>(sql`
    select count(*)::int as n from assets a join customers c on c.org_id = a.org_id and c.id = a.customer_id
    where ${visibleAssets(actor)} and a.deleted_at is null and a.id = any(${unique}::uuid[])`)
  if (found?.n !== unique.length) throw new Refusal('asset.unknown')
}

/** Writes the facts after those that are known of each asset, and copies their days. */
export async function tellAssets({ tx, actor, now }: Context, told: readonly Told[]): Promise<StampedFact[]> {
  const ids = [...new Set(told.map(({ assetId }) => assetId))]
  const last = await lastFacts(tx, actor.orgId, ids)
  const facts: StampedFact[] = []
  for (const { assetId, draft } of told) {
    const before = last.get(assetId)
    const fact = stampFact(draft, before ? [before] : [], now, actor)
    last.set(assetId, fact)
    await insertFacts(tx, { orgId: actor.orgId, kind: 'asset', id: assetId }, [fact])
    facts.push(fact)
  }
  if (facts.some(({ kind }) => copied.has(kind))) await copyDays(tx, actor.orgId, ids)
  return facts
}

async function lastFacts(tx: Tx, orgId: string, ids: readonly string[]): Promise<Map<string, Fact>> {
  const rows = await tx.rows<{ subject_id: string; id: string; recorded_at: string }>(sql`
    select distinct on (subject_id) subject_id, id, recorded_at from facts where org_id = ${orgId} and subject_id = any(${[...ids]}::uuid[]) order by subject_id, recorded_at desc, id desc`)
  return new Map(rows.map((row) => [row.subject_id, { id: row.id, recordedAt: Date.parse(row.recorded_at) } as Fact]))
}

const copied = new Set<string>(['goods.delivered', 'equipment.installed', 'acceptance.signed', 'asset.retired'])

// The latest fact that still counts gives the day, in the zone of the organisation; what no fact tells of stays as it was written.
async function copyDays(tx: Tx, orgId: string, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    update assets a set delivered_on = coalesce(f.delivered, a.delivered_on), installed_on = coalesce(f.installed, a.installed_on), accepted_on = coalesce(f.accepted, a.accepted_on),
      retired_on = coalesce(f.retired, a.retired_on)
    from (
      select f.subject_id, (max(f.happened_at) filter (where f.kind = 'goods.delivered') at time zone o.zone)::date as delivered,
        (max(f.happened_at) filter (where f.kind = 'equipment.installed') at time zone o.zone)::date as installed,
        (max(f.happened_at) filter (where f.kind = 'acceptance.signed') at time zone o.zone)::date as accepted,
        (max(f.happened_at) filter (where f.kind = 'asset.retired') at time zone o.zone)::date as retired
      from facts f join orgs o on o.id = f.org_id
      where f.org_id = ${orgId} and f.subject_kind = 'asset' and f.subject_id = any(${[...ids]}::uuid[])
        and not exists (select 1 from facts c where c.org_id = f.org_id and c.subject_id = f.subject_id and c.corrects = f.id)
      group by f.subject_id, o.zone) f
    where a.org_id = ${orgId} and a.id = f.subject_id`)
}
