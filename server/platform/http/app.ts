// The HTTP face: routes from the contract, one error shape, headers on every answer, files of the web apps.
import multipart from '@fastify/multipart'
import Fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorMessage } from '#locales/errors.ts'
import { limits } from './limits.ts'
import { answer, jsonType } from './answer.ts'
import type { Identify } from './answer.ts'
import { languageOf } from './language.ts'
import { pickerOf } from './pick.ts'
import { Refusal } from './refusal.ts'
import type { Route, Services } from './serve.ts'
import { newId } from '../db/ids.ts'

/** Tests check every reply against its shape; a running node only leaves out what the shape does not name. */
export type AppOptions = { services: Services; routes: readonly Route[]; identify: Identify; trustProxy?: string | false; secure: boolean; checksReplies?: boolean }

export async function buildApp({ services, routes, identify, trustProxy = false, secure, checksReplies = true }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false, trustProxy, bodyLimit: limits.bodyBytes, requestTimeout: limits.requestSeconds * 1000,
    connectionTimeout: limits.requestSeconds * 1000, genReqId: () => newId(), return503OnClosing: true,
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true, maxParamLength: 200 },
  })
  strictJson(app)
  await app.register(multipart, { limits: { fileSize: limits.fileBytes, files: limits.filesPerRequest, fields: 60, parts: 80, fieldSize: limits.bodyBytes } })
  app.addHook('onSend', async (_request, reply) => { secureHeaders(reply, secure) })
  app.setErrorHandler((error, request, reply) => refuse(services, request, reply, error))
  app.setNotFoundHandler((request, reply) => refuse(services, request, reply, new Refusal('request.unknown-route')))
  for (const route of routes) {
    const { reply: shape, raw } = route.endpoint
    const face = { secure, shaped: raw || checksReplies ? (result: unknown) => shape.parse(result) : pickerOf(shape) }
    app.route({ method: route.endpoint.method, url: `/api${route.endpoint.path}`, handler: (request, reply) => answer(services, identify, route, request, reply, face) })
  }
  return app
}

// One spelling of JSON is read; any other content type is refused before a handler could see an unread body.
function strictJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(jsonType, { parseAs: 'string' }, (_request, body, done) => {
    try { done(null, body === '' ? {} : JSON.parse(String(body), dropPrototype)) } catch { done(new Refusal('request.not-json')) }
  })
  app.addContentTypeParser('*', (_request, _payload, done) => { done(new Refusal('request.not-json')) })
}

const dropPrototype = (key: string, value: unknown) => (key === '__proto__' || key === 'constructor' ? undefined : value)

function secureHeaders(reply: FastifyReply, secure: boolean): void {
  const set = (name: string, value: string) => { if (!reply.hasHeader(name)) void reply.header(name, value) }
  set('x-content-type-options', 'nosniff')
  set('referrer-policy', 'same-origin')
  set('cache-control', 'no-store')
  set('cross-origin-opener-policy', 'same-origin')
  set('content-security-policy', "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
  if (secure) set('strict-transport-security', 'max-age=31536000; includeSubDomains')
}

type Failure = { code?: string; statusCode?: number }

function refuse(services: Services, request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const refusal = error instanceof Refusal ? error : known(error as Failure)
  const language = languageOf(request)
  if (!refusal) services.log.error('request.failed', error, { trace: request.id, method: request.method, route: request.routeOptions.url ?? '' })
  const { code, params } = refusal ?? new Refusal('request.failed')
  void reply.status(refusal?.status ?? 500).type('application/json; charset=utf-8').send(JSON.stringify({ code, params, message: errorMessage(language, code, params), trace: request.id }))
}

// Refusals of the framework and of the database's locks, said in our words.
function known(error: Failure): Refusal | null {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE' || error.statusCode === 413) return new Refusal('request.too-large')
  if (error.code?.startsWith('FST_ERR_CTP')) return new Refusal('request.not-json')
  if (error.statusCode === 404) return new Refusal('request.unknown-route')
  if (error.statusCode === 400) return new Refusal('request.invalid')
  if (busy.has(error.code ?? '')) return new Refusal('request.busy')
  if (full.has(error.code ?? '')) return new Refusal('request.no-space')
  return null
}

const busy = new Set(['40001', '40P01', '55P03', '57014', '57P01', '57P02', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])
const full = new Set(['53100', 'ENOSPC', 'EDQUOT', 'EFBIG'])
