// The database as the modules see it: a transaction that knows its organisation. Nothing is read outside one.
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import pg from 'pg'

export type Tx = {
  /** Runs a statement and returns its rows. */
  rows: <Row>(query: RawBuilder<unknown>) => Promise<Row[]>
  /** The only row, or null. */
  row: <Row>(query: RawBuilder<unknown>) => Promise<Row | null>
  run: (query: RawBuilder<unknown>) => Promise<number>
  /** Work that must wait for the commit: waking a worker, telling open screens. */
  afterCommit: (work: () => void) => void
}
export type Scope = { orgId: string } | 'system'

export type DatabaseHandle = {
  tx: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** A short unit of work of the system that stays whatever becomes of the one it is called from, on connections of its own. */
  aside: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  pool: pg.Pool
  close: () => Promise<void>
}
export { sql }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

export function openDatabase(connectionString: string, options: { max?: number; onError?: (error: Error) => void } = {}): DatabaseHandle {
  const open = (max: number) => openPool(connectionString, max, options.onError)
  const [pool, few] = [open(options.max ?? 12), open(2)]
  return { pool, tx: (scope, work) => inTransaction(pool, scope, work), aside: (work) => inTransaction(few, 'system', work), close: async () => { await Promise.all([pool.end(), few.end()]) } }
}

function openPool(connectionString: string, max: number, onError?: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    // What does not wait for an answer is sent in one go: statements of a transaction go out as they are asked, answers come in that order.
    pipeline: true,
    connectionString, max, idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, keepAlive: true,
    // The role has no right to step over row-level security, even where the login is a superuser; a connection that cannot take it on
    // is not used. Joins are written in the order in which they are to be made: searching a better one takes longer than the query.
    onConnect: (client) => {
      client.on('error', (error) => onError?.(error))
      return client.query(`set role aftercare_app; set statement_timeout = '30s'; set idle_in_transaction_session_timeout = '60s'; set join_collapse_limit = 1`) as unknown as void
    },
  })
  pool.on('error', (error) => onError?.(error))
  return pool
}

async function inTransaction<T>(pool: pg.Pool, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => { throw lost(error) })
  const after: (() => void)[] = []
  const life = { over: false }
  let broken: Error | undefined
  try {
    // The first statement goes out together with the opening; should that fail, the transaction is aborted and so is everything behind it.
    const opened = client.query(opening(scope))
    opened.catch(() => undefined)
    const result = await work(transaction(client, after, life))
    life.over = true
    await opened
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('a statement failed unnoticed: nothing was kept')
    for (const wake of after) wake()
    return result
  } catch (error) {
    life.over = true
    await client.query('rollback').catch((failure: Error) => { broken = failure })
    throw lost(error)
  } finally {
    client.release(broken)
  }
}

// The driver names no code for a connection that went away; it gets the one of the standard.
const away = /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/

function lost(error: unknown): unknown {
  return error instanceof Error && away.test(error.message) ? Object.assign(error, { code: '08006' }) : error
}

function opening(scope: Scope): string {
  if (scope === 'system') return `begin; select set_config('app.system', 'on', true)`
  if (!uuid.test(scope.orgId)) throw new Error('an organisation id is a uuid')
  return `begin; select set_config('app.org_id', '${scope.orgId}', true)`
}

// A statement that comes again is planned once a connection. Texts made of filters are many, so only so many get a name.
const names = new Map<string, string>()
const mostNames = 400

function named(text: string): { name?: string } {
  const known = names.get(text)
  if (known !== undefined) return { name: known }
  if (names.size >= mostNames) return {}
  const name = `s${names.size}`
  names.set(text, name)
  return { name }
}

// Of several statements sent side by side one may fail; whoever still works on the others must not reach the next transaction.
function transaction(client: pg.PoolClient, after: (() => void)[], life: { over: boolean }): Tx {
  const send = (query: RawBuilder<unknown>) => {
    if (life.over) throw new Error('the transaction is over')
    const compiled = query.compile(writer)
    return client.query({ ...named(compiled.sql), text: compiled.sql, values: compiled.parameters as unknown[] })
  }
  return {
    rows: async <Row>(query: RawBuilder<unknown>) => (await send(query)).rows as Row[],
    row: async <Row>(query: RawBuilder<unknown>) => ((await send(query)).rows[0] as Row | undefined) ?? null,
    run: async (query) => (await send(query)).rowCount ?? 0,
    afterCommit: (wake) => { after.push(wake) },
  }
}

// Kysely writes the SQL and its parameters; it never holds a connection.
const writer = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})
