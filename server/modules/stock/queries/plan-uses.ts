// Which plans are in force, for how many agreements, and how many pieces that a part fits stand under each of them.
import type { PlanUse } from '#domain/stock/safety.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { planOf } from '../../plan/index.ts'

export type PlanInForce = { plan: Plan; planVersionId: string; agreementIds: string[] }

export async function plansInForce(tx: Tx, orgId: string, today: Day): Promise<PlanInForce[]> {
  const rows = await tx.rows<{ planVersionId: string; agreementIds: string[] }>(sql`
    select plan_version_id as "planVersionId", array_agg(id order by id) as "agreementIds" from agreements
    where org_id = ${orgId} and state = 'active' and starts_on <= ${today}::date and (ends_on is null or ends_on >= ${today}::date) group by plan_version_id order by plan_version_id`)
  const found: PlanInForce[] = []
  for (const row of rows) found.push({ ...row, plan: await planOf(tx, row.planVersionId) })
  return found
}

/** An agreement that names no assets covers all of its customer. */
export async function usesOf(tx: Tx, orgId: string, plans: readonly PlanInForce[], productIds: readonly string[]): Promise<PlanUse[]> {
  const uses: PlanUse[] = []
  for (const { plan, agreementIds } of plans) {
    const needsCount = productIds.length > 0 && plan.organisation.depots.some(({ keeps }) => keeps?.aboveInstalled)
    const row = !needsCount ? null : await tx.row<{ installed: number }>(sql`
      select count(distinct a.id)::int as installed from agreements g join assets a on a.org_id = g.org_id and a.customer_id = g.customer_id
      where g.org_id = ${orgId} and g.id = any(${agreementIds}::uuid[]) and a.deleted_at is null and a.product_id = any(${[...productIds]}::uuid[])
        and (not exists (select from agreement_assets x where x.org_id = g.org_id and x.agreement_id = g.id)
          or exists (select from agreement_assets x where x.org_id = g.org_id and x.agreement_id = g.id and x.asset_id = a.id))`)
    uses.push({ plan, contracts: agreementIds.length, installed: row?.installed ?? 0 })
  }
  return uses
}
