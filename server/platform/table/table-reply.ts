import type { RawReply } from '../http/serve.ts'
import { writeCsv, writeXlsx } from './write-table.ts'
import type { Cell } from './write-table.ts'

export async function tableReply(format: 'csv' | 'xlsx', name: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<RawReply> {
  if (format === 'xlsx') return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${name}.xlsx`, body: await writeXlsx(columns, rows) }
  return { type: 'text/csv; charset=utf-8', name: `${name}.csv`, body: writeCsv(columns, rows) }
}
