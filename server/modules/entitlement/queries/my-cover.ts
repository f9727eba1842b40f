// What a customer reads about his own asset: the term of each component that is or was the best for him, in the words of the plan.
import type { getMyAssetCover as declared } from '#contract/entitlement/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { circumstances, fit } from '#domain/entitlement/question.ts'
import { coverTerms } from '#domain/entitlement/terms.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { loadGround } from './load-ground.ts'
import type { Ground } from './load-ground.ts'
import { orgToday } from './asset-cover.ts'
import { termView } from './views.ts'

type Mine = ReplyOf<typeof declared>

export async function getMyAssetCover(context: Context, assetId: string): Promise<Mine> {
  const { tx, actor } = context
  const asset = await tx.row<Mine['asset']>(sql`
    select id, name, number from assets where org_id = ${actor.orgId} and id = ${assetId} and customer_id = ${actor.customerId}::uuid and deleted_at is null`)
  if (!asset) throw new Refusal('asset.unknown')
  const day = await orgToday(context)
  const ground = await loadGround(tx, { orgId: actor.orgId, assetId, day })
  return { asset, day, components: ground ? componentsOf(ground, day) : [] }
}

// A term that depends on the cause or the symptom of a fault is told too; one that the asset's own facts rule out is not.
function componentsOf(ground: Ground, day: Mine['day']): Mine['components'] {
  const question = { day: day as Parameters<typeof coverTerms>[1] }
  const named = (ground.names ?? []).filter((name) => ground.plan.cover.some(({ component }) => component === name))
  const known = circumstances(ground, question)
  return coverTerms(ground, question.day)
    .filter(({ rule }) => fit(rule.when, known).fits !== 'no' && (named.length === 0 ? rule.only !== 'named' : named.includes(rule.component) || ['service', 'advice'].includes(rule.remedy)))
    .map((term) => {
      const { component, title, clause, phase, from, until, state, pays } = termView(ground, term, question)
      return { component, title, clause, phase: ground.plan.vocabulary.phases.find(({ code }) => code === phase)?.title ?? null, from, until, state, pays }
    })
}
