// Workers as processes of their own: one is killed, one falls asleep beyond its lease; every clock still strikes once and everybody is told once.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordFact, registerTicket } from '#contract/ticket/endpoints.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { createPerson } from '#tests/support/actor.ts'
import { openTown } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const data = dataFolder()
const clock = join(data.path, 'clock.json')
let town: Town
let home: House
let workers: NodeProcess[] = []
/** The clock of the processes goes where that of the test is. */
const setClock = () => writeFileSync(clock, JSON.stringify({ offsetMs: town.now() - Date.now() }))
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  setClock()
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  await town.close()
  data.remove()
})

const start = () => startProcess(town.database.url, data.path, { RUNS: 'worker', TEST_CLOCK_FILE: clock })
const record = async (ticketId: string, kind: 'question.research-needed' | 'ticket.paused' | 'ticket.cancelled', fields: Record<string, string> = {}) => {
  const reply = await town.ask(recordFact, { ticketId, kind, data: fields, body: 'because' }, { as: home.boss })
  expect(reply.status, reply.text).toBe(200)
}
async function asked(title: string, holderId: string): Promise<string> {
  const { id } = (await town.app.call(registerTicket, { type: 'fault', channel: 'phone', customerId: home.known['customer']!, assetId: home.known['asset']!, title, holderId }, { as: home.boss })).body
  await record(id, 'question.research-needed')
  return id as string
}
type Timer = { subject_id: string; promise_key: string; mark: string }
const inside = <Row>(query: Parameters<Parameters<Parameters<Town['db']['tx']>[1]>[0]['rows']>[0]) => town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<Row>(query))
const dueTimers = () => inside<Timer>(sql`select subject_id, promise_key, mark from timers where org_id = ${home.orgId} and fires_at <= ${toIso(town.now())}`)
const strikes = () => inside<{ id: string; subject: string; promise: string; mark: string; happened: string; recorded: string }>(sql`
  select id, subject_id as subject, data->>'promise' as promise, data->>'mark' as mark, happened_at as happened, recorded_at as recorded from facts where org_id = ${home.orgId} and kind = 'clock.struck'`)

test('R-03 of three worker processes one is killed and one sleeps beyond its lease: each due clock strikes once, none early, none of what waits or is over', async () => {
  const manager = await createPerson(town.db, home.orgId, { role: 'lead' })
  const holder = await createPerson(town.db, home.orgId, { role: 'service-desk', managerId: manager.id })
  const tickets: string[] = []
  for (let n = 0; n < 30; n += 1) tickets.push(await asked(`matter ${n}`, holder.id))
  const [cancelled, paused] = [tickets.slice(0, 3), tickets.slice(3, 6)]
  for (const id of cancelled) await record(id, 'ticket.cancelled', { reason: 'not needed' })
  for (const id of paused) await record(id, 'ticket.paused', { reason: 'customer' })
  const held = await inside<{ subject: string; key: string }>(sql`select subject_id as subject, key from promises where org_id = ${home.orgId} and state = 'paused'`)
  expect(held.filter(({ subject }) => paused.includes(subject)).length).toBeGreaterThan(0)

  workers = await Promise.all([start(), start(), start()])
  await new Promise((resolve) => setTimeout(resolve, 1200))
  expect(await strikes()).toEqual([])
  town.later(40 * 60_000)
  const due = await dueTimers()
  expect(due.length).toBeGreaterThan(20)
  setClock()
  await until(async () => (await strikes()).length > 0, 10_000)
  workers[1]!.signal('SIGSTOP')
  await workers[0]!.kill()
  // What the two had taken comes free when their lease has ended; then the sleeper wakes with an old one.
  town.later((limits.leaseSeconds + 1) * 1000)
  setClock()
  await new Promise((resolve) => setTimeout(resolve, 800))
  workers[1]!.signal('SIGCONT')
  workers.push(await start())
  for (let round = 0; (await dueTimers()).length > 0 && round < 60; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    if (round % 10 === 9) { town.later(limits.leaseSeconds * 2000); setClock() }
  }
  expect(await dueTimers()).toEqual([])

  const struck = await strikes()
  const keyOf = (one: { subject: string; promise: string; mark: string }) => `${one.subject} ${one.promise} ${one.mark}`
  const times = new Map<string, number>()
  for (const one of struck) times.set(keyOf(one), (times.get(keyOf(one)) ?? 0) + 1)
  expect([...times].filter(([, n]) => n !== 1)).toEqual([])
  expect(due.filter(({ subject_id: subject, promise_key: promise, mark }) => !times.has(keyOf({ subject, promise, mark })))).toEqual([])
  expect(struck.filter(({ happened, recorded }) => recorded < happened)).toEqual([])
  expect(struck.filter(({ subject }) => cancelled.includes(subject))).toEqual([])
  expect(struck.filter(({ subject, promise }) => held.some((one) => one.subject === subject && one.key === promise))).toEqual([])

  const notices = await inside<{ fact: string; person: string; n: number }>(sql`
    select data->>'factId' as fact, person_id as person, count(*)::int as n from notices where org_id = ${home.orgId} and data ? 'factId' group by 1, 2`)
  expect(notices.filter(({ n }) => n !== 1)).toEqual([])
  const told = (id: string) => notices.filter(({ fact }) => fact === id).map(({ person }) => person)
  expect(struck.filter(({ mark }) => mark === 'due').filter(({ id }) => told(id).join() !== holder.id)).toEqual([])
  expect(struck.some(({ mark }) => mark === 'due')).toBe(true)
  expect(notices.filter(({ fact }) => !struck.some(({ id }) => id === fact))).toEqual([])
  const jobs = await inside<{ state: string }>(sql`select state from jobs where org_id = ${home.orgId} and state = 'dead'`)
  expect(jobs).toEqual([])
}, 120_000)
