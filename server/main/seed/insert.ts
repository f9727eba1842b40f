// Many rows in one statement: what the columns are, the catalog knows.
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type Row = Readonly<Record<string, unknown>>

export async function insertRows(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0]!).map((name) => sql.ref(name))
  await tx.run(sql`
    insert into ${sql.table(table)} (${sql.join(names)})
    select ${sql.join(names)} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`)
}

/** For rows with a column of search words beside the others. */
export async function insertSearchable(tx: Tx, table: string, rows: readonly (Row & { words: string })[]): Promise<void> {
  if (rows.length === 0) return
  const names = Object.keys(rows[0]!).filter((name) => name !== 'words').map((name) => sql.ref(name))
  await tx.run(sql`
    insert into ${sql.table(table)} (${sql.join(names)}, search)
    select ${sql.join(names.map((name) => sql`r.${name}`))}, to_tsvector('simple', w.words)
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as e(value), jsonb_populate_record(null::${sql.table(table)}, e.value) r, jsonb_to_record(e.value) as w(words text)`)
}
