import type { listNotices as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

type Row = { id: string; kind: string; subject_kind: string; subject_id: string; data: Record<string, unknown>; created_at: string; read_at: string | null }

export async function findNotices({ tx, actor }: Context, { cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const before = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? sql`and id < ${cursor}::uuid` : sql``
  const rows = await tx.rows<Row>(sql`
    select id, kind, subject_kind, subject_id, data, created_at, read_at from notices
    where org_id = ${actor.orgId} and person_id = ${actor.id} ${before} order by id desc limit ${limit + 1}`)
  const unread = await tx.row<{ count: number }>(sql`
    select count(*)::int as count from (select 1 from notices where org_id = ${actor.orgId} and person_id = ${actor.id} and read_at is null limit 100) as found`)
  return {
    rows: rows.slice(0, limit).map((row) => ({
      id: row.id, kind: row.kind, subjectKind: row.subject_kind, subjectId: row.subject_id, data: row.data, createdAt: row.created_at, readAt: row.read_at,
    })),
    next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null, unread: unread?.count ?? 0,
  }
}
