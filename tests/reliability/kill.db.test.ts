// A node killed at any moment under load has kept everything it acknowledged and nothing half.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import { checkConsistency } from '#server/main/consistency.ts'
import { newId } from '#server/platform/db/ids.ts'
import { openTown } from './house.ts'
import type { House, Town } from './house.ts'
import { startProcess, until } from './node-process.ts'

const token = 'k'.repeat(43)
let town: Town
let home: House
let dataDir: string
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  dataDir = mkdtempSync(join(tmpdir(), 'aftercare-kill-'))
  const now = Date.now() as Instant
  await town.db.tx({ orgId: home.orgId }, (tx) => tx.run(sql`
    insert into sessions (org_id, id, person_id, token_hash, created_at, last_seen_at, expires_at)
    values (${home.orgId}, ${newId()}, ${home.known['person']}, ${tokenHash(token)}, ${toIso(now)}, ${toIso(now)}, ${toIso((now + 86_400_000) as Instant)})`))
})
afterAll(async () => {
  await town.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('R-02 twenty kills at random moments under load: nothing acknowledged is lost, nothing is half, no number is given twice', async () => {
  const kept: Told[] = []
  let before = new Set<string>()
  const lost: string[] = []
  for (let kill = 0; kill < 20; kill += 1) {
    const node = await startProcess(town.database.url, dataDir)
    let dead = false
    const callers = [1, 2, 3, 4].map(async () => { while (!dead) kept.push(...(await register(node.address))) })
    const enough = kept.length + 2
    await until(() => kept.length >= enough, 30_000)
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 190))
    await node.kill()
    dead = true
    await Promise.all(callers)
    // What was written stays as it was written, line for line, through every kill.
    const after = await written()
    lost.push(...[...before].filter((line) => !after.has(line)))
    before = after
  }
  expect(lost).toEqual([])
  expect(kept.length).toBeGreaterThan(20)
  const found = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ id: string; number: string; facts: number; promises: number; entries: number }>(sql`
    select t.id, t.number, (select count(*)::int from facts f where f.org_id = t.org_id and f.subject_id = t.id and f.kind = 'ticket.registered') as facts,
      (select count(*)::int from promises p where p.org_id = t.org_id and p.subject_id = t.id) as promises,
      (select count(distinct promise_key)::int from promise_entries e where e.org_id = t.org_id and e.subject_id = t.id and e.kind = 'made') as entries
    from tickets t where t.org_id = ${home.orgId} and t.title = 'killed'`))
  const ids = new Set(found.map(({ id }) => id))
  expect(kept.filter(({ id }) => !ids.has(id))).toEqual([])
  const said = new Map(found.map(({ id, number }) => [id, number]))
  expect(kept.filter(({ id, number }) => said.get(id) !== number)).toEqual([])
  for (const { id, promises } of kept) expect([id, await dues(id)]).toEqual([id, promises])
  expect((await checkConsistency(town.db, dataDir)).findings).toEqual([])
  expect(found.filter(({ facts, promises, entries }) => facts !== 1 || promises !== entries)).toEqual([])
  expect(new Set(found.map(({ number }) => number)).size).toBe(found.length)
}, 600_000)

/** What a node has acknowledged of a ticket. */
type Told = { id: string; number: string; promises: string[] }

/** Every fact and every line of the ledger, word for word. */
const written = async () => new Set((await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ line: string }>(sql`
  select 'fact ' || to_jsonb(f)::text as line from facts f where org_id = ${home.orgId} union all select 'entry ' || to_jsonb(e)::text from promise_entries e where org_id = ${home.orgId}`))).map(({ line }) => line))

const dues = async (id: string) => (await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ key: string; due_at: string | null }>(sql`
  select key, due_at from promises where org_id = ${home.orgId} and subject_id = ${id}`))).map(({ key, due_at: dueAt }) => `${key} ${dueAt}`).sort()

/** What a node said of a ticket it has; none if it could not say so any more. */
async function register(address: string): Promise<Told[]> {
  try {
    const reply = await fetch(`${address}/api/tickets`, {
      method: 'POST', headers: { 'content-type': 'application/json', cookie: `session=${token}` },
      body: JSON.stringify({ type: 'fault', channel: 'phone', customerId: home.known['customer'], assetId: home.known['asset'], title: 'killed' }),
    })
    const body = (await reply.json()) as Omit<Told, 'promises'> & { promises: { key: string; dueAt: string | null }[] }
    if (reply.status !== 200) throw new Error(JSON.stringify(body))
    return [{ id: body.id, number: body.number, promises: body.promises.map(({ key, dueAt }) => `${key} ${dueAt}`).sort() }]
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('{')) throw error
    return []
  }
}
