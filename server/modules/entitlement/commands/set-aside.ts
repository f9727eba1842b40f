// What people decide beside the plan: goodwill, an override, an extension. Each is a fact of the asset with its reason, and each is counted.
import type { extendCover as extending, grantCover as granting, overrideCover as overriding } from '#contract/entitlement/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { addDays } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { insertFacts, loadFacts, stampFact } from '../../promise/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { groundFor, orgToday } from '../queries/asset-cover.ts'
import { checkQuestion } from '../queries/views.ts'
import { goodwillLimits, grantsSince } from '../queries/find-decisions.ts'
import type { Limits } from '../queries/find-decisions.ts'
import { keepDecision, saveGoodwillLimits } from '../store.ts'

export async function grantCover(context: Context, { assetId, ticketId, component, until, parts, labour, travel, reason }: ParsedOf<typeof granting>): Promise<void> {
  const { tx, actor, now } = context
  if (!parts && !labour && !travel) throw new Refusal('cover.nothing-granted', { field: 'parts' })
  const today = await ahead(context, until)
  const limits = await goodwillLimits(tx, actor.orgId)
  const granted = await grantsSince(tx, actor.orgId, assetId, (now - 365 * 86_400_000) as Instant)
  const beyond = until > addDays(today, limits.days) || granted >= limits.perYear
  if (beyond && !may(actor, 'cover.override')) throw new Refusal('cover.limit-passed', { field: 'until', ...limits })
  await decide(context, 'cover.granted', 'grant', { assetId, ticketId, component, until, reason, data: { parts, labour, travel } })
}

export async function overrideCover(context: Context, { assetId, ticketId, component, covered, until, reason }: ParsedOf<typeof overriding>): Promise<void> {
  if (until) await ahead(context, until)
  await decide(context, 'cover.overridden', 'override', { assetId, ticketId, component, until, reason, state: covered ? 'covered' : 'not-covered', data: { covered } })
}

export async function extendCover(context: Context, { assetId, rule, until, reason }: ParsedOf<typeof extending>): Promise<void> {
  await ahead(context, until)
  const { ground } = await groundFor(context, assetId)
  if (!ground) throw new Refusal('cover.no-plan')
  const found = ground.plan.cover.find(({ id }) => id === rule)
  if (rule && !found) throw new Refusal('cover.rule-unknown', { field: 'rule', rule })
  await decide(context, 'cover.extended', 'extension', { assetId, until, reason, clause: found?.clause ?? null, data: { ...(rule && { rule }) } })
}

export async function saveLimits(context: Context, limits: Limits): Promise<void> {
  const { tx, actor } = context
  await audit(context, { action: 'cover.limits', noun: 'setting', before: await goodwillLimits(tx, actor.orgId), after: limits })
  await saveGoodwillLimits(tx, actor.orgId, limits)
}

async function ahead(context: Context, until: string): Promise<Day> {
  const today = await orgToday(context)
  if (until < today) throw new Refusal('cover.until-past', { field: 'until', until })
  return today
}

type Deciding = {
  assetId: string; ticketId?: string | undefined; component?: string | undefined; until?: string | undefined; reason: string; data: FactData; clause?: string | null; state?: string
}

async function decide(context: Context, factKind: FactKind, kind: 'grant' | 'override' | 'extension', given: Deciding): Promise<void> {
  const { tx, actor, now } = context
  const { assetId, ticketId, component, until, reason } = given
  const { ground } = await groundFor(context, assetId)
  if (ground) checkQuestion(ground, { component })
  await mustBeOf(context, assetId, ticketId)
  await tx.row(sql`select 1 from assets where org_id = ${actor.orgId} and id = ${assetId} for update`)
  const data = { ...given.data, reason, ...(until && { until }), ...(ticketId && { ticketId }), ...(component && { component }) }
  const fact = stampFact({ kind: factKind, data, body: reason }, await loadFacts(tx, actor.orgId, assetId), now, actor)
  await insertFacts(tx, { orgId: actor.orgId, kind: 'asset', id: assetId }, [fact])
  const asset = await tx.row<{ customer_id: string }>(sql`select customer_id from assets where org_id = ${actor.orgId} and id = ${assetId}`)
  await keepDecision(tx, actor, now, {
    kind, factId: fact.id, customerId: asset!.customer_id, assetId, ticketId: ticketId ?? null, plan: ground?.plan.plan ?? null,
    clause: given.clause ?? null, state: given.state ?? null, until: until ?? null, reason,
  })
}

async function mustBeOf({ tx, actor }: Context, assetId: string, ticketId: string | undefined): Promise<void> {
  if (!ticketId) return
  const found = await tx.row(sql`
    select 1 from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.asset_id = ${assetId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!found) throw new Refusal('ticket.unknown')
}
