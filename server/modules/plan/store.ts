import { createHash } from 'node:crypto'
import type { Plan } from '#domain/plan/plan.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

export type VersionState = 'draft' | 'active' | 'retired'
export type LockedVersion = { id: string; plan_id: string; code: string; version: number; state: VersionState; source: string; sha256: string; document: unknown }

export const fingerprint = (source: string) => createHash('sha256').update(source).digest('hex')

/** The version, held until the end of the unit of work. */
export async function lockVersion({ tx, actor }: Pick<Context, 'tx' | 'actor'>, versionId: string): Promise<LockedVersion> {
  const row = await tx.row<LockedVersion>(sql`
    select v.id, v.plan_id, p.code, v.version, v.state, v.source, v.sha256, v.document
    from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id
    where v.org_id = ${actor.orgId} and v.id = ${versionId} for update of v, p`)
  if (!row) throw new Refusal('plan.unknown')
  return row
}

export async function lockDraft(context: Context, versionId: string): Promise<LockedVersion> {
  const version = await lockVersion(context, versionId)
  if (version.state !== 'draft') throw new Refusal('plan.fixed')
  return version
}

export async function insertPlan({ tx, actor, now }: Context, plan: Plan, copiedFrom: string | null): Promise<string> {
  const id = newId()
  const made = await tx.run(sql`
    insert into plans (org_id, id, code, title, copied_from, created_at)
    values (${actor.orgId}, ${id}, ${plan.plan}, ${JSON.stringify(plan.title)}, ${copiedFrom}, ${toIso(now)}) on conflict (org_id, code) do nothing`)
  if (made === 0) throw new Refusal('plan.code-taken', { code: plan.plan })
  return id
}

export async function insertDraft({ tx, actor, now }: Context, planId: string, plan: Plan, source: string): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into plan_versions (org_id, id, plan_id, version, state, document, source, sha256, created_by, created_at)
    values (${actor.orgId}, ${id}, ${planId}, ${plan.version}, 'draft', ${JSON.stringify(plan)}, ${source}, ${fingerprint(source)}, ${actor.id}, ${toIso(now)})`)
  return id
}

export async function saveDraftSource(tx: Tx, orgId: string, versionId: string, plan: Plan, source: string): Promise<void> {
  await tx.run(sql`
    update plan_versions set document = ${JSON.stringify(plan)}, source = ${source}, sha256 = ${fingerprint(source)}
    where org_id = ${orgId} and id = ${versionId}`)
}

export async function setState({ tx, actor, now }: Context, versionId: string, state: VersionState): Promise<void> {
  await tx.run(state === 'active'
    ? sql`update plan_versions set state = 'active', activated_at = ${toIso(now)}, activated_by = ${actor.id} where org_id = ${actor.orgId} and id = ${versionId}`
    : sql`update plan_versions set state = ${state} where org_id = ${actor.orgId} and id = ${versionId}`)
}
