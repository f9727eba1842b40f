// The library a new organisation begins with: each plan as its first version. One that is complete is active at once; one with
// gaps stays a draft, and with `fillGaps` a second version with sample figures is active beside it.
import { createHash } from 'node:crypto'
import type { Plan } from '#domain/plan/plan.ts'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import { openValues } from '#domain/plan/open-values.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { newId } from '#server/platform/db/ids.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { filledSource, withHead } from '../queries/plan-source.ts'

export type PlanSource = { plan: Plan; source: string }
/** By plan code: the version that agreements may be made on. */
export type Installed = Readonly<Record<string, string>>

export async function installPlans(tx: Tx, orgId: string, sources: readonly PlanSource[], now: Instant, { fillGaps = false } = {}): Promise<Installed> {
  const installed: Record<string, string> = {}
  for (const { plan, source } of sources) {
    const planId = newId()
    await tx.run(sql`insert into plans (org_id, id, code, title, created_at) values (${orgId}, ${planId}, ${plan.plan}, ${JSON.stringify(plan.title)}, ${toIso(now)})`)
    const hasGaps = openValues(plan).length > 0
    const first = await insertVersion(tx, { orgId, planId, version: 1, state: hasGaps ? 'draft' : 'active', plan, source, now })
    if (!hasGaps) installed[plan.plan] = first
    if (!hasGaps || !fillGaps) continue
    const filled = { ...fillOpenValues(plan), version: 2 }
    installed[plan.plan] = await insertVersion(tx, { orgId, planId, version: 2, state: 'active', plan: filled, source: withHead(filledSource(source, plan), { version: 2 }), now })
  }
  return installed
}

type NewVersion = { orgId: string; planId: string; version: number; state: 'draft' | 'active'; plan: Plan; source: string; now: Instant }

async function insertVersion(tx: Tx, { orgId, planId, version, state, plan, source, now }: NewVersion): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into plan_versions (org_id, id, plan_id, version, state, document, source, sha256, created_at, activated_at)
    values (${orgId}, ${id}, ${planId}, ${version}, ${state}, ${JSON.stringify(plan)}, ${source}, ${createHash('sha256').update(source).digest('hex')}, ${toIso(now)},
      ${state === 'active' ? toIso(now) : null})`)
  return id
}
