// The whole product as a stranger runs it: database, server, worker, web apps and demo data; only the clock can be moved.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '#domain/time/instant.ts'
import { seedDemo } from '#server/main/demo.ts'
import { startNode } from '#server/main/node.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import { createDatabase } from './database.ts'

export type Stack = { url: string; orgId: string; forward: (minutes: number) => void; close: () => Promise<void> }

const root = fileURLToPath(new URL('../../', import.meta.url))

export async function openStack(): Promise<Stack> {
  execFileSync(process.execPath, [join(root, 'tools/build.mjs')], { cwd: root, stdio: 'ignore', timeout: 240_000 })
  const database = await createDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-journey-'))
  const db = openDatabase(database.url, { max: 2 })
  const orgId = await seedDemo(db, Date.now() as Instant)
  await db.close()
  let ahead = 0
  const node = await startNode({ databaseUrl: database.url, dataDir, port: 0, host: '127.0.0.1', runs: 'all', quiet: true, now: () => (Date.now() + ahead) as Instant })
  return {
    url: node.address, orgId, forward: (minutes) => { ahead += minutes * 60_000 },
    close: async () => {
      await node.stop()
      rmSync(dataDir, { recursive: true, force: true })
      await database.drop()
    },
  }
}
