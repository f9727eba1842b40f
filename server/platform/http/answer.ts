import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Language } from '#domain/plan/words.ts'
import type { Actor } from './context.ts'
import { once } from './idempotency.ts'
import { languageOf } from './language.ts'
import type { Pick } from './pick.ts'
import { Refusal } from './refusal.ts'
import type { Exchange, RawReply, Route, Services, UploadedFile } from './serve.ts'

/** `shaped` leaves in a reply what its shape names, and nothing else. */
export type Face = { secure: boolean; shaped: Pick }

/** Finds out who asks, from a session cookie or an API key; null without either. */
export type Identify = (request: FastifyRequest) => Promise<Actor | null>

export async function answer(services: Services, identify: Identify, route: Route, request: FastifyRequest, reply: FastifyReply, { secure, shaped }: Face): Promise<unknown> {
  const { endpoint } = route
  if (request.method !== 'GET') refuseForeignOrigin(request)
  const actor = endpoint.permission === 'public' ? null : admitted(endpoint, await identify(request))
  const language = actor?.language ?? languageOf(request)
  const { fields, files } = await bodyOf(endpoint, request)
  const input = parsed(endpoint, { ...(request.query as object), ...fields, ...(request.params as object) }, language)
  const exchange = exchangeOf(request, reply, language, files, secure)
  const result = route.open
    ? await route.handle({ db: services.db, now: services.now(), exchange, idempotencyKey: keyOf(request), services }, input as never)
    : await within(services, route, actor as Actor, input, exchange, request)
  return send(endpoint, reply, shaped, result)
}

async function within(services: Services, route: Extract<Route, { open: false }>, actor: Actor, input: unknown, exchange: Exchange, request: FastifyRequest): Promise<unknown> {
  return services.db.tx({ orgId: actor.orgId }, (tx) => {
    const work = () => route.handle({ tx, now: services.now(), actor }, input as never, exchange, services)
    const key = request.method === 'GET' || route.endpoint.showsSecret ? null : keyOf(request)
    if (key === null) return work()
    return once(tx, { orgId: actor.orgId, principal: `${actor.kind}:${actor.id}`, key, route: `${request.method} ${request.url}`, body: request.body }, work)
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

// A browser says where a request comes from; one from another site never acts with our cookie.
function refuseForeignOrigin(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw new Refusal('request.wrong-origin')
  const origin = request.headers.origin
  if (origin && (!URL.canParse(origin) || new URL(origin).host !== request.host)) throw new Refusal('request.wrong-origin')
}

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
  for await (const part of request.parts()) {
    if (part.type === 'file') files.push({ name: part.filename, mediaType: part.mimetype, data: await part.toBuffer() })
    else if (part.fieldname === 'json') Object.assign(fields, jsonOf(String(part.value)))
    else fields[part.fieldname] = part.value
  }
  return { fields, files }
}

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
    address: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 200), language, files,
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
