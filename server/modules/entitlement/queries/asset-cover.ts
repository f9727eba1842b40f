import type { askCover as asking, getAssetCover as declared } from '#contract/entitlement/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { coverOn } from '#domain/entitlement/cover.ts'
import type { FactData } from '#domain/fact/fact.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findAsset } from '../../asset/index.ts'
import { orgFacts } from '../../party/index.ts'
import { visibleAgreements } from '../../plan/index.ts'
import { loadGround } from './load-ground.ts'
import type { Ground } from './load-ground.ts'
import { checkQuestion, coverView, emptyView, noPlan, verdictView } from './views.ts'

export async function getAssetCover(context: Context, { assetId, agreementId, on, component, cause }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { ground, day } = await groundFor(context, assetId, agreementId, on)
  if (!ground) return { assetId, ...emptyView(day) }
  checkQuestion(ground, { cause, component })
  return { assetId, ...(await coverView(context, ground, { day, component: component ?? null, cause: cause ?? null })) }
}

export async function askCover(context: Context, { assetId, agreementId, on, component, cause, answers, evidence }: ParsedOf<typeof asking>): Promise<ReplyOf<typeof asking>> {
  const { ground, day } = await groundFor(context, assetId, agreementId, on)
  if (!ground) return verdictView(noPlan(day))
  checkQuestion(ground, { cause, component })
  return verdictView(coverOn(ground, { day, component: component ?? null, cause: cause ?? null, attributes: answers as FactData, evidence: evidence ?? null }))
}

/** The asset must be one the caller may see; the day is today where none is given. */
export async function groundFor(context: Context, assetId: string, agreementId?: string, on?: string): Promise<{ ground: Ground | null; day: Day }> {
  const { tx, actor } = context
  if (!(await findAsset(context, assetId))) throw new Refusal('asset.unknown')
  if (agreementId && !(await tx.row(sql`select 1 from agreements where org_id = ${actor.orgId} and id = ${agreementId} and ${visibleAgreements(actor, sql`customer_id`)}`))) throw new Refusal('agreement.unknown')
  const today = await orgToday(context)
  const day = (on ?? today) as Day
  return { ground: await loadGround(tx, { orgId: actor.orgId, assetId, agreementId: agreementId ?? null, day }), day }
}

export async function orgToday({ tx, actor, now }: Context): Promise<Day> {
  return localDay((await orgFacts(tx, actor.orgId)).zone, now)
}
