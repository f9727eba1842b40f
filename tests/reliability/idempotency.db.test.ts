// A key stands for one request of one caller, whichever node hears it and however often; only what had an effect is remembered.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCustomer } from '#contract/party/endpoints.ts'
import { registerTicket } from '#contract/ticket/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { createPerson } from '#tests/support/actor.ts'
import { nameOf, openTown, served, sessionOf, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'
import { sampleFor } from './sample.ts'

const data = dataFolder()
let town: Town
let home: House
let abroad: House
let nodes: NodeProcess[] = []
let cookies: Record<'boss' | 'other' | 'abroad', string>
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  abroad = await town.house('abroad')
  const other = await createPerson(town.db, home.orgId, { role: 'administrator' })
  cookies = {
    boss: await sessionOf(town.db, home.orgId, home.known['person']!, 'b'), other: await sessionOf(town.db, home.orgId, other.id, 'o'), abroad: await sessionOf(town.db, abroad.orgId, abroad.known['person']!, 'a'),
  }
  nodes = await Promise.all([startProcess(town.database.url, data.path, { RUNS: 'api' }), startProcess(town.database.url, data.path, { RUNS: 'api' })])
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await town.close()
  data.remove()
})

const ticket = (title: string) => ({ type: 'fault' as const, channel: 'phone' as const, customerId: home.known['customer']!, title })
const register = (node: number, key: string, title: string, cookie = cookies.boss) => nodes[node]!.ask(registerTicket, ticket(title), { cookie, 'idempotency-key': key })
const titled = (like: string) => town.db.tx('system', (tx) => tx.rows<{ title: string }>(sql`select title from tickets where title like ${like}`))

test('R-15 a hundred times at once over two nodes: one effect, and everybody gets the same answer', async () => {
  const replies = await Promise.all(Array.from({ length: 100 }, (_, n) => register(n % 2, 'parallel', 'parallel')))
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
  expect(await titled('parallel')).toHaveLength(1)
})

test('R-15 a key that comes again with another request is refused and has no effect', async () => {
  const first = await register(0, 'again', 'again one')
  const other = await register(1, 'again', 'again two')
  expect([other.status, other.body.code]).toEqual([422, 'request.key-reused'])
  const elsewhere = await nodes[1]!.ask(createCustomer, { name: 'again' }, { cookie: cookies.boss, 'idempotency-key': 'again' })
  expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'request.key-reused'])
  expect((await register(1, 'again', 'again one')).text).toBe(first.text)
  expect(await titled('again%')).toHaveLength(1)
})

test('R-15 keys belong to a person: the same one of somebody else, or of another house, is another', async () => {
  const mine = await register(0, 'shared', 'shared mine')
  const theirs = await register(1, 'shared', 'shared theirs', cookies.other)
  const foreign = await nodes[1]!.ask(createCustomer, { name: 'shared' }, { cookie: cookies.abroad, 'idempotency-key': 'shared' })
  expect([mine.status, theirs.status, foreign.status]).toEqual([200, 200, 200])
  expect(theirs.body.id).not.toBe(mine.body.id)
  expect(foreign.body.name).toBe('shared')
})

test('R-15 the answer is lost two hundred times: asked again at another node, each has one effect', async () => {
  const lost = (node: number, key: string, after: number) => new Promise<void>((resolve) => {
    const body = JSON.stringify(ticket(`lost ${key}`))
    const socket = connect(nodes[node]!.port, '127.0.0.1', () => {
      socket.write(`POST /api/tickets HTTP/1.1\r\nhost: x\r\ncookie: ${cookies.boss}\r\nidempotency-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      setTimeout(() => { socket.destroy(); resolve() }, after)
    })
    socket.on('error', () => resolve())
  })
  for (let batch = 0; batch < 20; batch += 1) {
    await Promise.all(Array.from({ length: 10 }, async (_, n) => {
      const key = `lost-${batch}-${n}`
      await lost(n % 2, key, (batch * 10 + n) % 40)
      expect((await register((n + 1) % 2, key, `lost ${key}`)).status).toBe(200)
    }))
  }
  const kept = await titled('lost %')
  expect([kept.length, new Set(kept.map(({ title }) => title)).size]).toEqual([200, 200])
}, 60_000)

test('R-15 a refusal is not remembered: the corrected request passes under the same key', async () => {
  const refused = await nodes[0]!.ask(registerTicket, { ...ticket('corrected'), customerId: newId() }, { cookie: cookies.boss, 'idempotency-key': 'corrected' })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  expect((await register(1, 'corrected', 'corrected')).status).toBe(200)
  expect((await register(0, 'corrected', 'corrected')).status).toBe(200)
  expect(await titled('corrected')).toHaveLength(1)
})

test('R-15 a key has one to 255 characters', async () => {
  for (const [key, status] of [['k'.repeat(255), 200], ['k'.repeat(256), 400], ['', 400], ['clé-é', 200]] as const) {
    const title = `length ${key.length}`
    expect([key.length, (await register(0, key, title)).status, (await register(1, key, title)).status]).toEqual([key.length, status, status])
    expect(await titled(title)).toHaveLength(status === 200 ? 1 : 0)
  }
})

test('R-15 a file is part of what a key stands for: the same bytes are one attachment, other bytes are refused', async () => {
  const upload = async (node: number, of: number) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, of])]), 'photo.jpg')
    const reply = await fetch(`${nodes[node]!.address}/api/tickets/${home.known['ticket']!}/attachments`, { method: 'POST', headers: { cookie: cookies.boss, 'idempotency-key': 'photo' }, body: form })
    return { status: reply.status, text: await reply.text() }
  }
  const [first, same, other] = [await upload(0, 1), await upload(1, 1), await upload(1, 2)]
  expect([first.status, same.status, other.status]).toEqual([200, 200, 422])
  expect(same.text).toBe(first.text)
  expect(other.text).toContain('request.key-reused')
})

// Last, since among all writing routes are those that end sessions.
test('R-15 every writing route repeats its answer under the same key, unless it shows a secret, and changes nothing the second time', async () => {
  const writes = served.filter(({ method, permission, path }) => method !== 'GET' && permission !== 'public' && !path.startsWith('/session'))
  const told: string[] = []
  let repeated = 0
  for (const [n, endpoint] of writes.entries()) {
    const send = () => town.ask(endpoint, sampleFor(endpoint, home.known), { as: home.boss, key: `route-${n}` })
    const first = await send()
    if (first.status !== 200) continue
    const before = await stateOf(town.db, home.orgId)
    const second = await send()
    const after = await stateOf(town.db, home.orgId)
    repeated += 1
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    const isRepeated = endpoint.showsSecret ? second.body?.code === 'request.answered-once' : second.status === 200 && second.text === first.text
    if (!isRepeated) told.push(`${nameOf(endpoint)}: ${second.status} ${second.text.slice(0, 100)}`)
    if (changed.length > 0) told.push(`${nameOf(endpoint)} changed ${changed.join()}`)
  }
  expect(told).toEqual([])
  expect(repeated).toBeGreaterThan(40)
}, 120_000)
