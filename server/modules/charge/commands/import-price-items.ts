// Rows of a price list from a spreadsheet: all of it or nothing, every wrong cell named. Prices are written as people write them: 1,234.50.
import type { importPriceItems as declared } from '#contract/charge/endpoints.ts'
import type { PriceItemView } from '#contract/charge/price.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { lineKinds } from '#domain/charging/line.ts'
import type { LineKind } from '#domain/charging/line.ts'
import { readMoney } from '#domain/money/read-money.ts'
import { taxRates } from '#domain/money/money.ts'
import type { Currency } from '#domain/money/money.ts'
import { chargeWords } from '#locales/charge.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { matchColumns, recordOf } from '#server/platform/table/import-file.ts'
import { wordOf } from '#server/platform/table/import-report.ts'
import { readTable } from '#server/platform/table/read-table.ts'
import { audit } from '../../org/index.ts'
import { lockDraft, replaceItems } from './save-price-list.ts'

const fields = ['kind', 'code', 'title', 'unit', 'price', 'cost', 'taxRate', 'partClass'] as const
type Field = (typeof fields)[number]
type Report = ReplyOf<typeof declared>
type Problem = Report['problems'][number]
const columnNames = { 'zh-TW': chargeWords['zh-TW'].columns, 'zh-CN': chargeWords['zh-CN'].columns, en: chargeWords.en.columns }
const kindNames = [chargeWords['zh-TW'].kinds, chargeWords['zh-CN'].kinds, chargeWords.en.kinds]

export async function importPriceItems(context: Context, priceListId: string, files: readonly UploadedFile[]): Promise<Report> {
  const { currency } = await lockDraft(context, priceListId)
  const [file] = files
  if (!file || files.length > 1) throw new Refusal('import.unreadable')
  const table = await readTable(file.data, context.actor.language)
  const columns = matchColumns(table.headers, fields, columnNames)
  const seen = new Set<string>()
  const read = table.rows.map(({ row, cells }) => readRow(row, recordOf(columns, cells, fields), currency, seen))
  const problems = read.flatMap((one) => one.problems)
  const items = read.flatMap(({ item }) => item ?? [])
  const taken = problems.length === 0 && items.length > 0
  if (taken) {
    await replaceItems(context, priceListId, items)
    await audit(context, { action: 'imported', noun: 'price-list', nounId: priceListId, after: { items: items.length } })
  }
  return { taken, rows: table.rows.length, problems: problems.slice(0, 500) }
}

function readRow(row: number, of: Record<Field, string>, currency: Currency, seen: Set<string>): { item: PriceItemView | null; problems: Problem[] } {
  const problems: Problem[] = []
  const fault = (field: Field, code: Problem['code']) => { problems.push({ row, field, value: of[field].slice(0, 100), code }) }
  const kind: LineKind | null = wordOf(of.kind, lineKinds, kindNames)
  if (!kind) fault('kind', of.kind === '' ? 'missing' : 'wrong')
  for (const field of ['code', 'title'] as const) if (of[field] === '') fault(field, 'missing')
  const money = (field: 'price' | 'cost') => {
    const value = of[field] === '' ? null : readMoney(of[field], currency)
    if (of[field] !== '' && value === null) fault(field, 'wrong')
    return value
  }
  const [price, cost] = [money('price'), money('cost')]
  const taxRate = Math.round(Number(of.taxRate.replace('%', '')) * 100)
  if (!taxRates[currency].includes(taxRate)) fault('taxRate', of.taxRate === '' ? 'missing' : 'wrong')
  if (seen.has(`${kind} ${of.code}`)) fault('code', 'twice')
  seen.add(`${kind} ${of.code}`)
  if (problems.length > 0 || !kind) return { item: null, problems }
  return { item: { kind, code: of.code.slice(0, 60), title: of.title.slice(0, 200), unit: of.unit.slice(0, 20), price, cost, taxRate, partClass: of.partClass === '' ? null : of.partClass.slice(0, 60) }, problems }
}
