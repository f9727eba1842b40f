// A backup brought back beside what runs: into a database that does not exist yet, or into a data folder of its own. It is checked
// before anything is made, brought to this version, and sends nothing that may have been sent already.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { migrate } from '#server/platform/db/migrate.ts'
import { startPostgres } from '#server/platform/postgres/launch.ts'
import { audit } from '../modules/org/index.ts'
import { checkBackup, restore } from './backup.ts'
import type { Manifest } from './backup.ts'
import { eraseAgain } from './erase.ts'

export type Restored = { manifest: Manifest; held: number; erased: number; place: string }

/** `to` is a postgres:// address, or a folder; `dataDir` is that of the present installation, which remembers whom it forgot. */
export async function restoreTo(folder: string, to: string, dataDir: string, now: Instant): Promise<Restored> {
  await checkBackup(folder)
  return /^postgres(ql)?:\/\//.test(to) ? intoDatabase(folder, to, dataDir, now) : intoFolder(folder, resolve(to), dataDir, now)
}

async function intoFolder(folder: string, target: string, dataDir: string, now: Instant): Promise<Restored> {
  if (existsSync(target)) throw new Error(`${target} exists already. Name a folder that does not.`)
  const own = await startPostgres({ dataDir: target })
  try {
    return await fill(folder, own.connectionString, target, dataDir, now, target)
  } finally {
    await own.stop()
  }
}

async function intoDatabase(folder: string, url: string, dataDir: string, now: Instant): Promise<Restored> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  if (!/^[a-z_][a-z0-9_-]{0,62}$/i.test(name)) throw new Error('The address ends in the name of the new database.')
  await onServer(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) throw new Error(`The database ${name} exists already. Name one that does not.`)
    await client.query(`create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8' locale 'C.UTF-8'`)
  })
  try {
    return await fill(folder, url, dataDir, dataDir, now, name)
  } catch (error) {
    await onServer(url, (client) => client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`))
    throw error
  }
}

async function fill(folder: string, url: string, filesDir: string, dataDir: string, now: Instant, place: string): Promise<Restored> {
  const { migrations } = await checkBackup(folder)
  await migrate(url, { to: migrations.at(-1) ?? '' })
  const manifest = await restore(url, filesDir, folder)
  await migrate(url)
  const db = openDatabase(url, { max: 2 })
  try {
    const erased = await eraseAgain(db, dataDir, now)
    return { manifest, held: await holdBack(db, now), erased, place }
  } finally {
    await db.close()
  }
}

// What waited when the backup was made may have left since: an operator sends it again on purpose (dead-letter redrive), or not.
const holdBack = (db: DatabaseHandle, now: Instant): Promise<number> => db.tx('system', async (tx) => {
  const reason = 'restored: may have been sent before'
  const held = await tx.run(sql`update deliveries set state = 'failed', last_error = ${reason}, leased_until = null where state = 'waiting'`)
  const jobs = await tx.run(sql`update jobs set state = 'dead', last_error = ${reason}, leased_until = null, leased_by = null where state = 'waiting' and kind = 'ticket.told'`)
  for (const { id } of await tx.rows<{ id: string }>(sql`select id from orgs`)) {
    await audit({ tx, now, actor: { orgId: id, id: null, name: 'operator' } }, { action: 'database.restored', noun: 'org', nounId: id, after: { at: toIso(now) } })
  }
  return held + jobs
})

async function onServer(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new URL(url)
  server.pathname = '/postgres'
  const client = new pg.Client({ connectionString: server.href })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
