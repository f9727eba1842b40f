// Where a page of a list ended: the sort key and the id of its last row. Opaque to the caller: it leaves the house signed for its
// list and its order, and comes back only so; what is read here was written here.
import { signed, sign } from '../auth/seal.ts'
import { Refusal } from '../http/refusal.ts'

export type Cursor = { key: string; id: string }

export const writeCursor = ({ key, id }: Cursor): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')

export function readCursor(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null
  const [key, id] = read(cursor)
  if (typeof key !== 'string' || typeof id !== 'string' || key.includes('\0') || !/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('request.cursor-unusable', { field: 'cursor' })
  return { key, id }
}

/** One row more than the page was read, to know whether there is a next one. */
export function pageOfRows<Row, View>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => Cursor, view: (row: Row) => View): { rows: View[]; next: string | null } {
  const last = rows[limit - 1]
  return { rows: rows.slice(0, limit).map(view), next: rows.length > limit && last ? writeCursor(cursorOf(last)) : null }
}

/** The input of a list with its cursor as it was written; one that did not come from this list, in this order, is refused. */
export function withCursorRead<T>(key: Buffer, list: string, input: T): T {
  const { cursor, sort } = (input ?? {}) as { cursor?: unknown; sort?: unknown }
  if (typeof cursor !== 'string') return input
  const read = signed(key, cursor, `${list} ${word(sort)}`)
  if (read === null) throw new Refusal('request.cursor-unusable', { field: 'cursor' })
  return { ...input, cursor: read }
}

/** The reply of a list with its next cursor signed. */
export function withCursorSigned<T>(key: Buffer, list: string, input: unknown, reply: T): T {
  const { next } = (reply ?? {}) as { next?: unknown }
  if (typeof next !== 'string') return reply
  return { ...reply, next: sign(key, next, `${list} ${word((input as { sort?: unknown }).sort)}`) }
}

const word = (sort: unknown) => (typeof sort === 'string' ? sort : '')

function read(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
