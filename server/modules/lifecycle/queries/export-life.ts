import type { exportAssetLife as declared } from '#contract/lifecycle/endpoints.ts'
import type { LifeEntry } from '#contract/lifecycle/life.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { libraryIn, libraryWord } from '#locales/library.ts'
import { isLifecycleKey, lifecycleIn } from '#locales/lifecycle.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { getAssetLife } from './asset-life.ts'

/** The file of a system as a table, the newest first. */
export async function exportLife(context: Context, { format, ...asked }: ParsedOf<typeof declared>): Promise<RawReply> {
  const entries: LifeEntry[] = []
  for (let cursor: string | undefined; ;) {
    const page = await getAssetLife(context, { ...asked, limit: 200, ...(cursor && { cursor }) })
    entries.push(...page.rows)
    if (page.next === null || entries.length >= limits.exportRows) break
    cursor = page.next
  }
  const say = lifecycleIn(context.actor.language)
  const library = libraryIn(context.actor.language)
  const kindOf = (kind: string) => (isLifecycleKey(`life.kind.${kind}`) ? say(`life.kind.${kind}` as 'life.kind.form.filed') : libraryWord(library, 'fact', kind))
  const details = (data: LifeEntry['data']) => Object.entries(data).flatMap(([key, value]) => (value === null || /Id$|^(in|out|with)$/.test(key) ? [] : [`${key}=${String(value)}`])).join('; ')
  const rows = entries.map((entry) => [
    entry.happenedAt, kindOf(entry.kind), entry.asset.number, entry.asset.name, entry.asset.serial, entry.ticket?.number ?? entry.form?.number ?? entry.agreement?.number ?? null,
    [details(entry.data), entry.body].filter(Boolean).join('; '), entry.by,
  ])
  return tableReply(format, 'life', [say('life.at'), say('life.what'), say('delivery.number'), say('life.asset'), say('delivery.serials'), say('life.source'), say('life.detail'), say('life.by')], rows)
}
