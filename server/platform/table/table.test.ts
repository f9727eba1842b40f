import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'
import { matchColumns } from './import-file.ts'
import { readTable } from './read-table.ts'
import { neutral, unguarded, writeCsv, writeXlsx } from './write-table.ts'

const attacks = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1+1', '＋1', '－1', '＠x', ' =1', '"=1', `'=1`, ` '=1`, `=cmd|' /C calc'!A0`, '=HYPERLINK("http://x","y")']

test.each(attacks)('R-38 in a CSV %j begins with a quote and comes back as it was', async (text) => {
  expect(neutral(text).startsWith("'")).toBe(true)
  expect(unguarded(neutral(text))).toBe(text)
  const [, line = ''] = writeCsv(['a'], [[text]]).split('\r\n')
  expect(line.startsWith(`"'`)).toBe(true)
})

test('R-38 any text comes back from its guarded form', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(unguarded(neutral(text))).toBe(text) }), { seed: 3, numRuns: 500 })
})

test('R-38 in an XLSX every text is a string cell and never a formula', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await writeXlsx(['a', 'b'], attacks.map((text) => [text, 1])) as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  attacks.forEach((text, index) => {
    const cell = sheet.getCell(index + 2, 1)
    expect(cell.type).toBe(ExcelJS.ValueType.String)
    expect(cell.formula).toBeUndefined()
  })
  expect(sheet.getCell(2, 2).value).toBe(1)
})

test('a CSV opens with a byte order mark and quotes what must be quoted', () => {
  expect(writeCsv(['名稱', 'n'], [['a,b "c"\nd', 1], [null, true]])).toBe('\uFEFF名稱,n\r\n"a,b ""c""\nd",1\r\n,true\r\n')
})

test('what was written is read again, by CSV and by XLSX', async () => {
  const rows = [['王小明', '=1+1', '0912-345-678'], ['A, "B"', '-5', '']]
  for (const data of [Buffer.from(writeCsv(['姓名', 'x', 'phone'], rows)), await writeXlsx(['姓名', 'x', 'phone'], rows)]) {
    const table = await readTable(data, 'zh-TW')
    expect(table.headers).toEqual(['姓名', 'x', 'phone'])
    expect(table.rows.map(({ cells }) => [cells[0], cells[1], cells[2] ?? ''])).toEqual(rows)
    expect(table.rows[0]?.row).toBe(2)
  }
})

test.each([
  ['zh-TW', Buffer.from([0xa6, 0x57, 0xba, 0xd9, 0x0a, 0x61]), '名稱'],
  ['zh-CN', Buffer.from([0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x61]), '名称'],
  ['en', Buffer.from('\uFEFFname;x\r\na;b'), 'name'],
  ['en', Buffer.from('name\tx\na\tb'), 'name'],
] as const)('a file as Excel writes it in %s is read', async (language, data, header) => {
  expect((await readTable(data, language)).headers[0]).toBe(header)
})

test('a formula is never worked out; its last result is read as text', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('x')
  sheet.addRow(['name', 'day'])
  sheet.addRow([{ formula: '1+1', result: 7 }, new Date('2026-11-23T00:00:00Z')])
  const table = await readTable(Buffer.from(await book.xlsx.writeBuffer()), 'en')
  expect(table.rows[0]?.cells).toEqual(['7', '2026-11-23'])
})

test.each([['nothing', Buffer.alloc(0)], ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0, 0])], ['a broken zip', Buffer.from([0x50, 0x4b, 3, 4, 1,
  2])]])('%s is refused as unreadable', async (_, data) => {
  await expect(readTable(data, 'en')).rejects.toMatchObject({ code: 'import.unreadable' })
})

test('a zip that unpacks to far more than a table is refused before it is opened', async () => {
  await expect(readTable(zipOf('xl/workbook.xml', Buffer.alloc(160 * 1024 * 1024)), 'en')).rejects.toMatchObject({ code: 'request.too-large' })
})

test('too many rows are refused', async () => {
  await expect(readTable(Buffer.from(`a\n${'x\n'.repeat(20_001)}`), 'en')).rejects.toMatchObject({ code: 'request.too-large' })
})

test('headers are known in three languages, whatever their width and script', () => {
  const names = { 'zh-TW': { name: '客戶名稱' }, 'zh-CN': { name: '客户名称' }, en: { name: 'Customer name' } }
  for (const header of ['客戶名稱', '客户名称 *', 'CUSTOMER NAME', 'name', 'ｎａｍｅ']) expect(matchColumns([header], ['name'], names)).toEqual([{ header, field: 'name' }])
  expect(matchColumns(['name', '客戶名稱', '備註'], ['name'], names).map(({ field }) => field)).toEqual(['name', null, null])
})

test('a cursor comes back as it went; a forged one is refused', () => {
  const cursor = { key: '王', id: '0190a0a0-0000-7000-8000-000000000000' }
  expect(readCursor(writeCursor(cursor))).toEqual(cursor)
  expect(readCursor(undefined)).toBeNull()
  for (const forged of ['x', 'W10', Buffer.from('["a","b"]').toString('base64url')]) expect(() => readCursor(forged)).toThrow('request.cursor-unusable')
})

// The smallest zip: one entry, its central directory, the end.
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  const head = Buffer.concat([local, Buffer.from(name), packed])
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(head.length, 16)
  return Buffer.concat([head, entry, Buffer.from(name), end])
}
