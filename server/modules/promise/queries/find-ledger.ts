import type { z } from 'zod'
import type { ledgerEntry } from '#contract/promise/promise.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Entry = z.output<typeof ledgerEntry>
type Row = { n: number; promise_key: string; kind: Entry['kind']; at: string; recorded_at: string; due_at: string | null; fact_id: string; fact_kind: string;
  by_name: string | null; data: Record<string, unknown> }

/** The entries of a subject, or of one promise of it, in the order in which we learned of them. */
export async function findLedger(tx: Tx, orgId: string, subjectId: string, key?: string): Promise<Entry[]> {
  const rows = await tx.rows<Row>(sql`
    select e.n, e.promise_key, e.kind, e.at, e.recorded_at, e.due_at, e.fact_id, f.kind as fact_kind, f.by_name, e.data
    from promise_entries e join facts f on f.org_id = e.org_id and f.id = e.fact_id
    where e.org_id = ${orgId} and e.subject_id = ${subjectId} ${key === undefined ? sql`` : sql`and e.promise_key = ${key}`} order by e.n`)
  return rows.map((row) => ({
    n: row.n, key: row.promise_key, kind: row.kind, at: row.at, recordedAt: row.recorded_at, dueAt: row.due_at,
    factId: row.fact_id, factKind: row.fact_kind, by: row.by_name, data: row.data,
  }))
}
