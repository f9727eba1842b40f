import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { LaunchError } from './launch-error.ts'
import { type RunningPostgres, runningPostgres, startPostgres } from './launch.ts'
import { processesOn, readPostmaster, stopOrphan } from './postmaster.ts'

const endings: (() => unknown)[] = []

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

function freshFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-launch-test-'))
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { mode })
  endings.push(async () => {
    if (existsSync(clusterOf(dataDir))) await stopOrphan(clusterOf(dataDir))
    rmSync(folder, { recursive: true, force: true })
  })
  return dataDir
}

const clusterOf = (dataDir: string): string => join(dataDir, 'postgres')

async function start(dataDir: string): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir })
  endings.push(() => postgres.stop())
  return postgres
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

async function refusal(dataDir: string): Promise<LaunchError> {
  const error: unknown = await startPostgres({ dataDir }).then((postgres) => postgres.stop(), (reason: unknown) => reason)
  if (!(error instanceof LaunchError)) throw new Error(`expected a refusal, got ${String(error)}`)
  expect(error.message).not.toContain('\n')
  return error
}

// Another product: starts the database on the folder and inserts until killed, printing every number it got acknowledged.
function spawnWriter(dataDir: string): { child: ChildProcess; acknowledged: number[]; until(count: number): Promise<void> } {
  const program = `
    import { writeSync } from 'node:fs'
    import pg from 'pg'
    import { startPostgres } from ${JSON.stringify(new URL('./launch.ts', import.meta.url).href)}
    const { connectionString } = await startPostgres({ dataDir: process.argv[1] })
    const pool = new pg.Pool({ connectionString, max: 4 })
    pool.on('error', () => undefined)
    await pool.query('create table if not exists kept (id bigint generated always as identity primary key, note text)')
    const write = async () => {
      for (;;) writeSync(1, (await pool.query("insert into kept (note) values ('x') returning id")).rows[0].id + '\\n')
    }
    await Promise.all([write(), write(), write(), write()])
  `
  const args = ['--input-type=module', '--eval', program, dataDir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  endings.push(() => child.kill('SIGKILL'))
  const acknowledged: number[] = []
  const lines = createInterface({ input: child.stdout })
  const until = (count: number): Promise<void> => new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      acknowledged.push(Number(line))
      if (acknowledged.length >= count) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the writer ended with ${code}`)))
  })
  return { child, acknowledged, until }
}

const gone = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('close', resolve))

test('the database starts for any user, root included, and answers', async () => {
  const postgres = await start(freshFolder())
  expect(postgres.version).toMatch(/^18\./)
  expect(await ask(postgres.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('the database is durable, knows Chinese and listens on no network port', async () => {
  const { connectionString } = await start(freshFolder())
  const [settings] = await ask(connectionString, `select current_setting('fsync') as fsync,
    current_setting('synchronous_commit') as commit, current_setting('full_page_writes') as pages,
    current_setting('listen_addresses') as addresses, current_setting('server_encoding') as encoding,
    lower('ÀÉ') as lower, '維修' ~ '^\\w+$' as word`)
  expect(settings).toEqual({ fsync: 'on', commit: 'on', pages: 'on', addresses: '', encoding: 'UTF8', lower: 'àé', word: true })
})

test('a folder which the account of the database could not walk to serves as well', async () => {
  const dataDir = freshFolder(0o700)
  const first = await start(dataDir)
  await ask(first.connectionString, 'create table kept as select 7 as seven')
  await first.stop()
  expect(await ask((await start(dataDir)).connectionString, 'select seven from kept')).toEqual([{ seven: 7 }])
})

test('a start cut short while making the database does not spoil the next one', async () => {
  const dataDir = freshFolder()
  mkdirSync(`${clusterOf(dataDir)}.making`)
  writeFileSync(`${clusterOf(dataDir)}.making/PG_VERSION`, '18')
  expect(await ask((await start(dataDir)).connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('R-48 a second opener of the folder is refused in one line which names process and folder', async () => {
  const dataDir = freshFolder()
  const postgres = await start(dataDir)
  for (let round = 0; round < 20; round += 1) {
    const error = await refusal(dataDir)
    expect(error.code).toBe('folder-in-use')
    expect(error.message).toContain(`process ${process.pid}`)
    expect(error.message).toContain(dataDir)
  }
  expect(await ask(postgres.connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('R-48 of many openers at the same moment exactly one gets the folder', async () => {
  const dataDir = freshFolder()
  const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => start(dataDir)))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    .map(({ reason }) => (reason as LaunchError).code)
  expect(refused).toEqual(Array.from({ length: 5 }, () => 'folder-in-use'))
})

test('R-48 the lock of a suspended process is not taken', async () => {
  const dataDir = freshFolder()
  const writer = spawnWriter(dataDir)
  await writer.until(1)
  writer.child.kill('SIGSTOP')
  expect((await refusal(dataDir)).code).toBe('folder-in-use')
  writer.child.kill('SIGCONT')
  expect((await refusal(dataDir)).message).toContain(`process ${writer.child.pid}`)
})

test('R-48 no acknowledged row is lost when the product is killed, with or without its database', async () => {
  const dataDir = freshFolder()
  for (let round = 0; round < 6; round += 1) {
    const writer = spawnWriter(dataDir)
    await writer.until(200)
    const ended = gone(writer.child)
    writer.child.kill('SIGKILL')
    if (round % 2 === 1) process.kill(readPostmaster(clusterOf(dataDir))?.pid ?? 0, 'SIGKILL')
    await ended

    const postgres = await startPostgres({ dataDir })
    const rows = await ask(postgres.connectionString, 'select id from kept')
    const kept = new Set(rows.map(({ id }) => Number(id)))
    expect(writer.acknowledged.filter((id) => !kept.has(id))).toEqual([])
    await postgres.stop()
  }
})

test('a lock file which names a stranger’s process does not stop the start', async () => {
  const dataDir = freshFolder()
  await (await start(dataDir)).stop()
  writeFileSync(join(clusterOf(dataDir), 'postmaster.pid'), `${process.pid}\n${clusterOf(dataDir)}\n1\n5432\n/tmp\n\n\nready\n`)
  expect(runningPostgres(dataDir)).toBeNull()
  expect(await ask((await start(dataDir)).connectionString, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a second program finds the running database, and none after the stop', async () => {
  const dataDir = freshFolder()
  const postgres = await start(dataDir)
  expect(runningPostgres(dataDir)).toBe(postgres.connectionString)
  await postgres.stop()
  expect(runningPostgres(dataDir)).toBeNull()
})

test('stopping leaves no process, no socket and no lock', async () => {
  const dataDir = freshFolder()
  const postgres = await start(dataDir)
  const socketDir = readPostmaster(clusterOf(dataDir))?.socketDir ?? ''
  expect(existsSync(socketDir)).toBe(true)
  await Promise.all([postgres.stop(), postgres.stop()])
  expect(processesOn(clusterOf(dataDir))).toEqual([])
  expect([socketDir, join(dataDir, 'in-use.sock'), join(clusterOf(dataDir), 'postmaster.pid')].filter(existsSync)).toEqual([])
})

test('the loss of the database is told once', async () => {
  const dataDir = freshFolder()
  const told: string[] = []
  const postgres = await startPostgres({ dataDir, onLost: (reason) => told.push(reason) })
  endings.push(() => postgres.stop())
  process.kill(postgres.pid, 'SIGQUIT')
  await expect.poll(() => told.length).toBe(1)
  await postgres.stop()
  expect(told).toHaveLength(1)
})

test('an unwritable folder and a database of another version are refused in one line', async () => {
  const unwritable = '/dev/null/data'
  expect(await refusal(unwritable)).toMatchObject({ code: 'folder-unusable', message: expect.stringContaining(unwritable) })
  const dataDir = freshFolder()
  mkdirSync(clusterOf(dataDir))
  writeFileSync(join(clusterOf(dataDir), 'PG_VERSION'), '15\n')
  expect(await refusal(dataDir)).toMatchObject({ code: 'version-mismatch', message: expect.stringContaining('15') })
  expect(readFileSync(join(clusterOf(dataDir), 'PG_VERSION'), 'utf8')).toBe('15\n')
})
