// What happened to a piece of the installed base is told: by itself or for many at once, at its own time, corrected by a later word.
import type { recordAssetFact as declared, recordAssetFacts as many } from '#contract/lifecycle/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { faultOfAssetFact } from '#domain/lifecycle/asset-fact.ts'
import type { AssetFactKind } from '#domain/lifecycle/asset-fact.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { lockAsset, saveAsset } from '../../asset/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { mustSeeAssets, tellAssets } from '../store.ts'

export async function recordAssetFact(context: Context, { assetId, ...draft }: ParsedOf<typeof declared>): Promise<string> {
  return appendAssetFact(context, assetId, draft)
}

/** For other modules too: any kind of fact of an asset. Gives the id of the fact. */
export async function appendAssetFact(context: Context, assetId: string, draft: FactDraft & { kind: AssetFactKind }): Promise<string> {
  const { tx, actor } = context
  const asset = await lockAsset(context, assetId)
  if (!asset || asset.deletedAt) throw new Refusal('asset.unknown')
  refuseFaulty(draft)
  if (draft.corrects) {
    const corrected = await tx.row(sql`select 1 from facts where org_id = ${actor.orgId} and subject_id = ${assetId} and id = ${draft.corrects} and kind = ${draft.kind}`)
    if (!corrected) throw new Refusal('fact.unknown', { field: 'corrects' })
  }
  if (draft.kind === 'serial.recorded') await saveAsset(tx, actor.orgId, { ...asset, serial: String(draft.data?.['serial']) })
  const [fact] = await tellAssets(context, [{ assetId, draft }])
  return fact!.id
}

export async function recordAssetFacts(context: Context, { assetIds, ...draft }: ParsedOf<typeof many>): Promise<number> {
  const unique = [...new Set(assetIds)]
  if (draft.kind === 'serial.recorded') throw new Refusal('fact.unknown-kind', { field: 'kind' })
  await mustSeeAssets(context, unique)
  refuseFaulty(draft)
  await tellAssets(context, unique.map((assetId) => ({ assetId, draft })))
  return unique.length
}

function refuseFaulty({ kind, data = {} }: FactDraft): void {
  const fault = faultOfAssetFact(kind as AssetFactKind, data)
  if (fault) throw new Refusal('asset.fact-incomplete', { field: fault })
}
