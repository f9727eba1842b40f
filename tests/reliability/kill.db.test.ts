// A node killed at any moment under load has kept everything it acknowledged and nothing half.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { openTown } from './house.ts'
import type { House, Town } from './house.ts'
import { startProcess } from './node-process.ts'

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
  const kept: string[] = []
  for (let kill = 0; kill < 20; kill += 1) {
    const node = await startProcess(town.database.url, dataDir)
    let dead = false
    const callers = [1, 2, 3, 4].map(async () => { while (!dead) kept.push(...(await register(node.address))) })
    await new Promise((resolve) => setTimeout(resolve, 350 + ((kill * 37) % 190)))
    await node.kill()
    dead = true
    await Promise.all(callers)
  }
  expect(kept.length).toBeGreaterThan(20)
  const found = await town.db.tx({ orgId: home.orgId }, (tx) => tx.rows<{ id: string; number: string; facts: number; promises: number; entries: number }>(sql`
    select t.id, t.number, (select count(*)::int from facts f where f.org_id = t.org_id and f.subject_id = t.id and f.kind = 'ticket.registered') as facts,
      (select count(*)::int from promises p where p.org_id = t.org_id and p.subject_id = t.id) as promises,
      (select count(distinct promise_key)::int from promise_entries e where e.org_id = t.org_id and e.subject_id = t.id and e.kind = 'made') as entries
    from tickets t where t.org_id = ${home.orgId} and t.title = 'killed'`))
  const ids = new Set(found.map(({ id }) => id))
  expect(kept.filter((id) => !ids.has(id))).toEqual([])
  expect(found.filter(({ facts, promises, entries }) => facts !== 1 || promises !== entries)).toEqual([])
  expect(new Set(found.map(({ number }) => number)).size).toBe(found.length)
}, 180_000)

/** The id of a ticket the node said it has; none if it could not say so any more. */
async function register(address: string): Promise<string[]> {
  try {
    const reply = await fetch(`${address}/api/tickets`, {
      method: 'POST', headers: { 'content-type': 'application/json', cookie: `session=${token}` },
      body: JSON.stringify({ type: 'fault', channel: 'phone', customerId: home.known['customer'], assetId: home.known['asset'], title: 'killed' }),
    })
    const body = (await reply.json()) as { id: string }
    if (reply.status !== 200) throw new Error(JSON.stringify(body))
    return [body.id]
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('{')) throw error
    return []
  }
}
