import type { FactView } from '#contract/promise/fact.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Row = {
  id: string; kind: string; happened_at: string; recorded_at: string; by_id: string | null; by_name: string | null; data: Record<string, unknown>; body: string | null
  corrects: string | null; corrected: boolean; attachments: FactView['attachments'] | null
}
type Question = { orgId: string; subjectId: string; before?: string | undefined; limit: number; onlyPublic?: boolean }

/** Newest first; `before` is the id of the last fact already read. */
export async function findFacts(tx: Tx, { orgId, subjectId, before, limit, onlyPublic = false }: Question): Promise<FactView[]> {
  const rows = await tx.rows<Row>(sql`
    select f.id, f.kind, f.happened_at, f.recorded_at, f.by_id, f.by_name, f.data, f.body, f.corrects,
      exists (select 1 from facts c where c.org_id = f.org_id and c.subject_id = f.subject_id and c.corrects = f.id) as corrected,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'name', b.name, 'mediaType', b.media_type, 'bytes', b.bytes, 'isPublic', a.is_public) order by a.id)
        from attachments a join blobs b on b.org_id = a.org_id and b.id = a.blob_id
        where a.org_id = f.org_id and a.fact_id = f.id ${onlyPublic ? sql`and a.is_public` : sql``}) as attachments
    from facts f where f.org_id = ${orgId} and f.subject_id = ${subjectId}
      ${before === undefined ? sql`` : sql`and (f.recorded_at, f.id) < (select recorded_at, id from facts where org_id = ${orgId} and id = ${before}::uuid)`}
    order by f.recorded_at desc, f.id desc limit ${limit}`)
  return rows.map((row) => ({
    id: row.id, kind: row.kind, happenedAt: row.happened_at, recordedAt: row.recorded_at, by: row.by_name, byId: row.by_id, data: row.data, body: row.body,
    corrects: row.corrects, corrected: row.corrected, attachments: row.attachments ?? [],
  }))
}
