// who may do what, asked of every route of the contract for every role, with own, foreign and unknown ids.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/api.ts'
import { pathParameters } from '#contract/endpoint.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import type { Permission } from '#contract/permissions.ts'
import { exportTickets, getTicket, listTickets } from '#contract/ticket/endpoints.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { routesOf } from '#server/main/modules.ts'
import { installPlans } from '#server/modules/plan/index.ts'
import { registerTicket } from '#server/modules/ticket/index.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createOrg, createPerson, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import { planFile } from '#tests/support/running-plan.ts'

const now = instant('2026-06-08T02:00:00Z')
const quiet = { subscribe: () => () => undefined, isListening: () => true, close: () => Promise.resolve() }
const roles = Object.keys(roleTemplates) as RoleCode[]

type World = { orgId: string; ids: Record<string, string>; admin: Actor; tickets: string[] }
let database: Awaited<ReturnType<typeof createDatabase>>
let db: DatabaseHandle
let app: TestApp
let own: World
let foreign: World
const people = new Map<RoleCode, Actor>()

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url, { max: 4 })
  app = await testApp(db, routesOf(quiet), { now: () => now })
  own = await world('own')
  foreign = await world('foreign')
  for (const role of roles) people.set(role, (await createPerson(db, own.orgId, { role, ...(role.startsWith('customer') && { customerId: own.ids['customerId']! }) })).actor)
})
afterAll(async () => {
  await app.close()
  await db.close()
  await database.drop()
})

async function world(name: string): Promise<World> {
  const orgId = await createOrg(db, now, { name })
  const admin = (await createPerson(db, orgId, { role: 'administrator' })).actor
  const holder = await createPerson(db, orgId, { role: 'field-engineer' })
  const ids: Record<string, string> = { personId: holder.id, roleId: holder.roleId }
  for (const part of ['customerId', 'otherCustomerId', 'siteId', 'contactId', 'assetId', 'productId', 'agreementId', 'teamId', 'viewId', 'webhookId', 'formId']) ids[part] = newId()
  const at = toIso(now)
  await db.tx({ orgId }, async (tx) => {
    const versions = await installPlans(tx, orgId, [{ plan: planFile('P05'), source: 'plan: P05' }], now)
    ids['planVersionId'] = versions['P05']!
    for (const [id, number] of [[ids['customerId'], 'K1'], [ids['otherCustomerId'], 'K2']] as const) await tx.run(sql`insert into customers (org_id, id, number, name, created_at) values (${orgId}, ${id}, ${number}, ${number}, ${at})`)
    await tx.run(sql`insert into sites (org_id, id, customer_id, name, created_at) values (${orgId}, ${ids['siteId']}, ${ids['customerId']}, 's', ${at})`)
    await tx.run(sql`insert into contacts (org_id, id, customer_id, name, created_at) values (${orgId}, ${ids['contactId']}, ${ids['customerId']}, 'c', ${at})`)
    await tx.run(sql`insert into products (org_id, id, code, name, created_at) values (${orgId}, ${ids['productId']}, 'P', 'p', ${at})`)
    await tx.run(sql`insert into assets (org_id, id, number, customer_id, site_id, name, created_at) values (${orgId}, ${ids['assetId']}, 'A', ${ids['customerId']}, ${ids['siteId']}, 'a', ${at})`)
    await tx.run(sql`insert into teams (org_id, id, name) values (${orgId}, ${ids['teamId']}, 't')`)
    await tx.run(sql`insert into saved_views (org_id, id, owner_id, title, filter, created_at) values (${orgId}, ${ids['viewId']}, ${admin.id}, 'v', '{}', ${at})`)
    await tx.run(sql`insert into webhooks (org_id, id, url, secret, events, created_at) values (${orgId}, ${ids['webhookId']}, 'https://example.com', 's', '{ticket.closed}', ${at})`)
    await tx.run(sql`
      insert into agreements (org_id, id, number, customer_id, plan_version_id, title, starts_on, created_at)
      values (${orgId}, ${ids['agreementId']}, 'H', ${ids['customerId']}, ${ids['planVersionId']}, 'h', '2026-01-01', ${at})`)
  })
  const tickets: string[] = []
  for (const [customerId, holderId, teamId] of [[ids['customerId'], holder.id, undefined], [ids['otherCustomerId'], undefined, ids['teamId']], [ids['customerId'], undefined, undefined]] as const) {
    const { ticketId } = await db.tx({ orgId }, (tx) => registerTicket({ tx, now, actor: admin }, {
      type: 'fault', channel: 'phone', customerId: customerId!, title: 'matter', description: '', answers: {}, tags: [], data: {}, ...(holderId && { holderId }), ...(teamId && { teamId }),
    }))
    tickets.push(ticketId)
  }
  ids['ticketId'] = tickets[0]!
  const promise = await db.tx({ orgId }, (tx) => tx.row<{ id: string }>(sql`select id from promises where org_id = ${orgId} and subject_id = ${tickets[0]!} limit 1`))
  ids['promiseId'] = promise!.id
  await db.tx({ orgId }, (tx) => tx.run(sql`
    insert into forms (org_id, id, number, code, plan_version_id, ticket_id, customer_id, fields, state, created_at)
    values (${orgId}, ${ids['formId']}, 'BD1', 'P05-call-record', ${ids['planVersionId']}, ${tickets[0]!}, ${ids['customerId']}, '{}', 'filed', ${at})`))
  return { orgId, ids, admin, tickets }
}

const routes = Object.entries(endpoints).map(([name, endpoint]) => [name, endpoint] as const)
const guarded = routes.filter(([, { permission }]) => permission !== 'public')
const streams = new Set(['liveUpdates'])
// A test actor has no session of its own to show.
const needsSession = ({ refusals }: Endpoint) => refusals.includes('session.required')

const inputFor = (endpoint: Endpoint, ids: Record<string, string>): Record<string, unknown> => ({
  ...bodies[`${endpoint.method} ${endpoint.path}`], ...Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, ids[name] ?? newId()])),
})

// Bodies that pass the shape, so that a foreign id reaches the rows behind it.
const bodies: Readonly<Record<string, Record<string, unknown>>> = {
  'POST /tickets/:ticketId/facts': { kind: 'note.added', body: 'x' }, 'PATCH /tickets/:ticketId': { version: 1, title: 'stolen' }, 'POST /tickets/:ticketId/presence': { doing: 'viewing' },
  'POST /promises/:promiseId/excuse': { reason: 'because' }, 'POST /promises/:promiseId/explain': { reason: 'because' }, 'POST /agreements/:agreementId/facts': { kind: 'season.started' },
  'PATCH /customers/:customerId': { version: 1, name: 'stolen' }, 'PATCH /sites/:siteId': { name: 'stolen' }, 'PATCH /contacts/:contactId': { name: 'stolen' }, 'PATCH /assets/:assetId': { version: 1, name: 'stolen' },
  'PATCH /products/:productId': { name: 'stolen' }, 'PATCH /people/:personId': { name: 'stolen' }, 'PATCH /roles/:roleId': { title: { 'zh-TW': 'x', 'zh-CN': 'x', en: 'x' } }, 'PATCH /teams/:teamId': { name: 'stolen' },
}

const call = (endpoint: Endpoint, input: Record<string, unknown>, as?: Actor) => app.call(endpoint, input as never, as ? { as } : {})

async function fingerprint(orgId: string): Promise<string> {
  return db.tx('system', async (tx) => {
    const tables = await tx.rows<{ name: string }>(sql`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'org_id' and table_name not in ('idempotency_keys') order by 1`)
    const parts: string[] = []
    for (const { name } of tables) {
      const row = await tx.row<{ hash: string | null }>(sql`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.table(name)} t where org_id = ${orgId}`)
      parts.push(`${name}=${row?.hash ?? ''}`)
    }
    return createHash('sha256').update(parts.join('\n')).digest('hex')
  })
}

describe('R-01 the authorisation matrix', () => {
  test('R-01 every route of the contract is served, and no route is served that the contract does not name', () => {
    const served = routesOf(quiet).map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`).sort()
    expect(served).toEqual(routes.map(([, { method, path }]) => `${method} ${path}`).sort())
  })

  test.each(guarded)('R-01 %s: without a session 401; without the permission 403; with it neither', async (name, endpoint) => {
    expect((await call(endpoint, inputFor(endpoint, {}))).status).toBe(401)
    for (const role of roles) {
      const actor = people.get(role)!
      const isAllowed = endpoint.permission === 'signed-in' || actor.permissions.has(endpoint.permission as Permission)
      if (isAllowed && (streams.has(name) || endpoint.method !== 'GET' || needsSession(endpoint))) continue
      const { status } = await call(endpoint, inputFor(endpoint, {}), actor)
      if (isAllowed) expect([401, 403], `${role} ${name}`).not.toContain(status)
      else expect(status, `${role} ${name}`).toBe(403)
    }
  })

  test('R-01 a foreign id answers like an unknown one for every role and route, and nothing of the other organisation changes', async () => {
    const before = await fingerprint(foreign.orgId)
    for (const [name, endpoint] of guarded) {
      if (pathParameters(endpoint.path).length === 0 || streams.has(name)) continue
      for (const actor of [own.admin, people.get('manager')!, people.get('field-engineer')!, people.get('customer')!]) {
        const theirs = await call(endpoint, inputFor(endpoint, foreign.ids), actor)
        const unknown = await call(endpoint, inputFor(endpoint, {}), actor)
        expect([theirs.status, theirs.body?.code], name).toEqual([unknown.status, unknown.body?.code])
        expect(theirs.status, name).not.toBe(200)
      }
    }
    expect(await fingerprint(foreign.orgId)).toBe(before)
  })

  test('R-01 a foreign id inside a body is refused and nothing is stored', async () => {
    const before = await fingerprint(own.orgId)
    const register = endpoints['registerTicket']!
    for (const part of ['customerId', 'siteId', 'assetId', 'contactId', 'agreementId']) {
      const input = { type: 'fault', channel: 'phone', title: 'x', customerId: own.ids['customerId'], [part]: foreign.ids[part] }
      expect((await call(register, input, own.admin)).status, part).toBe(404)
    }
    for (const data of [{ to: foreign.ids['personId'] }, { to: newId() }]) {
      expect((await call(endpoints['recordFact']!, { ticketId: own.ids['ticketId'], kind: 'ticket.assigned', data }, own.admin)).body.code).toBe('person.unknown')
    }
    expect((await call(endpoints['bulkRecord']!, { ticketIds: [own.tickets[0], foreign.tickets[0]], kind: 'note.added', body: 'x' }, own.admin)).status).toBe(404)
    const after = await fingerprint(own.orgId)
    expect(after).toBe(before)
  })

  test('R-01 list, search, export and reading one show the same tickets, for whole, team, own and customer scope', async () => {
    const permissions = ['ticket.read', 'ticket.export'] as const
    const actors = [
      [own.admin, 3], [actorWith(own.orgId, permissions, { scope: 'team', teamIds: [own.ids['teamId']!] }), 2], [actorWith(own.orgId, permissions, { scope: 'own', id: own.ids['personId']! }), 1],
      [actorWith(own.orgId, permissions, { kind: 'customer', scope: 'own', customerId: own.ids['otherCustomerId']! }), 1], [actorWith(own.orgId, permissions, { scope: 'own' }), 0],
    ] as const
    for (const [actor, count] of actors) {
      const listed: string[] = (await app.call(listTickets, {}, { as: actor })).body.rows.map(({ id }: { id: string }) => id).sort()
      expect(listed).toHaveLength(count)
      const found: string[] = (await app.call(listTickets, { q: 'matter' }, { as: actor })).body.rows.map(({ id }: { id: string }) => id).sort()
      expect(found).toEqual(listed)
      const readable = await Promise.all(own.tickets.map(async (ticketId) => ((await app.call(getTicket, { ticketId }, { as: actor })).status === 200 ? [ticketId] : [])))
      expect(readable.flat().sort()).toEqual(listed)
      const exported = (await app.call(exportTickets, { format: 'csv' }, { as: actor })).text.trim().split('\n').length - 1
      expect(exported).toBe(count)
    }
  })

  test('R-01 a query that forgets the organisation still sees only its own rows', async () => {
    const rows = await db.tx({ orgId: own.orgId }, (tx) => tx.rows<{ org_id: string }>(sql`select org_id from tickets`))
    expect(rows).toHaveLength(3)
    expect(rows.every(({ org_id: orgId }) => orgId === own.orgId)).toBe(true)
    const forbidden = db.tx({ orgId: own.orgId }, (tx) => tx.run(sql`insert into teams (org_id, id, name) values (${foreign.orgId}, ${newId()}, 'x')`))
    await expect(forbidden).rejects.toMatchObject({ code: '42501' })
  })
})
