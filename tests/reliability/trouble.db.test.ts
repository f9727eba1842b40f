// The database cuts connections in the middle of the work: whoever calls again with the same key gets one effect, and the nodes find back by themselves.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkConsistency } from '#server/main/consistency.ts'
import { sql } from '#server/platform/db/database.ts'
import { openTown, sessionOf } from './house.ts'
import type { House, Town } from './house.ts'
import { dataFolder, startProcess, until } from './node-process.ts'
import type { NodeProcess } from './node-process.ts'

const data = dataFolder()
let town: Town
let home: House
let nodes: NodeProcess[] = []
let cookie: string
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  cookie = await sessionOf(town.db, home.orgId, home.known['person']!, 't')
  nodes = await Promise.all([startProcess(town.database.url, data.path), startProcess(town.database.url, data.path)])
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()))
  await town.close()
  data.remove()
})

const isReady = async ({ address }: NodeProcess) => (await fetch(`${address}/readyz`)).status === 200

test('R-22 connections are cut at random under load: only answers to try again, one effect for each key, and both nodes recover by themselves', async () => {
  const strange: string[] = []
  const done = new Map<string, string>()
  let cut = 0
  let over = false
  const call = async (node: NodeProcess, key: string) => {
    const reply = await fetch(`${node.address}/api/tickets`, {
      method: 'POST', headers: { 'content-type': 'application/json', cookie, 'idempotency-key': key },
      body: JSON.stringify({ type: 'fault', channel: 'phone', customerId: home.known['customer'], assetId: home.known['asset'], title: `cut ${key}` }),
    })
    const text = await reply.text()
    if (reply.status === 200) done.set(key, (JSON.parse(text) as { id: string }).id)
    else if (reply.status !== 503) strange.push(`${reply.status} ${text.slice(0, 200)}`)
    return reply.status
  }
  const callers = [0, 1, 2, 3].map(async (caller) => {
    for (let n = 0; !over; n += 1) {
      const key = `${caller}-${n}`
      for (let attempt = 0; attempt < 40; attempt += 1) {
        if ((await call(nodes[(caller + attempt) % 2]!, key)) === 200) break
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  })
  const butcher = new pg.Client(town.database.url)
  await butcher.connect()
  const cutting = (async () => {
    while (cut < 40) {
      await new Promise((resolve) => setTimeout(resolve, 120))
      const { rows } = await butcher.query(`
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`)
      cut += rows.length
    }
    over = true
  })()
  await Promise.all([cutting, ...callers])
  await butcher.end()
  await until(async () => (await Promise.all(nodes.map(isReady))).every(Boolean), 30_000)
  expect(strange).toEqual([])
  expect(done.size).toBeGreaterThan(20)
  const kept = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ id: string; title: string }>(sql`select id, title from tickets where org_id = ${home.orgId} and title like 'cut %'`))
  expect(new Set(kept.map(({ title }) => title)).size).toBe(kept.length)
  const at = new Map(kept.map(({ id, title }) => [title, id]))
  expect([...done].filter(([key, id]) => at.get(`cut ${key}`) !== id)).toEqual([])
  expect((await checkConsistency(town.db, data.path)).findings).toEqual([])
}, 180_000)
