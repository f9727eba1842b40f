import type { getAsset as declared } from '#contract/asset/endpoints.ts'
import type { AssetKind } from '#contract/asset/asset.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { seesNotes } from '../../party/index.ts'
import { findAsset } from './list-assets.ts'
import { findQrCodes } from './find-qr-codes.ts'

type Step = { id: string; number: string; name: string; kind: AssetKind; serial: string | null }

export async function getAsset(context: Context, publicUrl: string, assetId: string): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const asset = await findAsset(context, assetId)
  if (!asset) throw new Refusal('asset.unknown')
  // A circle cannot be made, yet a walk upward is bounded.
  const parents = await tx.rows<Step>(sql`
    with recursive up as (
      select parent_id, 0 as height from assets where org_id = ${actor.orgId} and id = ${assetId}
      union all select p.parent_id, up.height + 1 from up join assets p on p.org_id = ${actor.orgId} and p.id = up.parent_id where up.height < 50)
    select p.id, p.number, p.name, p.kind, p.serial from up join assets p on p.org_id = ${actor.orgId} and p.id = up.parent_id order by up.height desc`)
  const parts = await tx.rows<Step & { children: number }>(sql`
    select a.id, a.number, a.name, a.kind, a.serial, (select count(*)::int from assets p where p.org_id = a.org_id and p.parent_id = a.id and p.deleted_at is null) as children
    from assets a where a.org_id = ${actor.orgId} and a.parent_id = ${assetId} and a.deleted_at is null order by a.number limit 1000`)
  const agreements = !may(actor, 'agreement.read') ? [] : await tx.rows<{ id: string; number: string; title: string; state: string }>(sql`
    select g.id, g.number, g.title, g.state from agreement_assets x join agreements g on g.org_id = x.org_id and g.id = x.agreement_id
    where x.org_id = ${actor.orgId} and x.asset_id = ${assetId} order by g.number`)
  const qrCodes = await findQrCodes(tx, publicUrl, sql`q.org_id = ${actor.orgId} and q.asset_id = ${assetId}`, 50)
  return { ...asset, note: seesNotes(actor) ? asset.note : null, parents, parts, agreements, qrCodes }
}
