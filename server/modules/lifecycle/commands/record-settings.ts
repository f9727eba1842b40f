// A version of the settings and the configuration file of a machine; what is on it now is the latest version.
import type { recordSettings as declared } from '#contract/lifecycle/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { lockAsset } from '../../asset/index.ts'
import { tellAssets } from '../store.ts'

export async function recordSettings(context: Context, { assetId, entries, fileName, fileText, note, happenedAt }: ParsedOf<typeof declared>): Promise<number> {
  const { tx, actor } = context
  const asset = await lockAsset(context, assetId)
  if (!asset || asset.deletedAt) throw new Refusal('asset.unknown')
  if (Object.keys(entries).length === 0 && !fileText) throw new Refusal('asset.fact-incomplete', { field: 'entries' })
  const last = await tx.row<{ version: number }>(sql`select coalesce(max(version), 0)::int as version from asset_settings where org_id = ${actor.orgId} and asset_id = ${assetId}`)
  const version = (last?.version ?? 0) + 1
  const [fact] = await tellAssets(context, [{ assetId, draft: { kind: 'settings.recorded', happenedAt, body: note, data: { version, count: Object.keys(entries).length, ...(fileName && { fileName }) } } }])
  await tx.run(sql`
    insert into asset_settings (org_id, id, asset_id, version, fact_id, entries, file_name, file_text, note)
    values (${actor.orgId}, ${newId()}, ${assetId}, ${version}, ${fact!.id}, ${JSON.stringify(entries)}, ${fileName ?? null}, ${fileText ?? null}, ${note ?? null})`)
  return version
}
