// Parts and opening balances from a file. A part may stand in several rows, one for each place; its opening balance is a move like any other.
import type { checkPartImport as checking, commitPartImport as committing } from '#contract/stock/parts.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { readNumber } from '#domain/format/width.ts'
import { conditions, origins } from '#domain/stock/stock.ts'
import type { Condition, Origin } from '#domain/stock/stock.ts'
import { partClasses } from '#domain/plan/words.ts'
import type { PartClass } from '#domain/plan/words.ts'
import { stockWords } from '#locales/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { keepImport, matchColumns, recordOf, takeImport } from '#server/platform/table/import-file.ts'
import { reportOf, wordOf } from '#server/platform/table/import-report.ts'
import type { CheckedRow, Problem } from '#server/platform/table/import-report.ts'
import type { Table } from '#server/platform/table/read-table.ts'
import { audit } from '../../org/index.ts'
import { visiblePlaces } from '../policy.ts'
import { partColumns as fields } from '../queries/list-parts.ts'
import { moveStock } from './move-stock.ts'
import type { StockWish } from './move-stock.ts'
import { insertPart } from './save-part.ts'
import type { PartDraft } from './save-part.ts'

type Field = (typeof fields)[number]
type Row = Record<Field, string>
type Opening = { placeId: string; quantity: number; serial: string; batch: string; condition: Condition }
type Draft = { part: PartDraft; opening: Opening | null }
type Known = { parts: Map<string, { id: string; isSerial: boolean; hasMoves: boolean }>; places: Map<string, string>; serials: Set<string> }

const words = Object.values(stockWords)
const names = { 'zh-TW': stockWords['zh-TW'].columns, 'zh-CN': stockWords['zh-CN'].columns, en: stockWords.en.columns }

export async function checkParts(context: Context, files: readonly UploadedFile[], blobs: Blobs): Promise<ReplyOf<typeof checking>> {
  const { token, table } = await keepImport(context, 'parts', files, blobs)
  return reportOf(token, matchColumns(table.headers, fields, names), ['number', 'name'], await judge(context, table), context.actor.language)
}

export async function commitParts(context: Context, token: string, blobs: Blobs): Promise<ReplyOf<typeof committing>> {
  const { tx, actor } = context
  const table = await takeImport(context, 'parts', token, blobs)
  const rows = await judge(context, table)
  const ids = new Map((await tx.rows<{ id: string; number: string }>(sql`
    select id, number from parts where org_id = ${actor.orgId} and deleted_at is null and number = any(${rows.flatMap(({ draft }) => draft?.part.number ?? [])}::text[])`)).map(({ id, number }) => [number, id]))
  const wishes: StockWish[] = []
  let created = 0
  for (const { draft } of rows) {
    if (!draft) continue
    const id = ids.get(draft.part.number) ?? await insertPart(context, draft.part)
    ids.set(draft.part.number, id)
    created += 1
    if (draft.opening) {
      const { placeId, quantity, serial, batch, condition } = draft.opening
      wishes.push({ kind: 'receive', part: id, quantity, from: null, to: placeId, serial, batch, condition })
    }
  }
  if (wishes.length > 0) await moveStock(context, wishes, { reason: 'opening', reference: token })
  await audit(context, { action: 'imported', noun: 'part', after: { rows: created, openings: wishes.length } })
  return { created, skipped: rows.length - created }
}

async function judge(context: Context, table: Table): Promise<CheckedRow<Draft>[]> {
  const columns = matchColumns(table.headers, fields, names)
  const records = table.rows.map(({ row, cells }) => ({ row, of: recordOf(columns, cells, fields) }))
  const known = await findKnown(context, records.map(({ of }) => of))
  const seen = new Set<string>()
  return records.map(({ row, of }): CheckedRow<Draft> => {
    const { problems, draft } = readRow(of, known)
    const key = JSON.stringify([of.number, of.place, of.batch, of.serial, draft.opening?.condition])
    if (problems.length === 0 && seen.has(key)) problems.push({ field: 'number', code: 'duplicate-in-file', value: of.number })
    if (problems.length === 0 && of.serial && seen.has(serialKey(of.number, of.serial))) problems.push({ field: 'serial', code: 'duplicate-in-file', value: of.serial })
    seen.add(key)
    if (of.serial) seen.add(serialKey(of.number, of.serial))
    return { row, title: of.name || of.number, problems, draft: problems.length > 0 ? null : draft }
  })
}

const serialKey = (number: string, serial: string) => `${number}\n${serial}`

type Read = {
  part: { isSerial: boolean; hasMoves: boolean } | undefined; classes: (PartClass | null)[]; origin: Origin | null; condition: Condition | null
  quantity: number | null; minimum: number | null; price: number | null; isSerial: boolean; placeId: string | undefined
}
type Wrong = Partial<Record<Field, Problem['code'] | false>>

function readRow(of: Row, known: Known): { problems: Problem[]; draft: Draft } {
  const read = cellsOf(of, known)
  const wrong: Wrong = { ...wrongPart(of, read), ...wrongOpening(of, read, known) }
  const problems = fields.flatMap((field): Problem[] => {
    const code = wrong[field] || (of[field].length > (field === 'number' ? 60 : 200) && 'too-long')
    return code ? [{ field, code, value: of[field] }] : []
  })
  return { problems, draft: draftOf(of, read) }
}

function cellsOf(of: Row, known: Known): Read {
  const part = known.parts.get(of.number)
  const number = (text: string) => (text === '' ? null : readNumber(text) ?? Number.NaN)
  return {
    part, classes: of.classes === '' ? [] : of.classes.split(/[、,;，；/]/).map((one) => wordOf(one, partClasses, words.map((word) => word.classes))),
    origin: wordOf(of.origin || 'original', origins, words.map((word) => word.origins)), condition: wordOf(of.condition || 'new', conditions, words.map((word) => word.conditions)),
    quantity: number(of.quantity), minimum: number(of.minimum), price: number(of.listPrice), isSerial: part?.isSerial ?? /^(1|y|yes|是|v|✓|true)$/i.test(of.isSerial), placeId: known.places.get(of.place),
  }
}

const isWhole = (number: number | null, least: number) => number === null || (Number.isInteger(number) && number >= least && number <= 1_000_000)

// A part that is known may come again for its opening balance, as long as nothing of it has moved.
function wrongPart(of: Row, { part, classes, origin, minimum, price }: Read): Wrong {
  return {
    number: of.number === '' ? 'missing' : part !== undefined && (of.quantity === '' || part.hasMoves) && 'already-known', name: of.name === '' && part === undefined && 'missing',
    classes: classes.includes(null) && 'unknown-word', origin: origin === null && 'unknown-word', minimum: !isWhole(minimum, 0) && 'number-wrong', listPrice: price !== null && !(price >= 0) && 'number-wrong',
  }
}

function wrongOpening(of: Row, { condition, quantity, isSerial, placeId }: Read, known: Known): Wrong {
  const isKnown = known.serials.has(serialKey(of.number, of.serial))
  if (quantity === null) return { condition: condition === null && 'unknown-word', quantity: of.place !== '' && 'missing', serial: isKnown && 'already-known' }
  return {
    condition: condition === null && 'unknown-word', quantity: (!isWhole(quantity, 1) || (isSerial && quantity !== 1)) && 'number-wrong',
    place: of.place === '' ? 'missing' : placeId === undefined && 'unknown-place', serial: isSerial && of.serial === '' ? 'missing' : isKnown && 'already-known',
  }
}

function draftOf(of: Row, { classes, origin, condition, quantity, minimum, price, isSerial, placeId }: Read): Draft {
  return {
    opening: quantity === null ? null : { placeId: placeId ?? '', quantity, serial: of.serial, batch: of.batch, condition: condition ?? 'new' },
    part: {
      number: of.number, name: of.name, unit: of.unit || 'pc', classes: classes.filter((one): one is PartClass => one !== null), origin: origin ?? 'original', isSerial, isBatch: of.batch !== '', productIds: [],
      minimum, listPrice: price === null ? null : Math.round(price * 100), costPrice: null, marketPrice: null, marketSource: null, marketOn: null, priceSource: 'list',
      supplier: of.supplier || null, supplyUntil: null, note: null,
    },
  }
}

async function findKnown({ tx, actor }: Context, records: readonly Row[]): Promise<Known> {
  const numbers = [...new Set(records.map(({ number }) => number).filter(Boolean))]
  const parts = await tx.rows<{ id: string; number: string; isSerial: boolean; hasMoves: boolean }>(sql`
    select p.id, p.number, p.is_serial as "isSerial", p.deleted_at is not null or exists (select from stock_moves m where m.org_id = p.org_id and m.part_id = p.id) as "hasMoves"
    from parts p where p.org_id = ${actor.orgId} and p.number = any(${numbers}::text[])`)
  const places = await tx.rows<{ id: string; code: string; name: string }>(sql`select pl.id, pl.code, pl.name from stock_places pl where ${visiblePlaces(actor)} and pl.is_active`)
  const serials = await tx.rows<{ number: string; serial: string }>(sql`
    select p.number, b.serial from stock_balances b join parts p on p.org_id = b.org_id and p.id = b.part_id
    where b.org_id = ${actor.orgId} and b.serial <> '' and b.on_hand > 0 and b.serial = any(${records.map(({ serial }) => serial).filter(Boolean)}::text[])`)
  return {
    parts: new Map(parts.map(({ number, ...part }) => [number, part])), places: new Map(places.flatMap(({ id, code, name }) => [[name, id] as const, [code, id] as const])),
    serials: new Set(serials.map(({ number, serial }) => serialKey(number, serial))),
  }
}
