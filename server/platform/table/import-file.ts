// A file that is checked first and taken later: it is kept under a token between the two, and only its owner may take it.
import type { Language } from '#domain/plan/words.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Blobs } from '../files/blobs.ts'
import type { Context } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import type { UploadedFile } from '../http/serve.ts'
import { fold } from '../search/text.ts'
import { readTable } from './read-table.ts'
import type { Table } from './read-table.ts'

const mediaType = (noun: string) => `application/x-import-${noun}`

export async function keepImport({ tx, now, actor }: Context, noun: string, files: readonly UploadedFile[], blobs: Blobs): Promise<{ token: string; table: Table }> {
  const [file] = files
  if (!file || files.length > 1) throw new Refusal('import.unreadable')
  const table = await readTable(file.data, actor.language)
  const token = newId()
  const { sha256, bytes } = await blobs.put(actor.orgId, token, file.data)
  await tx.run(sql`
    insert into blobs (org_id, id, sha256, bytes, name, media_type, created_by, created_at)
    values (${actor.orgId}, ${token}, ${sha256}, ${bytes}, ${file.name.replaceAll('\0', '').slice(-120)}, ${mediaType(noun)}, ${actor.id}, ${toIso(now)})`)
  return { token, table }
}

/** The file is taken once: the row that names it goes in the same transaction. */
export async function takeImport({ tx, actor }: Context, noun: string, token: string, blobs: Blobs): Promise<Table> {
  const row = await tx.row<{ sha256: string }>(sql`
    delete from blobs where org_id = ${actor.orgId} and id = ${token} and media_type = ${mediaType(noun)} and created_by is not distinct from ${actor.id} returning sha256`)
  if (!row) throw new Refusal('file.unknown')
  const data = await blobs.get(actor.orgId, token, row.sha256)
  tx.afterCommit(() => { void blobs.remove(actor.orgId, token) })
  return readTable(data, actor.language)
}

export type Column<Field extends string> = { header: string; field: Field | null }

/** A header is known by the name of its field or by its name in any of the three languages. */
export function matchColumns<Field extends string>(headers: readonly string[], fields: readonly Field[], names: Readonly<Record<Language, Readonly<Record<Field, string>>>>): Column<Field>[] {
  const known = new Map(fields.flatMap((field) => [field, ...Object.values(names).map((of) => of[field])].map((name) => [headerKey(name), field] as const)))
  const taken = new Set<Field>()
  return headers.map((header) => {
    const field = known.get(headerKey(header)) ?? null
    if (field === null || taken.has(field)) return { header, field: null }
    taken.add(field)
    return { header, field }
  })
}

/** The cells of a row by field; an absent column is an empty text. */
export function recordOf<Field extends string>(columns: readonly Column<Field>[], cells: readonly string[], fields: readonly Field[]): Record<Field, string> {
  const record = Object.fromEntries(fields.map((field) => [field, ''])) as Record<Field, string>
  columns.forEach(({ field }, index) => { if (field) record[field] = cells[index] ?? '' })
  return record
}

const headerKey = (text: string) => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
