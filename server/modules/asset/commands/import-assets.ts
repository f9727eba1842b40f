// Assets from a file. Customers, sites and products must be known; an asset above may stand anywhere in the same file.
import type { checkAssetImport as checking, commitAssetImport as committing } from '#contract/asset/endpoints.ts'
import { assetKinds } from '#contract/asset/asset.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { readDate } from '#domain/format/date.ts'
import { localDay } from '#domain/time/zone.ts'
import { assetWords } from '#locales/asset.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { keepImport, matchColumns, recordOf, takeImport } from '#server/platform/table/import-file.ts'
import { reportOf, wordOf } from '#server/platform/table/import-report.ts'
import type { CheckedRow, Problem } from '#server/platform/table/import-report.ts'
import type { Table } from '#server/platform/table/read-table.ts'
import { audit, takeNumbers } from '../../org/index.ts'
import { orgFacts, visibleCustomers } from '../../party/index.ts'
import { insertAssets } from '../store.ts'
import type { NewAsset } from '../store.ts'

const fields = [
  'number', 'name', 'kind', 'serial', 'productCode', 'customerNumber', 'customerName', 'siteName', 'parentNumber', 'componentClass', 'batch', 'deliveryNumber',
  'acceptedOn', 'installedOn', 'deliveredOn', 'note',
] as const
type Field = (typeof fields)[number]
const days = ['acceptedOn', 'installedOn', 'deliveredOn'] as const
const names = { 'zh-TW': assetWords['zh-TW'].columns, 'zh-CN': assetWords['zh-CN'].columns, en: assetWords.en.columns }
const longest: Partial<Record<Field, number>> = { number: 60, name: 200, serial: 100, componentClass: 60, batch: 60, note: 5000 }

type RowDraft = NewAsset & { parentNumber: string }
type Delivery = { id: string; customerId: string; lines: { id: string; productId: string | null }[] }
type Known = {
  customers: Map<string, string>; sites: Map<string, string>; products: Map<string, string>; numbers: Map<string, { id: string; customerId: string }>; serials: Set<string>
  deliveries: Map<string, Delivery>
}

export async function checkAssets(context: Context, files: readonly UploadedFile[], blobs: Blobs): Promise<ReplyOf<typeof checking>> {
  const { token, table } = await keepImport(context, 'assets', files, blobs)
  return reportOf(token, matchColumns(table.headers, fields, names), ['name'], await judge(context, table), context.actor.language)
}

export async function commitAssets(context: Context, token: string, blobs: Blobs): Promise<ReplyOf<typeof committing>> {
  const { tx, actor, now } = context
  const table = await takeImport(context, 'assets', token, blobs)
  const rows = await judge(context, table)
  const { zone } = await orgFacts(tx, actor.orgId)
  const drafts = rows.flatMap(({ draft }) => draft ?? [])
  const given = await takeNumbers(tx, actor.orgId, 'asset', localDay(zone, now), drafts.filter(({ number }) => !number).length)
  const ids = await insertAssets(context, drafts.map(({ parentNumber: _, ...draft }) => ({ ...draft, number: draft.number || given.shift()! })))
  const made = drafts.map(({ parentNumber }, index) => ({ id: ids[index]!, parentNumber }))
  const below = made.filter(({ parentNumber }) => parentNumber !== '')
  await tx.run(sql`
    update assets a set parent_id = p.id from unnest(${below.map(({ id }) => id)}::uuid[], ${below.map(({ parentNumber }) => parentNumber)}::text[]) as b(id, number)
      join assets p on p.org_id = ${actor.orgId} and p.number = b.number where a.org_id = ${actor.orgId} and a.id = b.id`)
  await audit(context, { action: 'imported', noun: 'asset', after: { assets: made.length, rows: table.rows.length } })
  return { created: made.length, skipped: rows.length - made.length }
}

async function judge(context: Context, table: Table): Promise<CheckedRow<RowDraft>[]> {
  const columns = matchColumns(table.headers, fields, names)
  const records = table.rows.map(({ row, cells }) => ({ row, of: recordOf(columns, cells, fields) }))
  const known = await findKnown(context, records.map(({ of }) => of))
  const [numbers, serials] = [new Set<string>(), new Set<string>()]
  const rows = records.map(({ row, of }): CheckedRow<RowDraft> => {
    const { problems, draft } = readRow(of, known)
    const serial = serialKey(draft.productId, of.serial)
    const twin = twinOf(of, serial, known, numbers, serials)
    if (of.number) numbers.add(of.number)
    if (of.serial) serials.add(serial)
    const all = twin && problems.length === 0 ? [twin] : problems
    return { row, title: of.name || of.number, problems: all, draft: all.length > 0 ? null : draft }
  })
  return withoutOrphans(rows, known)
}

const serialKey = (productId: string | null, serial: string) => `${productId ?? ''}\n${serial}`

function twinOf(of: Record<Field, string>, serial: string, known: Known, numbers: Set<string>, serials: Set<string>): Problem | null {
  if (of.number && known.numbers.has(of.number)) return { field: 'number', code: 'already-known', value: of.number }
  if (of.serial && known.serials.has(serial)) return { field: 'serial', code: 'already-known', value: of.serial }
  if (of.number && numbers.has(of.number)) return { field: 'number', code: 'duplicate-in-file', value: of.number }
  return of.serial && serials.has(serial) ? { field: 'serial', code: 'duplicate-in-file', value: of.serial } : null
}

function readRow(of: Record<Field, string>, known: Known): { problems: Problem[]; draft: RowDraft } {
  const kind = wordOf(of.kind || 'equipment', assetKinds, Object.values(assetWords).map(({ kinds }) => kinds))
  const found = foundIn(of, known)
  const isWrong: Partial<Record<Field, Problem['code'] | false>> = {
    name: of.name === '' && 'missing', kind: kind === null && 'unknown-word', ...unknownIn(of, found, known),
    ...Object.fromEntries(days.map((field) => [field, of[field] !== '' && readDate(of[field]) === null && 'day-wrong'])),
  }
  const problems = fields.flatMap((field): Problem[] => {
    const code = isWrong[field] || (of[field].length > (longest[field] ?? Infinity) && 'too-long')
    return code ? [{ field, code, value: field === 'customerNumber' ? of.customerNumber || of.customerName : of[field] }] : []
  })
  return { problems, draft: draftOf(of, { kind: kind ?? 'equipment', ...found }) }
}

type Found = Pick<RowDraft, 'customerId' | 'productId' | 'siteId' | 'deliveryId' | 'deliveryLineId'>

function foundIn(of: Record<Field, string>, known: Known): Found {
  const customerId = known.customers.get(of.customerNumber ? `number:${of.customerNumber}` : `name:${of.customerName}`) ?? ''
  const productId = known.products.get(of.productCode) ?? null
  const delivery = known.deliveries.get(of.deliveryNumber)
  return { customerId, productId, siteId: known.sites.get(`${customerId}\n${of.siteName}`) ?? null, deliveryId: delivery?.id ?? null, deliveryLineId: lineOf(delivery, productId) }
}

const unknownIn = (of: Record<Field, string>, { customerId, siteId, productId }: Found, known: Known): Partial<Record<Field, Problem['code'] | false>> => ({
  customerNumber: customerId === '' && (of.customerNumber || of.customerName ? 'unknown-customer' : 'missing'),
  siteName: of.siteName !== '' && siteId === null && 'unknown-site', productCode: of.productCode !== '' && productId === null && 'unknown-product',
  deliveryNumber: of.deliveryNumber !== '' && known.deliveries.get(of.deliveryNumber)?.customerId !== customerId && 'unknown-delivery',
})

// The line of the same product; a note of one line has room for anything.
const lineOf = (delivery: Delivery | undefined, productId: string | null) =>
  delivery?.lines.find((line) => productId !== null && line.productId === productId)?.id ?? (delivery?.lines.length === 1 ? delivery.lines[0]!.id : null)

function draftOf(of: Record<Field, string>, found: Found & { kind: string }): RowDraft {
  const [acceptedOn = null, installedOn = null, deliveredOn = null] = days.map((field) => readDate(of[field]))
  return {
    ...found, number: of.number, name: of.name, parentId: null, serial: of.serial || null, componentClass: of.componentClass || null, batch: of.batch || null,
    acceptedOn, installedOn, deliveredOn, note: of.note || null, parentNumber: of.parentNumber,
  }
}

// A row whose asset above is unknown, bad or of another customer falls with it; so does a circle. Repeated until nothing falls.
function withoutOrphans(rows: CheckedRow<RowDraft>[], known: Known): CheckedRow<RowDraft>[] {
  const standing = new Map(rows.flatMap(({ draft }) => (draft?.number ? [[draft.number, draft] as const] : [])))
  const rooted = new Set<RowDraft>()
  const isRooted = (draft: RowDraft): boolean => {
    if (draft.parentNumber === '' || known.numbers.get(draft.parentNumber)?.customerId === draft.customerId) return true
    const above = standing.get(draft.parentNumber)
    return above !== undefined && above.customerId === draft.customerId && rooted.has(above)
  }
  for (let before = -1; before < rooted.size;) {
    before = rooted.size
    for (const { draft } of rows) if (draft && !rooted.has(draft) && isRooted(draft)) rooted.add(draft)
  }
  return rows.map((row) => (row.draft && !rooted.has(row.draft)
    ? { ...row, draft: null, problems: [{ field: 'parentNumber', code: standing.has(row.draft.parentNumber) ? 'circle' as const : 'unknown-parent' as const, value: row.draft.parentNumber }] }
    : row))
}

async function findKnown({ tx, actor }: Context, records: readonly Record<Field, string>[]): Promise<Known> {
  const all = (field: Field) => [...new Set(records.map((of) => of[field]).filter(Boolean))]
  const customers = await tx.rows<{ id: string; number: string; name: string }>(sql`
    select c.id, c.number, c.name from customers c where ${visibleCustomers(actor)} and c.deleted_at is null and (c.number = any(${all('customerNumber')}::text[]) or c.name = any(${all('customerName')}::text[]))`)
  const sites = await tx.rows<{ id: string; customerId: string; name: string }>(sql`
    select id, customer_id as "customerId", name from sites where org_id = ${actor.orgId} and deleted_at is null and customer_id = any(${customers.map(({ id }) => id)}::uuid[])`)
  const products = await tx.rows<{ id: string; code: string }>(sql`select id, code from products where org_id = ${actor.orgId} and deleted_at is null and code = any(${all('productCode')}::text[])`)
  const assets = await tx.rows<{ id: string; number: string; serial: string | null; productId: string | null; customerId: string }>(sql`
    select id, number, serial, product_id as "productId", customer_id as "customerId" from assets
    where org_id = ${actor.orgId} and (number = any(${[...all('number'), ...all('parentNumber')]}::text[]) or (deleted_at is null and serial = any(${all('serial')}::text[])))`)
  const deliveries = await tx.rows<Delivery & { number: string }>(sql`
    select n.id, n.number, n.customer_id as "customerId", (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'productId', l.product_id) order by l.position), '[]')
      from delivery_lines l where l.org_id = n.org_id and l.delivery_id = n.id) as lines
    from delivery_notes n where n.org_id = ${actor.orgId} and n.number = any(${all('deliveryNumber')}::text[])`)
  return {
    deliveries: new Map(deliveries.map((delivery) => [delivery.number, delivery])),
    customers: new Map(customers.flatMap(({ id, number, name }) => [[`number:${number}`, id] as const, [`name:${name}`, id] as const])),
    sites: new Map(sites.map(({ id, customerId, name }) => [`${customerId}\n${name}`, id])), products: new Map(products.map(({ id, code }) => [code, id])),
    numbers: new Map(assets.map(({ number, id, customerId }) => [number, { id, customerId }])), serials: new Set(assets.flatMap(({ productId,
      serial }) => (serial ? [serialKey(productId, serial)] : []))),
  }
}
