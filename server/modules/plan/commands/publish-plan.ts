// A version becomes the one that agreements are made on only without mistakes and without blanks; what it replaces runs on where agreed.
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { checkPlanSource } from '../queries/check-source.ts'
import { lockDraft, lockVersion, setState } from '../store.ts'

export async function activatePlanVersion(context: Context, planVersionId: string): Promise<void> {
  const draft = await lockDraft(context, planVersionId)
  const { plan, findings, openValues } = checkPlanSource(draft.source, context.actor.language)
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (!plan || errors.length > 0) throw new Refusal('plan.invalid', { findings: errors })
  if (openValues.length > 0) throw new Refusal('plan.incomplete', { count: openValues.length, openValues })
  const { tx, actor } = context
  await tx.run(sql`update plan_versions set state = 'retired' where org_id = ${actor.orgId} and plan_id = ${draft.plan_id} and state = 'active'`)
  await setState(context, planVersionId, 'active')
}

export async function retirePlanVersion(context: Context, planVersionId: string): Promise<void> {
  const version = await lockVersion(context, planVersionId)
  if (version.state !== 'active') throw new Refusal('plan.fixed')
  await setState(context, planVersionId, 'retired')
}

export async function deletePlanDraft(context: Context, planVersionId: string): Promise<void> {
  const { tx, actor } = context
  const draft = await lockDraft(context, planVersionId)
  await tx.run(sql`delete from plan_versions where org_id = ${actor.orgId} and id = ${planVersionId}`)
  await tx.run(sql`
    delete from plans where org_id = ${actor.orgId} and id = ${draft.plan_id}
      and not exists (select 1 from plan_versions where org_id = ${actor.orgId} and plan_id = ${draft.plan_id})`)
}
