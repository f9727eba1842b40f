// A database of the bench's own, a session in it, and the statements of a piece of work to be sent again without the product.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { newToken } from '../../server/platform/auth/tokens.ts'
import { openDatabase, sql } from '../../server/platform/db/database.ts'
import { migrate } from '../../server/platform/db/migrate.ts'
import { startPostgres } from '../../server/platform/postgres/launch.ts'
import { openSession } from '../../server/modules/people/store.ts'
import { seed, seedProfiles } from '../../server/main/seed.ts'

export async function prepare(tickets, say) {
  const dataDir = mkdtempSync(join(tmpdir(), 'aftercare-bench-'))
  const postgres = await startPostgres({ dataDir })
  const url = postgres.connectionString
  const stop = async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await migrate(url)
    const from = performance.now()
    const { administrators } = await seed(url, { ...seedProfiles.mid, tickets, seed: 1, now: Date.now(), say })
    const seedSeconds = (performance.now() - from) / 1000
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('vacuum analyze')
    const { rows: [{ size }] } = await client.query('select pg_database_size(current_database()) as size')
    await client.end()
    return { url, dataDir, stop, seedSeconds, size, version: postgres.version, db: openDatabase(url, { max: 12 }), administrator: administrators[0] }
  } catch (error) {
    await stop()
    throw error
  }
}

export async function signedIn(db, email) {
  const token = newToken()
  const person = await db.tx('system', (tx) => tx.row(sql`select org_id as "orgId", id, name from people where email = ${email}`))
  await db.tx('system', (tx) => openSession(tx, { orgId: person.orgId, personId: person.id, token, userAgent: 'bench', now: Date.now() }))
  return { ...person, token }
}

export function startServer(...args) {
  const child = fork(fileURLToPath(new URL('./server.mjs', import.meta.url)), args, { execArgv: ['--disable-warning=ExperimentalWarning'] })
  return new Promise((resolve, fail) => {
    child.once('message', (said) => resolve({ ...said, stop: () => new Promise((done) => { child.once('exit', done); child.kill() }) }))
    child.once('error', fail)
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}`)))
  })
}

/** The statements that one piece of work sends, with their values. */
export async function recorded(work) {
  // Once before, so that what is kept in memory is not asked for again.
  await work()
  const sent = []
  const query = pg.Client.prototype.query
  pg.Client.prototype.query = function (text, values, ...rest) {
    const statement = typeof text === 'string' ? { text, ...(Array.isArray(values) && { values }) } : { name: text.name, text: text.text, values: text.values }
    if (!statement.text.startsWith('set role')) sent.push(statement)
    return query.call(this, text, values, ...rest)
  }
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return sent
}

/** Connections that send recorded statements as they are, one list after the other. */
export async function replayer(url, lists, count = 8) {
  const clients = await Promise.all(Array.from({ length: count }, async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('set role aftercare_app')
    return client
  }))
  const free = [...clients]
  return {
    work: async (turn) => {
      const client = free.pop()
      for (const statement of lists[turn % lists.length]) await client.query(statement)
      free.push(client)
    },
    close: () => Promise.all(clients.map((client) => client.end())),
  }
}
