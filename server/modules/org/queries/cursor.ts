import { z } from 'zod'
import { Refusal } from '#server/platform/http/refusal.ts'

/** Where a page ended: the sort key and id of its last row. It names a place and gives no right to anything. */
export const writeCursor = (key: string, id: string): string => Buffer.from(JSON.stringify([key, id])).toString('base64url')

export function readCursor(cursor: string, key: z.ZodType<string> = z.string().max(200)): [key: string, id: string] {
  const read = z.tuple([key, z.uuid()]).safeParse(parsed(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw new Refusal('request.invalid', { field: 'cursor' })
  return read.data
}

function parsed(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}
