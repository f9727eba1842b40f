// Where a page of a list ended: the sort key and the id of its last row. Opaque to the caller, checked when it comes back.
import { Refusal } from '../http/refusal.ts'

export type Cursor = { key: string; id: string }

export const writeCursor = ({ key, id }: Cursor): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')

export function readCursor(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const [key, id] = read(cursor)
  if (typeof key !== 'string' || typeof id !== 'string' || key.includes('\0') || !/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('request.invalid', { field: 'cursor' })
  return { key, id }
}

/** One row more than the page was read, to know whether there is a next one. */
export function pageOfRows<Row, View>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => Cursor, view: (row: Row) => View): { rows: View[]; next: string | null } {
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit).map(view), next: rows.length > limit && last ? writeCursor(cursorOf(last)) : null }
}

function read(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
