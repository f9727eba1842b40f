// The parts plan of a season: announced by the house, due the days before it that the plan names, handed in by the dealer.
import type { announceSeason as announcing, submitSeasonPlan as submitting } from '#contract/stock/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { partClasses } from '#domain/plan/words.ts'
import type { PartClass } from '#domain/plan/words.ts'
import { seasonPlanDue } from '#domain/stock/requisition.ts'
import { day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { stockOf } from '#locales/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { appendAgreementFact } from '../../promise/index.ts'
import { visiblePlaces } from '../policy.ts'
import { knownPlace } from './post-moves.ts'

type Rule = { clause: string; daysBefore: number; classes: PartClass[] }
const usualDays = 30

export async function announceSeason(context: Context, { agreementId, placeId, season, startsOn }: ParsedOf<typeof announcing>): Promise<string> {
  const { tx, actor, now } = context
  const agreement = await tx.row<{ planVersionId: string }>(sql`select plan_version_id as "planVersionId" from agreements where org_id = ${actor.orgId} and id = ${agreementId}`)
  if (!agreement) throw new Refusal('agreement.unknown')
  await knownPlace(context, placeId, 'placeId')
  const rule = ruleOf(await planOf(tx, agreement.planVersionId))
  const id = newId()
  const made = await tx.run(sql`
    insert into season_plans (org_id, id, agreement_id, place_id, season, starts_on, due_on, clause, created_at)
    values (${actor.orgId}, ${id}, ${agreementId}, ${placeId}, ${season}, ${startsOn}, ${seasonPlanDue(day(startsOn), rule?.daysBefore ?? usualDays)}, ${rule?.clause ?? null}, ${toIso(now)})
    on conflict (org_id, agreement_id, season) do nothing`)
  if (made === 0) throw new Refusal('season.known', { field: 'season' })
  await appendAgreementFact(context, agreementId, { kind: 'season.announced', data: { season, startsAt: startsOn } })
  return id
}

export async function submitSeasonPlan(context: Context, { seasonPlanId, lines }: ParsedOf<typeof submitting>): Promise<void> {
  const { tx, actor, now } = context
  const row = await tx.row<{ agreementId: string; planVersionId: string; season: string; isDone: boolean }>(sql`
    select e.agreement_id as "agreementId", g.plan_version_id as "planVersionId", e.season, e.submitted_at is not null as "isDone" from season_plans e
      join agreements g on g.org_id = e.org_id and g.id = e.agreement_id join stock_places pl on pl.org_id = e.org_id and pl.id = e.place_id
    where ${visiblePlaces(actor)} and e.id = ${seasonPlanId} for update of e`)
  if (!row) throw new Refusal('season.unknown')
  if (row.isDone) throw new Refusal('season.submitted')
  const parts = await tx.rows<{ id: string; classes: PartClass[] }>(sql`
    select id, classes from parts where org_id = ${actor.orgId} and deleted_at is null and id = any(${lines.map(({ partId }) => partId)}::uuid[])`)
  if (parts.length !== new Set(lines.map(({ partId }) => partId)).size) throw new Refusal('part.unknown', { field: 'lines' })
  const rule = ruleOf(await planOf(tx, row.planVersionId))
  const missing = rule?.classes.find((one) => !parts.some(({ classes }) => classes.includes(one)))
  if (rule && missing) throw new Refusal('season.class-missing', { field: 'lines', class: stockOf(actor.language).classes[missing], clause: rule.clause })
  await tx.run(sql`update season_plans set submitted_at = ${toIso(now)}, submitted_by_name = ${actor.name}, lines = ${JSON.stringify(lines)}::jsonb where org_id = ${actor.orgId} and id = ${seasonPlanId}`)
  await appendAgreementFact(context, row.agreementId, { kind: 'stock-plan.submitted', data: { season: row.season, lines: lines.length } })
}

/** The plan's rule on stock with days before the season, and the classes of parts it wants named. */
function ruleOf(plan: Plan): Rule | null {
  const rule = plan.dealers.find(({ kind, figures }) => kind === 'stock' && typeof figures?.['daysBeforeSeason'] === 'number')
  if (!rule) return null
  const named = String(rule.figures?.['parts'] ?? '').split(',').map((one) => one.trim())
  return { clause: rule.clause, daysBefore: Number(rule.figures?.['daysBeforeSeason']), classes: partClasses.filter((one) => named.includes(one)) }
}
