// Organisations, people and callers for the tests of the server.
import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Endpoint, InputOf } from '#contract/endpoint.ts'
import { pathParameters } from '#contract/endpoint.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import { permissions as everything } from '#contract/permissions.ts'
import type { Permission } from '#contract/permissions.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { keysFrom } from '#server/platform/auth/secret.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import type { Identify } from '#server/platform/http/answer.ts'
import { buildApp } from '#server/platform/http/app.ts'
import type { Actor } from '#server/platform/http/context.ts'
import type { Route, Services } from '#server/platform/http/serve.ts'
import { createLog } from '#server/platform/log/log.ts'

/** A caller who may do exactly this. 'all' is an administrator. */
export function actorWith(orgId: string, permissions: readonly Permission[] | 'all', overrides: Partial<Actor> = {}): Actor {
  return {
    kind: 'staff', id: newId(), name: 'Test', orgId, permissions: new Set(permissions === 'all' ? everything : permissions),
    scope: 'all', teamIds: [], customerId: null, language: 'en', sessionId: null, viewingAs: null, ...overrides,
  }
}

export async function createOrg(db: DatabaseHandle, now: Instant, given: { name?: string; zone?: string; language?: 'zh-TW' | 'zh-CN' | 'en'; region?: 'TW' | 'CN' } = {}): Promise<string> {
  const orgId = newId()
  const { name = 'Test organisation', zone = 'Asia/Taipei', language = 'zh-TW', region = 'TW' } = given
  await db.tx('system', (tx) => tx.run(sql`insert into orgs (id, name, zone, language, region, created_at) values (${orgId}, ${name}, ${zone}, ${language}, ${region}, ${toIso(now)})`))
  return orgId
}

export type TestPerson = { id: string; roleId: string; email: string; name: string; actor: Actor }
type PersonWishes = { role?: RoleCode; name?: string; email?: string; kind?: 'staff' | 'customer' | 'dealer'; customerId?: string; managerId?: string;
  qualifications?: string[]; passwordHash?: string; at?: Instant }

/** A person in the database, with the role made from its template, and the actor that person would be. */
export async function createPerson(db: DatabaseHandle, orgId: string, wishes: PersonWishes = {}): Promise<TestPerson> {
  const { role = 'administrator', kind = kindOf(role) } = wishes
  const id = newId()
  const email = wishes.email ?? `${randomBytes(6).toString('hex')}@example.com`
  const name = wishes.name ?? `Person ${email.slice(0, 4)}`
  const template = roleTemplates[role]
  const roleId = await db.tx({ orgId }, async (tx) => {
    await tx.run(sql`
      insert into roles (org_id, id, code, title, permissions, scope, template)
      values (${orgId}, ${newId()}, ${role}, ${JSON.stringify(template.title)}, ${[...template.permissions]}, ${template.scope}, ${role}) on conflict (org_id, code) do nothing`)
    // A person of a firm needs the firm.
    if (wishes.customerId) {
      await tx.run(sql`
        insert into customers (org_id, id, number, name, created_at) values (${orgId}, ${wishes.customerId}, ${wishes.customerId}, 'Firm', ${toIso(wishes.at ?? (0 as Instant))}) on conflict do nothing`)
    }
    const made = await tx.row<{ id: string }>(sql`select id from roles where org_id = ${orgId} and code = ${role}`)
    await tx.run(sql`
      insert into people (org_id, id, name, email, kind, role_id, customer_id, manager_id, qualifications, password_hash, created_at)
      values (${orgId}, ${id}, ${name}, ${email}, ${kind}, ${made!.id}, ${wishes.customerId ?? null}, ${wishes.managerId ?? null}, ${wishes.qualifications ?? []},
              ${wishes.passwordHash ?? null}, ${toIso(wishes.at ?? (0 as Instant))})`)
    return made!.id
  })
  const actor = actorWith(orgId, template.permissions, { id, name, kind, scope: template.scope, customerId: wishes.customerId ?? null })
  return { id, roleId, email, name, actor }
}

const kindOf = (role: RoleCode) => (role.startsWith('customer') ? 'customer' : role.startsWith('dealer') ? 'dealer' : 'staff')

export const testKeys = keysFrom('a secret for tests, long enough to be one')

export type Caller = { as?: Actor; cookie?: string; token?: string; key?: string; headers?: Record<string, string> }
// The reply is whatever the endpoint answers; a test looks at the parts it is about.
export type Called = { status: number; body: ReturnType<JSON['parse']>; text: string; headers: Record<string, unknown>; cookie: string | null }
export type TestApp = {
  app: FastifyInstance
  call: <E extends Endpoint>(endpoint: E, input: InputOf<E>, caller?: Caller) => Promise<Called>
  close: () => Promise<void>
}
type TestAppOptions = { now?: () => Instant; identify?: Identify; services?: Partial<Services>; secure?: boolean }

/**
 * The real HTTP face over the given routes. `as: actor` speaks as that actor; `cookie` and `token` (an API key) go to the real `identify` if one is given.
 */
export async function testApp(db: DatabaseHandle, routes: readonly Route[], options: TestAppOptions = {}): Promise<TestApp> {
  const cast = new Map<string, Actor>()
  const services: Services = {
    db, blobs: folderBlobs(join(tmpdir(), `aftercare-test-blobs-${randomBytes(4).toString('hex')}`)), log: createLog((line) => { if (line.includes('"error"')) process.stderr.write(`${line}\n`) }),
    publicUrl: 'http://localhost', now: options.now ?? (() => Date.now() as Instant), keys: testKeys, ...options.services,
  }
  const identify: Identify = async (request) => cast.get(String(request.headers['x-test-actor'])) ?? (options.identify ? options.identify(request) : null)
  const app = await buildApp({ services, routes, identify, secure: options.secure ?? false })
  const nameOf = (actor: Actor) => {
    const name = createHash('sha256').update(`${actor.orgId}${String(actor.id)}${[...actor.permissions].join()}${String(actor.viewingAs)}${actor.scope}${String(actor.sessionId)}${actor.teamIds.join()}${String(actor.customerId)}${actor.language}`).digest('hex')
    cast.set(name, actor)
    return name
  }
  return {
    app,
    call: async (endpoint, input, caller = {}) => {
      const { url, rest } = addressed(endpoint, (input ?? {}) as Record<string, unknown>)
      const headers: Record<string, string> = { ...caller.headers }
      if (caller.as) headers['x-test-actor'] = nameOf(caller.as)
      if (caller.cookie) headers['cookie'] = caller.cookie
      if (caller.token) headers['authorization'] = `Bearer ${caller.token}`
      if (caller.key) headers['idempotency-key'] = caller.key
      const isRead = endpoint.method === 'GET'
      const reply = await app.inject({
        method: endpoint.method, url: isRead ? `${url}${queryOf(rest)}` : url,
        headers: isRead ? headers : { 'content-type': 'application/json', ...headers }, ...(isRead ? {} : { payload: JSON.stringify(rest) }),
      })
      const isJson = String(reply.headers['content-type']).includes('json')
      return { status: reply.statusCode, body: isJson ? reply.json() : null, text: reply.payload, headers: reply.headers, cookie: cookieOf(reply.headers['set-cookie']) }
    },
    close: () => app.close(),
  }
}

function addressed(endpoint: Endpoint, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } {
  const names = pathParameters(endpoint.path)
  const path = names.reduce((url, name) => url.replace(`:${name}`, encodeURIComponent(String(input[name]))), endpoint.path)
  return { url: `/api${path}`, rest: Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))) }
}

function queryOf(input: Record<string, unknown>): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(given.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)])))
  return query.size > 0 ? `?${query.toString()}` : ''
}

const cookieOf = (header: unknown): string | null => {
  const first: unknown = Array.isArray(header) ? header[0] : header
  return typeof first === 'string' ? (first.split(';')[0] ?? null) : null
}
