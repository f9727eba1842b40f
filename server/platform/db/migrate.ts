// Brings a database to this version: numbered files, forward only, each in a transaction of its own, one node at a time.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import pg from 'pg'

type Migration = { name: string; sql: string; sha256: string }
type Options = { to?: string; dryRun?: boolean; onProgress?: (name: string) => void }

const folder = new URL('../../migrations/', import.meta.url)

export async function migrate(connectionString: string, options: Options = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('aftercare.migrate'))`)
    await prepare(client)
    const waiting = await waitingMigrations(client, options.to)
    if (options.dryRun) return waiting.map(({ name }) => name)
    for (const migration of waiting) {
      options.onProgress?.(migration.name)
      await apply(client, migration)
    }
    await client.query(grants)
    return waiting.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

export async function waitingCount(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ name: string }>('select name from schema_migrations')
  return listed().filter(({ name }) => !rows.some((row) => row.name === name)).length
}

async function prepare(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ lowered: string }>(`select lower('ÀÉ') as lowered`)
  if (rows[0]?.lowered !== 'àé') throw new Error('This database has a locale without Unicode case rules. Create it with LOCALE C.UTF-8 or a UTF-8 language locale.')
  await client.query(`
    create table if not exists schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now());
    do $$ begin
      if not exists (select from pg_roles where rolname = 'aftercare_app') then create role aftercare_app nologin; end if;
    end $$;
    do $$ begin execute format('grant aftercare_app to %I', current_user); exception when others then null; end $$;`)
}

async function waitingMigrations(client: pg.Client, to: string | undefined): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
  const applied = new Map(rows.map((row) => [row.name, row.sha256]))
  for (const { name, sha256 } of listed()) {
    const before = applied.get(name)
    if (before && before !== sha256) throw new Error(`Migration ${name} was changed after it had been applied. Add a new one instead.`)
  }
  return listed().filter(({ name }) => !applied.has(name) && (!to || name <= to))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [migration.name, migration.sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

const listed = (): Migration[] =>
  readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => {
    const sql = readFileSync(new URL(name, folder), 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })

const grants = `
  grant usage on schema public to aftercare_app;
  grant select, insert, update, delete on all tables in schema public to aftercare_app;
  grant usage on all sequences in schema public to aftercare_app;
  revoke insert, update, delete on schema_migrations from aftercare_app;`
