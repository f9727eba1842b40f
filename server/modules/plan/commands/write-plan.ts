// Plans are written as YAML. What is saved has the right form; what it says may still have mistakes until it is to be activated.
import type { ParsedOf } from '#contract/endpoint.ts'
import type { createPlan as creating, createPlanVersion as versioning, savePlanDraft as saving } from '#contract/plan/endpoints.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { checkPlanSource } from '../queries/check-source.ts'
import { filledSource, withHead } from '../queries/plan-source.ts'
import { insertDraft, insertPlan, lockDraft, lockVersion, saveDraftSource } from '../store.ts'

/** The id of the new draft. */
export async function createPlan(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const original = 'copyOf' in input ? await lockVersion(context, input.copyOf) : null
  const source = 'copyOf' in input ? withHead(original?.source ?? '', { plan: input.code, version: 1 }) : withHead(input.source, { version: 1 })
  const plan = readable(context, source)
  return insertDraft(context, await insertPlan(context, plan, original?.plan_id ?? null), plan, source)
}

export async function createPlanVersion(context: Context, { planId, from }: ParsedOf<typeof versioning>): Promise<string> {
  const { tx, actor } = context
  const newest = await tx.row<{ id: string; version: number }>(sql`
    select id, version from plan_versions where org_id = ${actor.orgId} and plan_id = ${planId} order by version desc limit 1`)
  if (!newest) throw new Refusal('plan.unknown')
  const original = await lockVersion(context, from ?? newest.id)
  if (original.plan_id !== planId) throw new Refusal('plan.unknown')
  const source = withHead(original.source, { version: newest.version + 1 })
  return insertDraft(context, planId, readable(context, source), source)
}

export async function savePlanDraft(context: Context, { planVersionId, source, sha256 }: ParsedOf<typeof saving>): Promise<void> {
  const draft = await lockDraft(context, planVersionId)
  if (sha256 !== undefined && sha256 !== draft.sha256) throw new Refusal('row.changed')
  const kept = withHead(source, { version: draft.version })
  await store(context, draft, readable(context, kept), kept)
}

/** Sample figures for every open value; the author's comments stay. */
export async function fillPlanDraft(context: Context, planVersionId: string): Promise<void> {
  const draft = await lockDraft(context, planVersionId)
  const plan = readable(context, draft.source)
  const source = filledSource(draft.source, plan)
  await store(context, draft, readable(context, source), source)
}

async function store({ tx, actor }: Context, draft: { id: string; plan_id: string; code: string }, plan: Plan, source: string): Promise<void> {
  if (plan.plan !== draft.code) {
    const taken = await tx.row(sql`select 1 from plans where org_id = ${actor.orgId} and code = ${plan.plan}`)
    const published = await tx.row(sql`select 1 from plan_versions where org_id = ${actor.orgId} and plan_id = ${draft.plan_id} and id <> ${draft.id}`)
    if (taken ?? published) throw new Refusal('plan.code-taken', { code: plan.plan })
  }
  await saveDraftSource(tx, actor.orgId, draft.id, plan, source)
  await tx.run(sql`update plans set title = ${JSON.stringify(plan.title)}, code = ${plan.plan} where org_id = ${actor.orgId} and id = ${draft.plan_id}`)
}

function readable({ actor }: Context, source: string): Plan {
  const { plan, findings } = checkPlanSource(source, actor.language)
  if (!plan) throw new Refusal('plan.invalid', { findings })
  return plan
}
