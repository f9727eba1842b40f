import { z } from 'zod'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { listAudit } from '#contract/org/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { readCursor, writeCursor } from './cursor.ts'

type Reply = ReplyOf<typeof listAudit>

export async function findAudit({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof listAudit>): Promise<Reply> {
  const [at, id] = cursor ? readCursor(cursor, z.iso.datetime()) : [null, null]
  const found = await tx.rows<Reply['rows'][number]>(sql`
    select id, at, actor_id as "actorId", actor_name as "actorName", action, noun, noun_id as "nounId", before, after
    from audit_entries where org_id = ${actor.orgId}
      and (${filter.noun ?? null}::text is null or noun = ${filter.noun ?? null}) and (${filter.nounId ?? null}::text is null or noun_id = ${filter.nounId ?? null})
      and (${filter.actorId ?? null}::uuid is null or actor_id = ${filter.actorId ?? null})
      and (${filter.from ?? null}::timestamptz is null or at >= ${filter.from ?? null}) and (${filter.until ?? null}::timestamptz is null or at < ${filter.until ?? null})
      and (${at}::timestamptz is null or (at, id) < (${at}::timestamptz, ${id}::uuid))
    order by at desc, id desc limit ${limit + 1}`)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { rows, next: found.length > limit && last ? writeCursor(last.at, last.id) : null }
}
