import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Account, databaseAccount } from './account.ts'
import { type Binaries, prepareBinaries } from './binaries.ts'
import { clusterName, ensureCluster, makeSocketFolder, prepareFolder, superuser } from './cluster-folder.ts'
import { lockFolder } from './folder-lock.ts'
import { LaunchError } from './launch-error.ts'
import { livingPostmaster, readPostmaster, send, stopOrphan } from './postmaster.ts'

export type LaunchOptions = {
  dataDir: string
  database?: string
  log?: (line: string) => void
  onProgress?: (step: LaunchStep) => void
  // Called once when the database ends without having been asked to.
  onLost?: (reason: string) => void
  // Further server settings, by which tests trade safety for speed.
  settings?: Readonly<Record<string, string>>
}
export type LaunchStep = 'stopping-orphan' | 'making-cluster' | 'starting' | 'ready'
export type RunningPostgres = { connectionString: string; version: string; pid: number; stop(): Promise<void> }

const defaultDatabase = 'aftercare'

export async function startPostgres(options: LaunchOptions): Promise<RunningPostgres> {
  const folder = prepareFolder(resolve(options.dataDir))
  const lock = await lockFolder(folder)
  try {
    const cluster = join(folder, 'postgres')
    const account = databaseAccount(cluster)
    const binaries = prepareBinaries(account)
    await clearWay(cluster, binaries, account, options)
    return await run(cluster, binaries, account, options, () => lock.release())
  } catch (error) {
    await lock.release()
    throw error
  }
}

// The database of a product that is running on this folder, for a second program beside it; null when none runs.
export function runningPostgres(dataDir: string, database = defaultDatabase): string | null {
  const cluster = join(resolve(dataDir), 'postgres')
  if (!existsSync(cluster)) return null
  const postmaster = livingPostmaster(cluster)
  return postmaster?.ready ? connectionTo(postmaster.socketDir, database) : null
}

async function clearWay(cluster: string, binaries: Binaries, account: Account, { onProgress }: LaunchOptions): Promise<void> {
  if (existsSync(cluster)) {
    if (livingPostmaster(cluster)) onProgress?.('stopping-orphan')
    await stopOrphan(cluster)
  }
  if (!existsSync(join(cluster, 'PG_VERSION'))) onProgress?.('making-cluster')
  await ensureCluster(cluster, binaries, account)
}

async function run(
  cluster: string, binaries: Binaries, account: Account, options: LaunchOptions, release: () => Promise<void>,
): Promise<RunningPostgres> {
  options.onProgress?.('starting')
  const sockets = makeSocketFolder(account)
  const child = spawnServer(cluster, binaries, account, sockets, options)
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const orphanedNever = (): void => void (child.pid && child.exitCode === null && send(child.pid, 'SIGINT'))
  process.once('exit', orphanedNever)
  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    await endServer(child, ended)
    process.off('exit', orphanedNever)
    rmSync(sockets, { recursive: true, force: true })
    await release()
  }
  const stopOnce = (): Promise<void> => (stopping ??= stop())

  try {
    const said = listen(child, options.log)
    await untilReady(cluster, child, said)
    const database = options.database ?? defaultDatabase
    const version = await ensureDatabase(sockets, database)
    void ended.then(() => stopping ?? options.onLost?.(`The database ended unexpectedly. ${said.lastWords()}`.trim()))
    options.onProgress?.('ready')
    return { connectionString: connectionTo(sockets, database), version, pid: child.pid ?? 0, stop: stopOnce }
  } catch (error) {
    await stopOnce()
    throw error
  }
}

function spawnServer(
  cluster: string, binaries: Binaries, account: Account, sockets: string, options: LaunchOptions,
): ChildProcess {
  const settings = { ...serverSettings(sockets), ...options.settings }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A session of its own: the terminal's Ctrl-C reaches the product, which then stops the database in good order.
  return spawn(binaries.postgres, ['-D', clusterName(cluster, account), ...flags], {
    cwd: cluster, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, TZ: 'UTC' }, ...account,
  })
}

function serverSettings(sockets: string): Record<string, string> {
  return {
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    fsync: 'on',
    synchronous_commit: 'on',
    shared_buffers: '128MB',
    max_connections: '60',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '512MB',
    dynamic_shared_memory_type: sharedMemoryWorks() ? 'posix' : 'mmap',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
  }
}

function sharedMemoryWorks(): boolean {
  if (process.platform !== 'linux') return true
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

type Listener = { lastWords(): string }

function listen(child: ChildProcess, log: LaunchOptions['log']): Listener {
  let last = ''
  child.once('error', (error) => (last = error.message))
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (/FATAL|PANIC|ERROR|error while loading/.test(line)) last = line
      log?.(line)
    })
  }
  return { lastWords: () => last }
}

// Recovery after a crash may take long; as long as the process lives it is making progress.
async function untilReady(cluster: string, child: ChildProcess, said: Listener): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      await wait(50)
      const reason = said.lastWords() || `it ended with ${child.exitCode}`
      throw new LaunchError('start-failed', `The database did not start: ${reason}`)
    }
    const postmaster = readPostmaster(cluster)
    if (postmaster?.pid === child.pid && postmaster.ready) return
    await wait(20)
  }
}

async function ensureDatabase(sockets: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: connectionTo(sockets, 'postgres') })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version ?? ''
  } finally {
    await client.end()
  }
}

async function endServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [['SIGINT', 30_000], ['SIGQUIT', 15_000], ['SIGKILL', 5_000]]
  for (const [signal, patience] of steps) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    send(child.pid, signal)
    const timer = new AbortController()
    await Promise.race([ended, wait(patience, undefined, { signal: timer.signal }).catch(() => undefined)])
    timer.abort()
  }
}

const connectionTo = (sockets: string, database: string): string =>
  `postgresql://${superuser}@localhost/${database}?host=${encodeURIComponent(sockets)}`
