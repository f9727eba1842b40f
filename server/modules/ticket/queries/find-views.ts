import type { listViews as declared } from '#contract/ticket/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

type Reply = ReplyOf<typeof declared>
type Row = { id: string; title: string; is_shared: boolean; is_pinned: boolean; owner_id: string; filter: Record<string, unknown>; columns: string[]; position: number }

export async function findViews({ tx, actor }: Context, id?: string): Promise<Reply> {
  const rows = await tx.rows<Row>(sql`
    select id, title, is_shared, is_pinned, owner_id, filter, columns, position from saved_views
    where org_id = ${actor.orgId} and (owner_id = ${actor.id} or is_shared) ${id ? sql`and id = ${id}` : sql``} order by position, title`)
  return {
    rows: rows.map(({ is_shared: isShared, is_pinned: isPinned, owner_id: ownerId, ...row }) => ({ ...row, isShared, isPinned, isMine: ownerId === actor.id })),
  }
}
