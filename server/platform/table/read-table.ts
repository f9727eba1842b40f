// Tables that come in: CSV in the encodings that spreadsheets here write, or XLSX. Every cell is read as text; a formula is
// never worked out, its last result is taken. What is too large is refused before it is unpacked.
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import type { Language } from '#domain/plan/words.ts'
import { Refusal } from '../http/refusal.ts'
import { refuseZipBomb } from './zip-bound.ts'
import { unguarded } from './write-table.ts'

export const tableLimits = { bytes: 10 * 1024 * 1024, rows: 20_000, columns: 60, cellLetters: 5_000, unpackedBytes: 150 * 1024 * 1024 } as const

/** `row` is the number a spreadsheet shows at the left. */
export type Table = { headers: string[]; rows: { row: number; cells: string[] }[] }

export async function readTable(data: Buffer, language: Language): Promise<Table> {
  if (data.length > tableLimits.bytes) throw new Refusal('request.too-large')
  const isZip = data.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
  const lines = isZip ? await xlsxLines(data) : csvLines(decoded(data, language))
  const [head, ...body] = lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (!head || head.cells.length > tableLimits.columns) throw unreadable()
  if (body.length > tableLimits.rows) throw new Refusal('request.too-large', { rows: tableLimits.rows })
  return { headers: head.cells.map((cell) => cell.trim()), rows: body }
}

const unreadable = () => new Refusal('import.unreadable')
const clean = (text: string) => text.replaceAll('\0', '').trim().slice(0, tableLimits.cellLetters)

// Excel writes CSV in the encoding of the machine: Big5 in Taiwan, GBK on the mainland.
function decoded(data: Buffer, language: Language): string {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder('utf-16le').decode(data)
  for (const encoding of ['utf-8', language === 'zh-CN' ? 'gb18030' : 'big5']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(data)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  throw unreadable()
}

function csvLines(text: string): Table['rows'] {
  if (text.includes('\0')) throw unreadable()
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', '\t', ';'].toSorted((one, other) => first.split(other).length - first.split(one).length)[0] ?? ','
  try {
    const records = parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 200_000,
      to: tableLimits.rows + 2, info: true }) as unknown as { record: string[]; info: { lines: number } }[]
    return records.map(({ record, info }) => ({ row: info.lines, cells: record.map((cell) => clean(unguarded(cell))) }))
  } catch {
    throw unreadable()
  }
}

async function xlsxLines(data: Buffer): Promise<Table['rows']> {
  refuseZipBomb(data, tableLimits.unpackedBytes)
  const book = new ExcelJS.Workbook()
  try {
    await book.xlsx.load(data as unknown as ArrayBuffer, { ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'picture', 'hyperlinks', 'extLst'] })
  } catch {
    throw unreadable()
  }
  const sheet = book.worksheets[0]
  if (!sheet) throw unreadable()
  if (sheet.actualRowCount > tableLimits.rows + 1) throw new Refusal('request.too-large', { rows: tableLimits.rows })
  const lines: Table['rows'] = []
  sheet.eachRow((row, number) => {
    const values = Array.isArray(row.values) ? row.values.slice(1, tableLimits.columns + 2) : []
    lines.push({ row: number, cells: Array.from(values, (value) => clean(shown(value))) })
  })
  return lines
}

function shown(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('text' in value) return typeof value.text === 'string' ? value.text : shown(value.text)
  return 'result' in value ? shown(value.result) : ''
}
