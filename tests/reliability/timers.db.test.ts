// Clocks strike once, whoever carries them and whoever falls over; a write is whole or not there.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getTicket, listTickets, recordFact, registerTicket } from '#contract/ticket/endpoints.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { startWorker } from '#server/main/worker.ts'
import { claimDueTimers } from '#server/modules/promise/index.ts'
import { strikeTicket } from '#server/modules/ticket/index.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createLog } from '#server/platform/log/log.ts'
import { testApp } from '#tests/support/actor.ts'
import { openTown, routes } from './house.ts'
import type { House, Town } from './house.ts'

let town: Town
let home: House
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
})
afterAll(() => town.close())

const register = (title: string) => ({ type: 'fault', channel: 'phone', customerId: home.known['customer']!, assetId: home.known['asset']!, title } as const)
/** A ticket with a question to be researched within ten minutes. */
async function asked(title: string): Promise<string> {
  const { id } = (await town.app.call(registerTicket, register(title), { as: home.boss })).body
  const reply = await town.app.call(recordFact, { ticketId: id, kind: 'question.research-needed' }, { as: home.boss })
  expect(reply.status, reply.text).toBe(200)
  return id
}

const silent = createLog(() => undefined)

type Struck = { subject: string; promise: string; mark: string; strikes: number }
const strikes = () => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<Struck>(sql`
  select subject_id as subject, data->>'promise' as promise, data->>'mark' as mark, count(*)::int as strikes from facts where org_id = ${home.orgId} and kind = 'clock.struck' group by 1, 2, 3`))
const dueTimers = (now: Instant) => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ subject_id: string; promise_key: string; mark: string; fires_at: string }>(sql`
  select subject_id, promise_key, mark, fires_at from timers where org_id = ${home.orgId} and fires_at <= ${toIso(now)}`))

test('R-03 three workers, two of them falling over, strike every due clock exactly once, none early and none of a closed ticket', async () => {
  const tickets: string[] = []
  for (let n = 0; n < 20; n += 1) tickets.push(await asked(`matter ${n}`))
  const cancelled = tickets.slice(0, 3)
  for (const ticketId of cancelled) {
    const reply = await town.app.call(recordFact, { ticketId, kind: 'ticket.cancelled', data: { reason: 'not needed' }, body: 'not needed' }, { as: home.boss })
    expect(reply.status, reply.text).toBe(200)
  }
  town.later(40 * 60_000)
  const due = await dueTimers(town.now())
  expect(due.length).toBeGreaterThan(10)
  expect(due.filter(({ subject_id: id }) => cancelled.includes(id))).toEqual([])
  const nodes = [0, 1, 2].map(() => openDatabase(town.database.url, { max: 4 }))
  const workers = nodes.map((db) => startWorker({ db, log: silent, now: town.now, mailer: null, restMs: 20 }))
  // One node loses all its connections in the middle of its work, again and again; another is stopped early.
  let cuts = 0
  for (let n = 0; n < 5; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30))
    cuts += await cutConnections(nodes[0]!)
  }
  expect(cuts).toBeGreaterThan(0)
  await workers[1]!.stop()
  town.later((limits.leaseSeconds + 1) * 1000)
  for (let round = 0; round < 200 && (await dueTimers(town.now())).length > 0; round += 1) {
    town.later(round % 10 === 9 ? (limits.leaseSeconds * 2) * 1000 : 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await Promise.all([workers[0]!.stop(), workers[2]!.stop()])
  await Promise.all(nodes.map((db) => db.close()))
  expect(await dueTimers(town.now())).toEqual([])
  const struck = await strikes()
  expect(struck.filter((one) => one.strikes !== 1)).toEqual([])
  for (const { subject_id: subject, promise_key: promise, mark } of due) {
    expect(struck.some((one) => one.subject === subject && one.promise === promise && one.mark === mark), `${promise} ${mark}`).toBe(true)
  }
  expect(struck.filter(({ subject }) => cancelled.includes(subject))).toEqual([])
  const early = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows(sql`select id from facts where org_id = ${home.orgId} and kind = 'clock.struck' and recorded_at < happened_at`))
  expect(early).toEqual([])
})

async function cutConnections(db: DatabaseHandle): Promise<number> {
  const pid = await db.pool.query<{ pid: number }>('select pg_backend_pid() as pid').then(({ rows }) => rows[0]?.pid ?? 0).catch(() => 0)
  const client = await town.db.pool.connect()
  try {
    await client.query('reset role')
    const { rows } = await client.query<{ cut: boolean }>('select pg_terminate_backend($1) as cut', [pid])
    return rows[0]?.cut ? 1 : 0
  } finally {
    client.release(true)
  }
}

test('R-03 a worker that slept through its lease writes nothing', async () => {
  await asked('slept')
  town.later(40 * 60_000)
  const asleep = await claimDueTimers(town.db, 'asleep', town.now())
  expect(asleep.length).toBeGreaterThan(0)
  town.later((limits.leaseSeconds + 1) * 1000)
  const awake = await claimDueTimers(town.db, 'awake', town.now())
  const before = await strikes()
  for (const subject of asleep.filter(({ kind }) => kind === 'ticket')) expect(await strikeTicket(town.db, subject, town.now())).toBe(0)
  expect(await strikes()).toEqual(before)
  for (const subject of awake.filter(({ kind }) => kind === 'ticket')) expect(await strikeTicket(town.db, subject, town.now())).toBeGreaterThan(0)
  expect((await strikes()).filter((one) => one.strikes !== 1)).toEqual([])
})

/** The same database, whose n-th statement of a unit of work fails. */
function failing(db: DatabaseHandle, n: () => number, seen: { statements: number }): DatabaseHandle {
  const counted = (tx: Tx): Tx => {
    const before = () => {
      seen.statements += 1
      if (seen.statements === n()) throw Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' })
    }
    return {
      rows: async (query) => { before(); return tx.rows(query) }, row: async (query) => { before(); return tx.row(query) },
      run: async (query) => { before(); return tx.run(query) }, afterCommit: tx.afterCommit,
    }
  }
  return { ...db, tx: (scope, work) => db.tx(scope, (tx) => work(counted(tx))) }
}

test('R-02 a registration and a fact that fail at any of their statements leave nothing behind', async () => {
  const seen = { statements: 0 }
  let failAt = 0
  const broken = failing(town.db, () => failAt, seen)
  const app = await testApp(broken, routes, { now: town.now, services: { log: silent } })
  const ticket = (await town.app.call(registerTicket, register('whole'), { as: home.boss })).body
  const counts = () => town.db.tx({ orgId: home.orgId }, async (tx) => Object.assign({}, ...await Promise.all(['tickets', 'facts', 'promises', 'promise_entries', 'timers', 'jobs', 'audit_entries'].map(async (table) =>
    ({ [table]: (await tx.row<{ n: number }>(sql`select count(*)::int as n from ${sql.raw(table)} where org_id = ${home.orgId}`))!.n })))))
  const attempts = [
    () => app.call(registerTicket, register('half'), { as: home.boss }),
    () => app.call(recordFact, { ticketId: ticket.id, kind: 'note.added', body: 'half' }, { as: home.boss }),
  ]
  for (const attempt of attempts) {
    const before = await counts()
    for (failAt = 1; ; failAt += 1) {
      seen.statements = 0
      const reply = await attempt()
      if (reply.status === 200) break
      expect([failAt, await counts()]).toEqual([failAt, before])
      expect(failAt).toBeLessThan(200)
    }
    expect(failAt).toBeGreaterThan(5)
    expect(await counts()).not.toEqual(before)
  }
  await app.close()
  const { rows } = (await town.app.call(listTickets, { limit: 200 }, { as: home.boss })).body
  expect(new Set(rows.map(({ number }: { number: string }) => number)).size).toBe(rows.length)
  expect((await town.app.call(getTicket, { ticketId: ticket.id }, { as: home.boss })).status).toBe(200)
})
