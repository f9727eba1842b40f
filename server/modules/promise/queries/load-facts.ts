import { byRecording } from '#domain/fact/fact.ts'
import type { Fact, FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type StoredFact = {
  id: string; kind: FactKind; happened_at: string; recorded_at: string; by_id: string | null; by_name: string | null; data: FactData; body: string | null; corrects: string | null
}

export async function loadFacts(tx: Tx, orgId: string, subjectId: string): Promise<Fact[]> {
  const rows = await tx.rows<StoredFact>(sql`
    select id, kind, happened_at, recorded_at, by_id, data, corrects from facts
    where org_id = ${orgId} and subject_id = ${subjectId} order by recorded_at, id`)
  return rows.map(factOf).sort(byRecording)
}

export const factOf = (row: StoredFact): Fact => ({
  id: row.id, kind: row.kind, happenedAt: instant(row.happened_at), recordedAt: instant(row.recorded_at), by: row.by_id, data: row.data,
  ...(row.corrects && { corrects: row.corrects }),
})
