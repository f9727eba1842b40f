import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { diffPlanVersions as diffing, getPlanVersion as getting, listPlans as listing } from '#contract/plan/endpoints.ts'
import { parsePlan } from '#contract/plan/plan.ts'
import { carriersOf } from '#domain/plan/accounting.ts'
import { bySection, diffPlans } from '#domain/plan/diff.ts'
import { checkPlan } from '#domain/plan/check.ts'
import { fieldName } from '#domain/plan/finding.ts'
import { openValues } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Text } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { checkPlanSource } from './check-source.ts'

type PlanRow = ReplyOf<typeof listing>['rows'][number]
type VersionView = ReplyOf<typeof getting>
type State = VersionView['state']
type StoredVersion = {
  id: string; plan_id: string; code: string; title: Text; copied_from: string | null; version: number; state: State; sha256: string; document: unknown
  agreements: number; created_at: string; activated_at: string | null
}

export async function listPlans(context: Context, { q, state }: ParsedOf<typeof listing>): Promise<ReplyOf<typeof listing>> {
  const versions = await storedVersions(context, null)
  const plans = [...new Set(versions.map(({ plan_id }) => plan_id))].map((id) => planRow(versions.filter(({ plan_id }) => plan_id === id)))
  const sought = q?.trim().toLowerCase() ?? ''
  const says = (row: PlanRow) => [row.code, ...[row.title, row.trade, row.summary].flatMap((text) => Object.values(text))].join(' ').toLowerCase()
  return { rows: plans.filter((row) => says(row).includes(sought) && (!state || row.versions.some((version) => version.state === state))) }
}

export async function getPlanVersion(context: Context, planVersionId: string): Promise<VersionView> {
  const row = await context.tx.row<{ plan_id: string; source: string }>(sql`
    select plan_id, source from plan_versions where org_id = ${context.actor.orgId} and id = ${planVersionId}`)
  if (!row) throw new Refusal('plan.unknown')
  const versions = await storedVersions(context, row.plan_id)
  const stored = versions.find(({ id }) => id === planVersionId)
  if (!stored) throw new Refusal('plan.unknown')
  const document = parsePlan(stored.document)
  const { findings, openValues: open } = checkPlanSource(row.source, context.actor.language)
  return {
    id: stored.id, planId: stored.plan_id, code: stored.code, title: document.title, version: stored.version, state: stored.state, agreements: stored.agreements,
    createdAt: stored.created_at, activatedAt: stored.activated_at, sha256: stored.sha256, source: row.source, document: document as VersionView['document'],
    findings, openValues: open, clauses: carriersOf(document), versions: versions.map(versionRow),
  }
}

export async function diffPlanVersions(context: Context, { planVersionId, against }: ParsedOf<typeof diffing>): Promise<ReplyOf<typeof diffing>> {
  const [from, to] = [await sideOf(context, against), await sideOf(context, planVersionId)]
  const changes = diffPlans(from.plan, to.plan)
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length
  const sections = bySection(changes).map(({ section, changes: list }) => ({
    section, changes: list.map((change) => ({ ...change, fields: change.fields.map((field) => ({ ...field, path: [...field.path], field: fieldName(field.path) })) })),
  }))
  return { from: from.side, to: to.side, added: count('added'), removed: count('removed'), changed: count('changed'), sections }
}

export async function planSource({ tx, actor }: Context, planVersionId: string): Promise<{ code: string; version: number; state: State; plan: Plan }> {
  const row = await tx.row<{ code: string; version: number; state: State; document: unknown }>(sql`
    select p.code, v.version, v.state, v.document from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id
    where v.org_id = ${actor.orgId} and v.id = ${planVersionId}`)
  if (!row) throw new Refusal('plan.unknown')
  return { code: row.code, version: row.version, state: row.state, plan: parsePlan(row.document) }
}

async function sideOf(context: Context, id: string) {
  const { code, version, state, plan } = await planSource(context, id)
  return { plan, side: { id, version, state, code, title: plan.title } }
}

// A library of some tens of plans: read whole, newest version first.
function storedVersions({ tx, actor }: Context, planId: string | null): Promise<StoredVersion[]> {
  return tx.rows<StoredVersion>(sql`
    select v.id, v.plan_id, p.code, p.title, p.copied_from, v.version, v.state, v.sha256, v.document, v.created_at, v.activated_at,
      (select count(*)::int from agreements a where a.org_id = v.org_id and a.plan_version_id = v.id and a.state = 'active') as agreements
    from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id
    where v.org_id = ${actor.orgId} and (${planId}::uuid is null or v.plan_id = ${planId}) order by p.code, v.version desc`)
}

function planRow(versions: StoredVersion[]): PlanRow {
  const [newest] = versions
  if (!newest) throw new Error('a plan has a version')
  const plan = newest.document as Plan
  return {
    id: newest.plan_id, code: newest.code, title: newest.title, trade: plan.trade, summary: plan.summary, zone: plan.zone, currency: plan.currency, copiedFrom: newest.copied_from,
    clauses: new Set(carriersOf(plan).map(({ clause }) => clause)).size, openValues: openValues(plan).length,
    agreements: versions.reduce((sum, { agreements }) => sum + agreements, 0), activeVersionId: versions.find(({ state }) => state === 'active')?.id ?? null,
    versions: versions.map(versionRow),
  }
}

function versionRow({ id, version, state, agreements, document, created_at, activated_at }: StoredVersion): PlanRow['versions'][number] {
  const plan = document as Plan
  return {
    id, version, state, agreements, openValues: openValues(plan).length, errors: state === 'draft' ? checkPlan(plan).filter(({ severity }) => severity === 'error').length : 0,
    createdAt: created_at, activatedAt: activated_at,
  }
}
