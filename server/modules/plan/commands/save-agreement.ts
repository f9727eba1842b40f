// Binds a customer to a version of a plan. What could go wrong later is refused now: an inactive plan, an unknown rule, a foreign site, a tie.
import { z } from 'zod'
import type { createAgreement as creating, endAgreement as ending, updateAgreement as updating } from '#contract/agreement/endpoints.ts'
import { agreementFields } from '#contract/agreement/agreement.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { isTie } from '#domain/plan/choose-agreement.ts'
import { checkOverrides } from '#domain/plan/check-overrides.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { newId } from '#server/platform/db/ids.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { candidates } from '../queries/agreement-for.ts'
import { getAgreement } from '../queries/agreement-views.ts'
import { planOf } from '../queries/plan-of.ts'

const fields = z.object(agreementFields)
type Fields = z.output<typeof fields>

export async function createAgreement(context: Context, { customerId, number, ...given }: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  const customer = await tx.row(sql`select id from customers where org_id = ${actor.orgId} and id = ${customerId} and deleted_at is null for update`)
  if (!customer) throw new Refusal('customer.unknown')
  const id = newId()
  await refuseWrong(context, { id, customerId, versionBefore: null }, given)
  const { zone } = await orgFacts(tx, actor.orgId)
  const named = number ?? await nextNumber(tx, actor.orgId, 'agreement', localDay(zone, now))
  const made = await tx.run(sql`
    insert into agreements (org_id, id, number, customer_id, plan_version_id, title, level, priority, starts_on, ends_on, signed_on, source_reference, attributes, overrides, created_at)
    values (${actor.orgId}, ${id}, ${named}, ${customerId}, ${given.planVersionId}, ${given.title}, ${given.level}, ${given.priority}, ${given.startsOn}, ${given.endsOn}, ${given.signedOn},
      ${given.sourceReference}, ${JSON.stringify(given.attributes)}, ${JSON.stringify(given.overrides)}, ${toIso(now)}) on conflict (org_id, number) do nothing`)
  if (made === 0) throw new Refusal('request.invalid', { field: 'number' })
  await saveParts(context, id, given)
  return id
}

export async function updateAgreement(context: Context, { agreementId, ...changes }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await getAgreement(context, agreementId)
  await tx.row(sql`select id from customers where org_id = ${actor.orgId} and id = ${before.customer.id} for update`)
  const known = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const after = fields.parse({
    ...before, planVersionId: before.plan.versionId, siteIds: before.sites.map(({ id }) => id), assetIds: before.assets.map(({ id }) => id), ...known,
  })
  await refuseWrong(context, { id: agreementId, customerId: before.customer.id, versionBefore: before.plan.versionId }, after)
  await tx.run(sql`
    update agreements set plan_version_id = ${after.planVersionId}, title = ${after.title}, level = ${after.level}, priority = ${after.priority}, starts_on = ${after.startsOn},
      ends_on = ${after.endsOn}, signed_on = ${after.signedOn}, source_reference = ${after.sourceReference}, attributes = ${JSON.stringify(after.attributes)},
        overrides = ${JSON.stringify(after.overrides)}
    where org_id = ${actor.orgId} and id = ${agreementId}`)
  await saveParts(context, agreementId, after)
}

export async function endAgreement(context: Context, { agreementId, endsOn }: ParsedOf<typeof ending>): Promise<void> {
  const before = await getAgreement(context, agreementId)
  if (endsOn < before.startsOn) throw new Refusal('request.invalid', { field: 'endsOn' })
  const { tx, actor, now } = context
  const plan = await planOf(tx, before.plan.versionId)
  // Until its last day is over it still answers for what happens.
  const state = endsOn < localDay(plan.zone, now) ? 'ended' : 'active'
  await tx.run(sql`update agreements set ends_on = ${endsOn}, state = ${state} where org_id = ${actor.orgId} and id = ${agreementId}`)
}

type Subject = { id: string; customerId: string; versionBefore: string | null }

async function refuseWrong(context: Context, { id, customerId, versionBefore }: Subject, given: Fields): Promise<void> {
  const { tx, actor } = context
  if (given.endsOn !== null && given.endsOn < given.startsOn) throw new Refusal('request.invalid', { field: 'endsOn' })
  const version = await tx.row<{ state: string }>(sql`select state from plan_versions where org_id = ${actor.orgId} and id = ${given.planVersionId}`)
  if (!version) throw new Refusal('plan.unknown')
  if (version.state !== 'active' && given.planVersionId !== versionBefore) throw new Refusal('agreement.plan-inactive')
  const plan = await planOf(tx, given.planVersionId)
  const [wrong] = checkOverrides(plan, given.overrides)
  if (wrong) throw wrong.code === 'unknown-rule' ? new Refusal('agreement.unknown-rule', { rule: wrong.rule }) : new Refusal('request.invalid', { field: `overrides.${wrong.rule}` })
  if (given.level !== null && plan.vocabulary.levels.length > 0 && !plan.vocabulary.levels.some(({ code }) => code === given.level)) throw new Refusal('request.invalid', { field: 'level' })
  await refuseForeignParts(context, customerId, given)
  const self = { id, priority: given.priority, startsOn: given.startsOn as Day, endsOn: given.endsOn as Day | null, siteIds: given.siteIds, assetIds: given.assetIds }
  const others = (await candidates(tx, actor.orgId, customerId)).filter((other) => other.id !== id)
  const tie = others.find((other) => isTie(self, other))
  if (tie) throw new Refusal('agreement.tie', { agreementId: tie.id })
}

async function refuseForeignParts({ tx, actor }: Context, customerId: string, { siteIds, assetIds }: Fields): Promise<void> {
  const own = await tx.row<{ sites: number; assets: number }>(sql`
    select (select count(*)::int from sites where org_id = ${actor.orgId} and customer_id = ${customerId} and deleted_at is null and id = any(${siteIds}::uuid[])) as sites,
      (select count(*)::int from assets where org_id = ${actor.orgId} and customer_id = ${customerId} and deleted_at is null and id = any(${assetIds}::uuid[])) as assets`)
  if (own?.sites !== new Set(siteIds).size || own.assets !== new Set(assetIds).size) throw new Refusal('agreement.foreign-part')
}

async function saveParts({ tx, actor }: Context, agreementId: string, { siteIds, assetIds }: Fields): Promise<void> {
  await tx.run(sql`delete from agreement_sites where org_id = ${actor.orgId} and agreement_id = ${agreementId}`)
  await tx.run(sql`delete from agreement_assets where org_id = ${actor.orgId} and agreement_id = ${agreementId}`)
  await tx.run(sql`insert into agreement_sites (org_id, agreement_id, site_id) select ${actor.orgId}::uuid, ${agreementId}::uuid, id from unnest(${[...new Set(siteIds)]}::uuid[]) as id`)
  await tx.run(sql`insert into agreement_assets (org_id, agreement_id, asset_id) select ${actor.orgId}::uuid, ${agreementId}::uuid, id from unnest(${[...new Set(assetIds)]}::uuid[]) as id`)
}
