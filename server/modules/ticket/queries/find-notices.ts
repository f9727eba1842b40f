import type { listNotices as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'

type Row = { id: string; kind: string; subject_kind: string; subject_id: string; data: Record<string, unknown>; created_at: string; read_at: string | null }

export async function findNotices({ tx, actor }: Context, { cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const before = after ? sql`and id < ${after.id}::uuid` : sql``
  const rows = await tx.rows<Row>(sql`
    select id, kind, subject_kind, subject_id, data, created_at, read_at from notices
    where org_id = ${actor.orgId} and person_id = ${actor.id} ${before} order by id desc limit ${limit + 1}`)
  const unread = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from (select 1 from notices where org_id = ${actor.orgId} and person_id = ${actor.id} and read_at is null limit 100) as found`)
  const page = pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => ({
    id: row.id, kind: row.kind, subjectKind: row.subject_kind, subjectId: row.subject_id, data: row.data, createdAt: row.created_at, readAt: row.read_at,
  }))
  return { ...page, unread: unread?.count ?? 0 }
}
