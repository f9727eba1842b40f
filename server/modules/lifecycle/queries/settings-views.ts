import type { compareSettings as comparing } from '#contract/lifecycle/endpoints.ts'
import type { SettingsVersion } from '#contract/lifecycle/life.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { changedLines, changedSettings } from '#domain/lifecycle/settings.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findAsset } from '../../asset/index.ts'

export async function listSettings(context: Context, assetId: string): Promise<SettingsVersion[]> {
  if (!(await findAsset(context, assetId))) throw new Refusal('asset.unknown')
  return context.tx.rows<SettingsVersion>(sql`
    select s.version, f.happened_at as "happenedAt", f.recorded_at as "recordedAt", f.by_name as by, s.note, s.entries, s.file_name as "fileName", s.file_text as "fileText"
    from asset_settings s join facts f on f.org_id = s.org_id and f.id = s.fact_id
    where s.org_id = ${context.actor.orgId} and s.asset_id = ${assetId} order by s.version desc limit 200`)
}

export async function compareSettings(context: Context, { assetId, before, after }: ParsedOf<typeof comparing>): Promise<ReplyOf<typeof comparing>> {
  const versions = await listSettings(context, assetId)
  const [old, fresh] = [before, after].map((wanted) => versions.find(({ version }) => version === wanted))
  if (!old || !fresh) throw new Refusal('asset.version-unknown')
  return { before, after, entries: changedSettings(old.entries, fresh.entries), lines: changedLines(old.fileText ?? '', fresh.fileText ?? '') }
}
