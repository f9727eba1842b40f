import type { readNotices as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

export async function markRead({ tx, actor, now }: Context, { ids }: ParsedOf<typeof declared>): Promise<void> {
  await tx.run(sql`
    update notices set read_at = ${toIso(now)} where org_id = ${actor.orgId} and person_id = ${actor.id} and read_at is null
      ${ids ? sql`and id = any(${ids}::uuid[])` : sql``}`)
}
