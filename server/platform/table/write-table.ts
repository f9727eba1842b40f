// Tables that leave the house. A cell that a spreadsheet would take for a formula is written so that it stays text,
// and reading it back gives the original.
import ExcelJS from 'exceljs'

export type Cell = string | number | boolean | null | undefined

/** UTF-8 with BOM, so that Excel shows Chinese; lines end in CR LF. */
export function writeCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Every text is a string cell, which no spreadsheet takes for a formula, so it needs no guard. */
export async function writeXlsx(columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('1', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(columns.map((name) => plain(name)))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) sheet.addRow(row.map(xlsxCell))
  columns.forEach((name, index) => { sheet.getColumn(index + 1).width = Math.max(12, Math.min(40, name.length + 4)) })
  return Buffer.from(await book.xlsx.writeBuffer())
}

// = + - @, tab, line ends, NUL, their full-width twins, and any of them behind spaces or a quote.
const dangerous = /^[\s'"]*[=+\-@\t\r\n\0＝＋－＠]/u
const guard = "'"

/** A text as a spreadsheet must be given it. */
export const neutral = (text: string): string => (dangerous.test(text) || text.startsWith(guard) || /^[\t\r\n\0]/.test(text) ? `${guard}${text}` : text)
/** The text that was meant by it. */
export const unguarded = (text: string): string => {
  const rest = text.slice(1)
  return text.startsWith(guard) && neutral(rest) === text ? rest : text
}

function csvCell(value: Cell): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = neutral(value)
  return /[",\r\n;\t]/.test(text) || text !== value || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

// Characters that XML cannot carry are left out.
const plain = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').slice(0, 32_767)

function xlsxCell(value: Cell): string | number | boolean | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? plain(value) : value
}
