import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Actor } from './context.ts'
import { withCursorRead, withCursorSigned } from '../table/cursor.ts'
import { once, withFiles } from './idempotency.ts'
import { cookie, languageOf } from './language.ts'
import type { Pick } from './pick.ts'
import { Refusal } from './refusal.ts'
import type { Exchange, RawReply, Route, Services, UploadedFile } from './serve.ts'

/** `shaped` leaves in a reply what its shape names, and nothing else. */
export type Face = { secure: boolean; shaped: Pick }

/** Finds out who asks, from a session cookie or an API key; null without either. */
export type Identify = (request: FastifyRequest) => Promise<Actor | null>

export async function answer(services: Services, identify: Identify, route: Route, request: FastifyRequest, reply: FastifyReply, { secure, shaped }: Face): Promise<unknown> {
  const { endpoint } = route
  if (request.method !== 'GET') refuseForeignOrigin(request, services.publicUrl)
  refuseOtherSpellings(endpoint, request)
  const actor = endpoint.permission === 'public' ? null : admitted(endpoint, await identify(request))
  const language = actor?.language ?? languageOf(request)
  const { fields, files } = await bodyOf(endpoint, request)
  const given = parsed(endpoint, { ...(request.query as object), ...fields, ...(request.params as object) }, language)
  const list = listOf(endpoint, actor)
  const input = list === null ? given : withCursorRead(services.keys.cursor, list, given)
  const exchange = exchangeOf(request, reply, language, files, secure)
  const result = route.open
    ? await route.handle({ db: services.db, now: services.now(), exchange, idempotencyKey: keyOf(request), services }, input as never)
    : await within(services, route, actor as Actor, input, exchange, request)
  return send(endpoint, reply, shaped, list === null ? result : withCursorSigned(services.keys.cursor, list, input, result))
}

async function within(services: Services, route: Extract<Route, { open: false }>, actor: Actor, input: unknown, exchange: Exchange, request: FastifyRequest): Promise<unknown> {
  return services.db.tx({ orgId: actor.orgId }, (tx) => {
    const work = () => route.handle({ tx, now: services.now(), actor }, input as never, exchange, services)
    const key = request.method === 'GET' ? null : keyOf(request)
    if (key === null) return work()
    return once(tx, { orgId: actor.orgId, principal: `${actor.kind}:${actor.id}`, key, route: `${request.method} ${request.url}`, body: withFiles(request.body ?? input, exchange.files), showsSecret: route.endpoint.showsSecret ?? false }, work)
  })
}

function admitted(endpoint: Endpoint, actor: Actor | null): Actor {
  if (!actor) throw new Refusal('session.required')
  if (endpoint.permission !== 'signed-in' && !actor.permissions.has(endpoint.permission as Permission)) {
    throw new Refusal('permission.missing', { permission: endpoint.permission })
  }
  const writes = endpoint.method !== 'GET' && !endpoint.path.startsWith('/session')
  if (actor.viewingAs && writes) throw new Refusal('permission.missing', { permission: endpoint.permission, viewingAs: actor.viewingAs })
  return actor
}

// A cursor belongs to one list of one organisation.
const listOf = ({ input, path }: Endpoint, actor: Actor | null): string | null => ('shape' in input && 'cursor' in (input.shape as object) ? `${actor?.orgId ?? ''} ${path}` : null)

// A browser says where a request comes from; one from another site never acts with our cookie. Our own host is the configured one or the
// one that was asked, never one that a forwarding header claims.
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('request.wrong-origin')
  const origin = request.headers.origin
  if (!origin) return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host === '' || (host !== hostOf(publicUrl) && host !== request.headers.host)) throw new Refusal('request.wrong-origin')
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : null)

const locales: Record<Language, z.core.$ZodErrorMap> = {
  'zh-TW': z.locales.zhTW().localeError, 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError,
}

function parsed(endpoint: Endpoint, input: unknown, language: Language): unknown {
  if (holdsNul(input)) throw new Refusal('request.invalid', { field: '', fields: [] })
  const result = endpoint.input.safeParse(input, { error: locales[language] })
  if (result.success) return result.data
  const fields = result.error.issues.map((issue) => ({ field: issue.path.join('.'), code: issue.code, message: issue.message }))
  throw new Refusal('request.invalid', { field: fields[0]?.field ?? '', fields })
}

// The database keeps no NUL, and no text of a person holds one.
const holdsNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, one]) => key.includes('\0') || holdsNul(one))
}

async function bodyOf(endpoint: Endpoint, request: FastifyRequest): Promise<{ fields: object; files: UploadedFile[] }> {
  if (!endpoint.multipart || !request.isMultipart()) return { fields: isRecord(request.body) ? request.body : {}, files: [] }
  const fields: Record<string, unknown> = {}
  const files: UploadedFile[] = []
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') files.push({ name: part.filename, mediaType: part.mimetype, data: await part.toBuffer() })
      else if (part.fieldname === 'json') Object.assign(fields, jsonOf(String(part.value)))
      else fields[part.fieldname] = part.value
    }
  } catch (error) {
    throw error instanceof Refusal || (error as { statusCode?: number }).statusCode === 413 ? error : new Refusal('request.not-json')
  }
  return { fields, files }
}

// What is in front of us forgives some spellings of a content type that others read differently; a body is read under one spelling only.
function refuseOtherSpellings(endpoint: Endpoint, { headers: { 'content-type': type } }: FastifyRequest): void {
  if (type === undefined || jsonType.test(type) || (endpoint.multipart && multipartType.test(type))) return
  throw new Refusal('request.not-json')
}

export const jsonType = /^application\/json(; ?charset="?utf-8"?)?$/i
const multipartType = /^multipart\/form-data; ?boundary=("[\w'()+,./:=? -]{1,70}"|[\w'()+,./:=?-]{1,70})$/i

function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (isRecord(value)) return value
  } catch {
    // Said below, as for any other text that is not an object.
  }
  throw new Refusal('request.not-json')
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

const keyOf = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' ? key : null
}

export const sessionCookie = (secure: boolean) => (secure ? '__Host-session' : 'session')

function exchangeOf(request: FastifyRequest, reply: FastifyReply, language: Language, files: UploadedFile[], secure: boolean): Exchange {
  return {
    address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 200), language, files, session: cookie(request, sessionCookie(secure)),
    setSession: (token, maxAge = 0) => {
      const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
      void reply.header('set-cookie', `${sessionCookie(secure)}=${token ?? ''}; ${flags}; Max-Age=${token ? maxAge : 0}`)
    },
  }
}

function send(endpoint: Endpoint, reply: FastifyReply, shaped: Pick, result: unknown): unknown {
  if (!endpoint.raw) return reply.type('application/json; charset=utf-8').send(JSON.stringify(shaped(result)))
  const { type, name, body, inline } = result as RawReply
  if (name) void reply.header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`)
  return reply.type(type).send(body)
}
