// Requests as no honest client writes them: the decision is the one of the plain request, or a refusal.
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listTickets, registerTicket } from '#contract/ticket/endpoints.ts'
import { signIn } from '#contract/people/session.ts'
import { scanCode } from '#contract/channel/portal.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createIdentify } from '#server/modules/people/index.ts'
import { testApp } from '#tests/support/actor.ts'
import { nameOf, openTown, routes, served, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { sampleFor, schemaOf } from './sample.ts'

let town: Town
let home: House
let port: number
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  await town.app.app.listen({ port: 0, host: '127.0.0.1' })
  port = (town.app.app.server.address() as AddressInfo).port
})
afterAll(() => town.close())

const writes = served.filter(({ method }) => method !== 'GET')
const reads = served.filter(({ method, path }) => method === 'GET' && path !== '/live')

test('R-42 a request from another site is refused by every writing route before anything is read', async () => {
  const before = await stateOf(town.db)
  const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://localhost.evil.example' }]
  for (const endpoint of writes) {
    for (const headers of foreign) {
      const reply = await town.ask(endpoint, sampleFor(endpoint, home.known), { as: home.boss, headers })
      expect([nameOf(endpoint), headers, reply.status, reply.body?.code]).toEqual([nameOf(endpoint), headers, 403, 'request.wrong-origin'])
    }
  }
  expect(await stateOf(town.db)).toEqual(before)
})

test('R-42 reading changes nothing: GET, HEAD and OPTIONS of every route leave every table as it was', async () => {
  const before = await stateOf(town.db, undefined, ['attempt_counts'])
  for (const endpoint of reads) {
    const reply = await town.ask(endpoint, sampleFor(endpoint, home.known), { as: home.boss })
    expect(reply.status, `${nameOf(endpoint)}: ${reply.text.slice(0, 200)}`).not.toBe(500)
  }
  for (const { path } of served.filter((one) => one.path !== '/live')) {
    for (const method of ['HEAD', 'OPTIONS'] as const) await town.app.app.inject({ method, url: `/api${path.replaceAll(/:\w+/g, home.known['ticket']!)}` })
  }
  expect(await stateOf(town.db, undefined, ['attempt_counts'])).toEqual(before)
})

const contentTypes = [
  'text/plain', 'text/html', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/json5', 'application/json, text/plain', 'application/json;', 'application/json; charset=utf-16',
  'application/json; charset=utf-8; x=y', 'application/json;x=y', 'application/json\tx', 'application/json\t; charset=utf-8', ' application/jsonx', 'application /json', 'application/ json', 'application//json', 'application/json/',
  'application', 'json', '*/*', 'application/*', 'application/vnd.api+json', 'application/ld+json', 'application/problem+json', 'text/json', 'text/x-json', 'application/x-json', 'application/javascript',
  'application/xml', 'application/octet-stream', 'application/json charset=utf-8', 'application/json,', ';application/json', 'application/jso', 'application/jsonn', 'application\\json', '"application/json"',
  'application/json; charset=', 'multipart/form-data', 'multipart/form-data; boundary=x', 'multipart/mixed; boundary=x', 'text/plain; application/json', 'application/json#', 'application/json%20',
]

test('R-43 a bad body stays refused under every spelling of its content type, and a good one is read under one spelling only', async () => {
  expect(contentTypes.length).toBeGreaterThanOrEqual(40)
  const before = await stateOf(town.db, home.orgId)
  const bad = JSON.stringify({ type: 'fault', channel: 'phone', customerId: 'not an id', title: '', isAdmin: true })
  for (const type of contentTypes) {
    const reply = await raw(`POST /api/tickets HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\n`, bad)
    expect([type, reply.status < 500 && reply.status >= 400]).toEqual([type, true])
  }
  for (const type of ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset=UTF-8']) {
    const reply = await raw(`POST /api/session HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${type}\r\n`, JSON.stringify({ email: 'nobody@example.com', password: 'x', isAdmin: true }))
    expect([type, reply.status, reply.text.includes('request.invalid')]).toEqual([type, 400, true])
  }
  expect(await stateOf(town.db, home.orgId)).toEqual(before)
})

test('R-43 no writing route reads a good body under any other spelling of its content type', async () => {
  const before = await stateOf(town.db, undefined, ['attempt_counts'])
  const read: string[] = []
  for (const endpoint of writes) {
    const input = sampleFor(endpoint, home.known)
    for (const type of contentTypes) {
      const reply = await town.ask(endpoint, input, { as: home.boss, headers: { 'content-type': type } })
      if (reply.status !== 415 && !(reply.status === 400 && type === 'multipart/form-data; boundary=x' && endpoint.multipart)) read.push(`${nameOf(endpoint)} ${type}: ${reply.status} ${reply.text.slice(0, 80)}`)
    }
  }
  expect(read).toEqual([])
  expect(await stateOf(town.db, undefined, ['attempt_counts'])).toEqual(before)
}, 120_000)

test('R-43 no closed route is reached without a session by any spelling of its path, with any header that claims to be somebody', async () => {
  const claims = ['', 'x-forwarded-for: 127.0.0.1\r\n', 'x-original-url: /api/session\r\nx-rewrite-url: /api/session\r\n', 'x-test-actor: admin\r\n', 'authorization: Bearer null\r\n', 'cookie: session=x; session=y\r\n',
    'x-forwarded-proto: https\r\nx-forwarded-host: evil.example\r\n', 'x-http-method-override: GET\r\n', 'sec-fetch-site: none\r\n', 'x-api-key: admin\r\n', 'forwarded: for=127.0.0.1\r\n']
  const spellings = (path: string) => [`/api${path}`, `/api${path}/`, `//api${path}`, `/api/${path}`, `/api/.${path}`, `/api/x/..${path}`, `/api/x/%2e%2e${path}`, `/%61pi${path}`, `/API${path}`, `/api${path.toUpperCase()}`, `/api${path};x=1`, `/api${path}%00`,
    `/api${path}%20`, `/api${path}?`, `/api${path}#x`, `/api${path.replace(/^\/(\w)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`)}`, `\\api${path.replaceAll('/', '\\')}`, `http://localhost/api${path}`, `/api/session/..${path}`, `/api/portal/q/../..${path}`]
  const reached: string[] = []
  let n = 0
  for (const { method, path } of served.filter(({ permission }) => permission !== 'public')) {
    const url = path.replaceAll(/:\w+/g, home.known['ticket']!)
    for (const spelling of spellings(url)) {
      n += 1
      const { status } = await raw(`${method} ${spelling} HTTP/1.1\r\nhost: localhost\r\n${claims[n % claims.length]!}`)
      if (status < 400 || status >= 500) reached.push(`${method} ${spelling}: ${status}`)
    }
  }
  expect(reached).toEqual([])
  expect(n).toBeGreaterThan(1000)
}, 120_000)

test('R-43 no spelling of a path, header or method reaches a closed route without a session', async () => {
  const paths = ['/api/tickets', '/api/%74ickets', '/%61pi/tickets', '//api/tickets', '/api//tickets', '/api/./tickets', '/api/x/../tickets', '/api/%2e/tickets', '/api/x/%2e%2e/tickets', '/API/tickets', '/api/Tickets',
    '/api/tickets/', '/api/tickets;x=1', '/api/tickets%00', '/api/tickets%20', '/api/tickets?', '/api/tickets#x', '/api\\tickets', '/api/tickets%2f', '/api/tickets/%2e%2e/tickets', 'http://localhost/api/tickets',
    '/api/session/../tickets', '/api/portal/q/../../tickets', '/api/tickets?%00=1']
  const heads = ['', 'x-forwarded-for: 127.0.0.1\r\n', 'x-http-method-override: GET\r\n', 'x-original-url: /api/session\r\n', 'x-rewrite-url: /api/session\r\n', 'x-test-actor: admin\r\n', 'authorization: Bearer null\r\n',
    'authorization: Bearer ak_\r\nauthorization: Basic eDp4\r\n', 'cookie: session=\r\ncookie: session=x\r\n', 'cookie: session=../../x\r\n', 'x-forwarded-proto: https\r\nx-forwarded-host: evil.example\r\n']
  for (const path of paths) {
    for (const head of heads) {
      for (const method of ['GET', 'HEAD']) {
        const { status } = await raw(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${head}`)
        expect([method, path, head, status >= 400 && status < 500]).toEqual([method, path, head, true])
      }
    }
  }
}, 120_000)

test('R-43 a method override does not turn a read into a write, nor one write into another', async () => {
  const before = await stateOf(town.db, home.orgId)
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override', '_method']) {
    const reply = await town.app.call(listTickets, {}, { as: home.boss, headers: { [name]: 'DELETE' } })
    expect(reply.status).toBe(200)
    const read = await town.app.app.inject({ method: 'GET', url: `/api/tickets/${home.known['ticket']!}?_method=DELETE`, headers: { [name]: 'DELETE' } })
    expect(read.statusCode).toBe(401)
  }
  expect(await stateOf(town.db, home.orgId)).toEqual(before)
})

const injections = ["'", '"', "' or '1'='1", "'; drop table tickets; --", '%', '_', '\\', '%%%', '$1', '${1}', '{{7*7}}', '../../etc/passwd', '1e999', '-1', 'NaN', '__proto__', 'constructor', 'a'.repeat(5000), '\u0000', 'x\u0000y',
  '\ufffe', '٠', '1); select pg_sleep(5); --', "' union select null --", '[]', '{"$gt":""}', '\r\nset-cookie: x=y', '(((((', '(?=a)(?:b+)+$', '*:* & !', 'title desc; select 1']

test('R-12 no query parameter, known or unknown, makes a reading route fail or show more than it would', async () => {
  const everything = new Map<string, number>()
  for (const endpoint of reads) {
    const fields = [...Object.keys(schemaOf(endpoint).properties ?? {}), '__proto__', 'org_id']
    for (const [field, value] of fields.flatMap((one) => injections.map((text) => [one, text] as const))) {
      const reply = await town.ask(endpoint, { ...sampleFor(endpoint, home.known), [field]: value }, { as: home.boss })
      if (reply.status >= 500) everything.set(`${nameOf(endpoint)} ${field}=${value.slice(0, 30)}`, reply.status)
      if (value.includes('\0') && field !== '__proto__' && reply.status < 400) everything.set(`${nameOf(endpoint)} ${field} took NUL`, reply.status)
    }
  }
  expect([...everything]).toEqual([])
}, 120_000)

test('R-12 a search that is an attack finds what it spells and nothing else', async () => {
  for (const q of ["' or '1'='1", '%', '_', '%%%', '\\', '*:* & !', "'; drop table tickets; --", "' union select null --", '1); select pg_sleep(5); --']) {
    const reply = await town.app.call(listTickets, { q }, { as: home.boss })
    expect([q, reply.status, reply.body.rows?.length]).toEqual([q, 200, 0])
  }
})

test('R-13 a property that a route does not declare is refused by every writing route, and nothing changes', async () => {
  const all = new Set(served.flatMap((endpoint) => Object.keys(schemaOf(endpoint).properties ?? {})))
  for (const extra of ['orgId', 'org_id', 'isAdmin', 'permissions', 'createdAt', 'holder_id', 'password_hash', 'state']) all.add(extra)
  const before = await stateOf(town.db, home.orgId)
  const taken: string[] = []
  for (const endpoint of writes.filter(({ permission, path }) => permission !== 'public' && !path.startsWith('/session'))) {
    const declared = new Set([schemaOf(endpoint), ...(schemaOf(endpoint).anyOf ?? [])].flatMap(({ properties }) => Object.keys(properties ?? {})))
    for (const name of [...all].filter((one) => !declared.has(one))) {
      const reply = await town.ask(endpoint, { ...sampleFor(endpoint, home.known), [name]: home.known[name] ?? 'x' }, { as: home.boss })
      if (reply.status !== 400 || reply.body?.code !== 'request.invalid') taken.push(`${nameOf(endpoint)} ${name}: ${reply.status} ${String(reply.body?.code)}`)
    }
  }
  expect(taken).toEqual([])
  expect(await stateOf(town.db, home.orgId)).toEqual(before)
}, 120_000)

test('R-41 the limits of sign-in and of unknown codes count over two nodes and outlive a restart', async () => {
  const node = () => testApp(town.db, routes, { now: town.now, identify: createIdentify({ db: town.db, now: town.now, secure: false }) })
  let nodes = [await node(), await node()]
  const attempt = (n: number) => nodes[n % 2]!.call(signIn, { email: 'victim@example.com', password: 'wrong' })
  for (let n = 0; n < limits.signInPerAccount.attempts; n += 1) expect((await attempt(n)).body.code).toBe('session.wrong-credentials')
  for (const n of [0, 1]) expect((await attempt(n)).body.code).toBe('session.locked')
  await Promise.all(nodes.map((one) => one.close()))
  nodes = [await node(), await node()]
  for (const n of [0, 1]) expect((await attempt(n)).body.code).toBe('session.locked')
  town.later(limits.unknownCodePerAddress.windowSeconds * 1000)
  const scan = (n: number) => nodes[n % 2]!.call(scanCode, { code: `guess${n}` })
  const answers: string[] = []
  for (let n = 0; n <= limits.unknownCodePerAddress.attempts + 1; n += 1) answers.push((await scan(n)).body.code)
  expect(answers.at(-1)).toBe('request.too-many')
  expect(answers.filter((code) => code === 'request.too-many').length).toBeLessThanOrEqual(3)
  town.later(limits.signInPerAccount.windowSeconds * 1000 + 1)
  expect((await attempt(0)).body.code).toBe('session.wrong-credentials')
  await Promise.all(nodes.map((one) => one.close()))
})

test('R-15 the same registration sent twenty times at once with one key is one ticket', async () => {
  const send = () => town.app.call(registerTicket, { type: 'fault', channel: 'phone', customerId: home.known['customer']!, title: 'once' }, { as: home.boss, key: 'the-same-key' })
  const replies = await Promise.all(Array.from({ length: 20 }, send))
  expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
})

/** One request as it is written, byte by byte, and the answer's status and text. */
function raw(head: string, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${head}`)))
    socket.on('data', (chunk) => { text += chunk.toString() })
    socket.on('error', reject)
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 400), text }))
    socket.write(`${head}${body === '' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`}connection: close\r\n\r\n${body}`)
  })
}

