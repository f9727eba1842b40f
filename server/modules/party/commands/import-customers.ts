// Customers with their sites and contacts from one file: rows of the same customer belong together. Checking and taking judge alike.
import type { checkCustomerImport as checking, commitCustomerImport as committing } from '#contract/party/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { localDay } from '#domain/time/zone.ts'
import { partyWords } from '#locales/party.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { fold } from '#server/platform/search/text.ts'
import { keepImport, matchColumns, takeImport } from '#server/platform/table/import-file.ts'
import { reportOf } from '#server/platform/table/import-report.ts'
import type { CheckedRow } from '#server/platform/table/import-report.ts'
import type { Table } from '#server/platform/table/read-table.ts'
import { audit, nextNumber } from '../../org/index.ts'
import { insertContact, insertCustomer, insertSite, refreshSearch } from '../store.ts'
import { orgFacts } from '../queries/org-facts.ts'
import { fields, readCustomerRow } from './read-customer-row.ts'
import type { RowDraft } from './read-customer-row.ts'

const columnNames = { 'zh-TW': partyWords['zh-TW'].columns, 'zh-CN': partyWords['zh-CN'].columns, en: partyWords.en.columns }

export async function checkCustomers(context: Context, files: readonly UploadedFile[], blobs: Blobs): Promise<ReplyOf<typeof checking>> {
  const { token, table } = await keepImport(context, 'customers', files, blobs)
  const columns = matchColumns(table.headers, fields, columnNames)
  return reportOf(token, columns, ['name'], await judge(context, table), context.actor.language)
}

export async function commitCustomers(context: Context, token: string, blobs: Blobs): Promise<ReplyOf<typeof committing>> {
  const { tx, actor, now } = context
  const table = await takeImport(context, 'customers', token, blobs)
  const rows = await judge(context, table)
  const { region, zone } = await orgFacts(tx, actor.orgId)
  const made = new Map<string, { id: string; sites: Map<string, string> }>()
  for (const { draft } of rows) {
    if (!draft) continue
    const known = made.get(draft.key)
    const number = draft.customer.number || await (known ? '' : nextNumber(tx, actor.orgId, 'customer', localDay(zone, now)))
    const customer = known ?? { id: (await insertCustomer(context, { ...draft.customer, number })) ?? '', sites: new Map<string, string>() }
    if (customer.id === '') continue
    made.set(draft.key, customer)
    const siteId = await siteFor(context, customer, draft)
    if (draft.contact) await insertContact(context, { ...draft.contact, customerId: customer.id, siteId }, region)
  }
  for (const { id } of made.values()) await refreshSearch(tx, actor.orgId, id)
  await audit(context, { action: 'imported', noun: 'customer', after: { customers: made.size, rows: table.rows.length } })
  return { created: made.size, skipped: rows.filter(({ draft }) => draft === null).length }
}

async function siteFor(context: Context, customer: { id: string; sites: Map<string, string> }, { site }: RowDraft): Promise<string | null> {
  if (!site) return null
  const id = customer.sites.get(fold(site.name)) ?? await insertSite(context, { ...site, customerId: customer.id, note: null })
  customer.sites.set(fold(site.name), id)
  return id
}

async function judge({ tx, actor }: Context, table: Table): Promise<CheckedRow<RowDraft>[]> {
  const columns = matchColumns(table.headers, fields, columnNames)
  const { region, zone } = await orgFacts(tx, actor.orgId)
  const rows = table.rows.map(({ row, cells }) => ({ row, ...readCustomerRow(columns, cells, { region, zone }) }))
  const drafts = rows.flatMap(({ draft }) => draft ?? [])
  const known = await tx.rows<{ number: string; name: string; taxId: string | null }>(sql`
    select number, name, tax_id as "taxId" from customers where org_id = ${actor.orgId} and (number = any(${drafts.map(({ customer }) => customer.number)}::text[])
      or name = any(${drafts.map(({ customer }) => customer.name)}::text[]) or tax_id = any(${drafts.flatMap(({ customer }) => customer.taxId ?? [])}::text[]))`)
  const [numbers, names, taxIds] = [new Set(known.map(({ number }) => number)), new Set(known.map(({ name }) => name)), new Set(known.map(({ taxId }) => taxId))]
  const seen = new Set<string>()
  return rows.map(({ row, title, problems, draft }) => {
    if (!draft) return { row, title, problems, draft: null }
    const { number, name, taxId } = draft.customer
    const isKnown = number ? numbers.has(number) : names.has(name) || (taxId !== null && taxIds.has(taxId))
    const whole = JSON.stringify([draft.key, draft.site?.name, draft.contact?.name, draft.contact?.phone])
    const code = isKnown ? 'already-known' as const : seen.has(whole) ? 'duplicate-in-file' as const : null
    seen.add(whole)
    return code ? { row, title, problems: [{ field: number ? 'number' : 'name', code, value: number || name }], draft: null } : { row, title, problems, draft }
  })
}
