// Joins an endpoint to the code that answers it. Everything common to all requests happens here, once:
// who asks, whether they may, the shape of the input, one transaction, one effect per key, the shape of the reply.
import type { Endpoint, ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Keys } from '../auth/secret.ts'
import type { Blobs } from '../files/blobs.ts'
import type { DatabaseHandle } from '../db/database.ts'
import type { Log } from '../log/log.ts'
import type { Context } from './context.ts'

/** A file or a stream in place of a parsed reply. */
export type RawReply = { type: string; name?: string; body: Buffer | string | NodeJS.ReadableStream; inline?: boolean }
export type UploadedFile = { name: string; mediaType: string; data: Buffer }

export type Exchange = {
  address: string
  userAgent: string
  language: Language
  files: readonly UploadedFile[]
  /** The session that the caller came with, whether it is still one or not. */
  session: string | null
  setSession: (token: string | null, maxAgeSeconds?: number) => void
}

/** What a caller without session is given: it opens a transaction only once it knows the organisation. */
export type PublicContext = { db: DatabaseHandle; now: Instant; exchange: Exchange; idempotencyKey: string | null; services: Services }
export type Services = { db: DatabaseHandle; blobs: Blobs; log: Log; publicUrl: string; now: () => Instant; keys: Keys }

type Answer<E extends Endpoint> = E extends { raw: true } ? RawReply : ReplyOf<E>
export type Handler<E extends Endpoint> = (context: Context, input: ParsedOf<E>, exchange: Exchange, services: Services) => Promise<Answer<E>>
export type PublicHandler<E extends Endpoint> = (context: PublicContext, input: ParsedOf<E>) => Promise<Answer<E>>

export type Route = { endpoint: Endpoint } & (
  | { open: false; handle: (context: Context, input: never, exchange: Exchange, services: Services) => Promise<unknown> }
  | { open: true; handle: (context: PublicContext, input: never) => Promise<unknown> }
)

export function serve<E extends Endpoint>(endpoint: E, handle: Handler<E>): Route {
  return { endpoint, open: false, handle: handle as never }
}

export function servePublic<E extends Endpoint>(endpoint: E, handle: PublicHandler<E>): Route {
  if (endpoint.permission !== 'public') throw new Error(`${endpoint.path} is not public`)
  return { endpoint, open: true, handle: handle as never }
}
