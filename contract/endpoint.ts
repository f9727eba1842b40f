// What an endpoint is: data, declared once, read by the server, the apps, the forms and the API document.
import { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { Permission } from './permissions.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** 'public': anyone; 'signed-in': any session; otherwise the session's role must hold the permission. */
export type Access = Permission | 'public' | 'signed-in'

export type Endpoint<Input extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> = {
  method: Method
  path: string
  permission: Access
  input: Input
  reply: Reply
  refusals: readonly ErrorCode[]
  summary: string
  /** The reply is a stream or a file; it is not parsed. */
  raw?: true
  /** The input carries files as multipart/form-data. */
  multipart?: true
  /** The reply shows a secret once; a repetition under the same key has no effect and is refused with request.answered-once. */
  showsSecret?: true
}

export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared
}

export type InputOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.input<Input> : never
export type ParsedOf<E> = E extends Endpoint<infer Input, z.ZodType> ? z.output<Input> : never
export type ReplyOf<E> = E extends Endpoint<z.ZodType, infer Reply> ? z.output<Reply> : never

/** Names of the path parameters: '/tickets/:ticketId/facts' has ticketId. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => name ?? '')
}

export const nothing = z.strictObject({}).meta({ id: 'Nothing' })
export const done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' })
export const moment = z.iso.datetime({ offset: true }).meta({ id: 'Moment', description: 'An instant, ISO 8601 with offset; replies are in UTC' })
export const day = z.iso.date().meta({ id: 'Day' })
export const id = z.uuid()
/** A list is read page by page; the cursor is opaque and signed: it belongs to one list in one order. */
export const page = { cursor: z.string().max(2000).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: z.string().nullable() })
