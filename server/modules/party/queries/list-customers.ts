import type { RawBuilder } from 'kysely'
import type { exportCustomers as exporting, listCustomers as declared } from '#contract/party/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { CustomerFilter, CustomerRow } from '#contract/party/party.ts'
import { partyOf } from '#locales/party.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { fold, searchQuery } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { seesNotes, visibleCustomers } from '../policy.ts'

export const customerColumns = sql`
  c.id, c.number, c.name, c.kind, c.grade, c.tax_id as "taxId", c.address, c.is_key as "isKey", c.flags, c.note, c.version, c.created_at as "createdAt", c.deleted_at as "deletedAt"`

const sorts = {
  name: { key: sql`c.name`, down: false }, number: { key: sql`c.number`, down: false }, '-created': { key: sql`''`, down: true },
} as const

export async function listCustomers({ tx, actor }: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { key, down } = sorts[filter.sort ?? 'name']
  const after = readCursor(cursor)
  const beyond = after ? sql`and (${key}, c.id) ${down ? sql`<` : sql`>`} (${after.key}::text, ${after.id}::uuid)` : sql``
  const rows = await tx.rows<CustomerRow & { sortKey: string }>(sql`
    select ${customerColumns}, ${key} as "sortKey" from customers c where ${filteredCustomers(actor, filter)} ${beyond}
    order by ${down ? sql`c.id desc` : sql`${key}, c.id`} limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ sortKey, id }) => ({ key: sortKey, id }), (row) => discreet(actor, row))
}

export async function exportCustomers({ tx, actor }: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const found = await tx.rows<CustomerRow>(sql`
    select ${customerColumns} from customers c where ${filteredCustomers(actor, filter)} order by c.number, c.id limit ${limits.exportRows}`)
  const words = partyOf(actor.language)
  const fields = ['number', 'name', 'kind', 'grade', 'taxId', 'address', 'isKey', 'flags', 'note'] as const
  const rows = found.map((row) => discreet(actor, row)).map((row) => [
    row.number, row.name, words.kinds[row.kind], row.grade, row.taxId, row.address, row.isKey ? words.yes : words.no, row.flags.join('; '), row.note,
  ])
  return tableReply(format, 'customers', fields.map((field) => words.columns[field]), rows)
}

export function filteredCustomers(actor: Actor, filter: CustomerFilter): RawBuilder<unknown> {
  const conditions = [
    visibleCustomers(actor), filter.deleted === 'yes' ? sql`c.deleted_at is not null` : sql`c.deleted_at is null`,
    ...(filter.kind ? [sql`c.kind = ${filter.kind}`] : []), ...(filter.grade ? [sql`c.grade = ${filter.grade}`] : []),
    ...(filter.isKey ? [sql`c.is_key = ${filter.isKey === 'yes'}`] : []), ...(filter.q?.trim() ? [wordsOf(filter.q)] : []),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

/** Words anywhere, or the initials of the name: 'wxm' for 王小明. */
export function wordsOf(q: string): RawBuilder<unknown> {
  const query = searchQuery(q)
  if (query === '') return sql`false`
  const initials = fold(q).replaceAll(/\s/g, '')
  const byWords = sql`c.search @@ to_tsquery('simple', ${query})`
  return /^[a-z0-9]{1,20}$/.test(initials) ? sql`(${byWords} or c.initials like ${`${initials}%`})` : byWords
}

export const discreet = <Row extends CustomerRow>(actor: Actor, row: Row): Row => (seesNotes(actor) ? row : { ...row, note: null, flags: [], grade: null })
