// What is told outside: each committed event reaches a receiver that lives, however badly it behaves; nothing that was taken back does.
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteWebhook, saveWebhook } from '#contract/channel/endpoints.ts'
import { recordFact, registerTicket } from '#contract/ticket/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { openTown } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

type Sink = { url: string; heard: string[]; taken: Set<string>; server: Server }
const data = dataFolder()
const clock = join(data.path, 'clock.json')
let town: Town
let home: House
let sinks: Sink[] = []
let workers: NodeProcess[] = []

/** A receiver; `behave` says of its nth call, at which attempt for that event, whether it answers 200, refuses with a status, or takes the call and cuts the line. */
async function sink(behave: (n: number, attempt: number) => 'ok' | 'cut' | number): Promise<Sink> {
  const heard: string[] = []
  const taken = new Set<string>()
  const server = createServer((request, reply) => {
    request.resume().on('end', () => {
      const event = String(request.headers['x-event-id'])
      heard.push(event)
      const way = behave(heard.length, Number(request.headers['x-attempt']))
      if (way === 'cut') { taken.add(event); return request.socket.destroy() }
      if (way === 'ok') taken.add(event)
      return reply.writeHead(way === 'ok' ? 200 : way, way === 429 ? { 'retry-after': '1' } : {}).end()
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard, taken, server }
}

beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  writeFileSync(clock, JSON.stringify({ offsetMs: town.now() - Date.now() }))
  await town.ask(deleteWebhook, { webhookId: home.known['webhook'] }, { as: home.boss })
  sinks = await Promise.all([sink(() => 'ok'), sink((n, attempt) => (attempt > 5 ? 'ok' : n % 10 === 4 ? 'cut' : n % 10 === 7 ? 429 : n % 10 < 3 ? 500 : 'ok')), sink(() => 'ok')])
  process.env['ALLOWED_TARGETS'] = sinks.map(({ url }) => new URL(url).host).join(',')
  for (const { url } of sinks) expect((await town.ask(saveWebhook, { url, events: ['ticket.registered', 'ticket.changed'] }, { as: home.boss })).status).toBe(200)
  sinks[2]!.server.close()
})
afterAll(async () => {
  delete process.env['ALLOWED_TARGETS']
  await Promise.all(workers.map((worker) => worker.kill()))
  for (const { server } of sinks) server.close()
  await town.close()
  data.remove()
})

const start = () => startProcess(town.database.url, data.path, { RUNS: 'worker', TEST_CLOCK_FILE: clock })
const inside = <Row>(query: ReturnType<typeof sql>) => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<Row>(query as Parameters<typeof tx.rows>[0]))
const waiting = async () => (await inside<{ n: number }>(sql`select count(*)::int as n from deliveries where org_id = ${home.orgId} and channel = 'webhook' and state = 'waiting'`))[0]!.n
const jobs = async () => (await inside<{ n: number }>(sql`select count(*)::int as n from jobs where org_id = ${home.orgId}`))[0]!.n

test('R-14 receivers fail, cut the line and die, workers are killed: every committed event arrives, none that was refused, and a dead receiver holds nobody up', async () => {
  for (let n = 0; n < 25; n += 1) {
    const { id } = (await town.app.call(registerTicket, { type: 'fault', channel: 'phone', customerId: home.known['customer']!, title: `told ${n}` }, { as: home.boss })).body
    expect((await town.ask(recordFact, { ticketId: id, kind: 'note.added', body: 'one' }, { as: home.boss })).status).toBe(200)
    expect((await town.ask(recordFact, { ticketId: id, kind: 'ticket.closed', data: {}, body: 'not yet' }, { as: home.boss })).status).toBeGreaterThanOrEqual(400)
  }
  const kills = 3
  for (let kill = 0; kill < kills; kill += 1) {
    const before = sinks[0]!.heard.length
    const worker = await start()
    await until(() => sinks[0]!.heard.length > before, 20_000).catch(() => undefined)
    await worker.kill()
  }
  workers = await Promise.all([start(), start()])
  // Retries wait longer each time; the clock of the workers goes ahead until nothing waits.
  let offset = town.now() - Date.now()
  for (let step = 0; step < 40 && ((await waiting()) > 0 || (await jobs()) > 0); step += 1) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    offset += 600_000
    writeFileSync(clock, JSON.stringify({ offsetMs: offset }))
  }
  const rows = await inside<{ event: string; target: string; state: string; attempts: number; error: string | null }>(sql`
    select event_id as event, w.url as target, d.state, d.attempts, d.last_error as error from deliveries d join webhooks w on w.org_id = d.org_id and w.id::text = d.target where d.org_id = ${home.orgId} and d.channel = 'webhook'`)
  const committed = (await inside<{ id: string }>(sql`
    select f.id from facts f join tickets t on t.org_id = f.org_id and t.id = f.subject_id where f.org_id = ${home.orgId} and t.title like 'told %' and f.kind in ('ticket.registered', 'note.added')`)).map(({ id }) => id)
  const facts = new Set((await inside<{ id: string }>(sql`select id from facts where org_id = ${home.orgId}`)).map(({ id }) => id))
  const [good, bad, dead] = sinks as [Sink, Sink, Sink]
  for (const { taken, heard } of [good, bad]) {
    expect(committed.filter((id) => !taken.has(id))).toEqual([])
    expect(heard.filter((id) => !facts.has(id))).toEqual([])
  }
  // Without a fault nothing comes twice: only what was on its way when a worker was killed may.
  expect(good.heard.length - new Set(good.heard).size).toBeLessThanOrEqual(kills * 20)
  expect(rows.filter(({ target, state }) => target !== dead.url && state !== 'sent')).toEqual([])
  const givenUp = rows.filter(({ target }) => target === dead.url)
  expect(givenUp.length).toBeGreaterThanOrEqual(50)
  expect(givenUp.filter(({ state, attempts, error }) => state !== 'failed' || attempts < limits.jobAttempts || !error)).toEqual([])
}, 180_000)
