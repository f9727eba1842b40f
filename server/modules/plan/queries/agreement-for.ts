import { chooseAgreement } from '#domain/plan/choose-agreement.ts'
import type { Candidate } from '#domain/plan/choose-agreement.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Matter = { orgId: string; customerId: string; siteId: string | null; assetId: string | null; day: Day }
type Row = { id: string; priority: number; starts_on: Day; ends_on: Day | null; site_ids: string[]; asset_ids: string[] }

/** The agreement that answers for a matter, by its id. */
export async function agreementFor(tx: Tx, { orgId, customerId, ...matter }: Matter): Promise<string | null> {
  return chooseAgreement(await candidates(tx, orgId, customerId), matter)?.id ?? null
}

export async function candidates(tx: Tx, orgId: string, customerId: string): Promise<Candidate[]> {
  const rows = await tx.rows<Row>(sql`
    select a.id, a.priority, a.starts_on, a.ends_on,
      coalesce((select array_agg(s.site_id) from agreement_sites s where s.org_id = a.org_id and s.agreement_id = a.id), '{}') as site_ids,
      coalesce((select array_agg(s.asset_id) from agreement_assets s where s.org_id = a.org_id and s.agreement_id = a.id), '{}') as asset_ids
    from agreements a where a.org_id = ${orgId} and a.customer_id = ${customerId} and a.state = 'active'`)
  return rows.map((row) => ({ id: row.id, priority: row.priority, startsOn: row.starts_on, endsOn: row.ends_on, siteIds: row.site_ids, assetIds: row.asset_ids }))
}
