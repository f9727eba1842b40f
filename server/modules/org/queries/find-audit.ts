import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { listAudit } from '#contract/org/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'

type Reply = ReplyOf<typeof listAudit>

export async function findAudit({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof listAudit>): Promise<Reply> {
  const { noun, nounId, actorId, from, until } = { ...anything, ...filter }
  const after = readCursor(cursor)
  const found = await tx.rows<Reply['rows'][number]>(sql`
    select id, at, actor_id as "actorId", actor_name as "actorName", action, noun, noun_id as "nounId", before, after
    from audit_entries where org_id = ${actor.orgId}
      and (${noun}::text is null or noun = ${noun}) and (${nounId}::text is null or noun_id = ${nounId})
      and (${actorId}::uuid is null or actor_id = ${actorId})
      and (${from}::timestamptz is null or at >= ${from}) and (${until}::timestamptz is null or at < ${until})
      and (${after?.key ?? null}::timestamptz is null or (at, id) < (${after?.key ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by at desc, id desc limit ${limit + 1}`)
  return pageOfRows(found, limit, ({ at, id }) => ({ key: at, id }), (row) => row)
}

const anything = { noun: null, nounId: null, actorId: null, from: null, until: null }
