import { spawn } from 'node:child_process'
import {
  accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync,
  renameSync, rmSync, statfsSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, reachable } from './account.ts'
import type { Binaries } from './binaries.ts'
import { LaunchError } from './launch-error.ts'

export const superuser = 'aftercare'
const major = '18'
const neededMegabytes = 256

// Returns the real path of a data folder that exists, can be written and has room.
export function prepareFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    rmSync(mkdtempSync(join(dataDir, '.probe-')), { recursive: true })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw diskFull(dataDir, 0)
    const reason = code ?? 'unknown error'
    throw new LaunchError('folder-unusable', `The data folder ${dataDir} cannot be written (${reason}).`, { cause })
  }
  const { bavail, bsize } = statfsSync(dataDir)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free < neededMegabytes) throw diskFull(dataDir, free)
  return realpathSync(dataDir)
}

const diskFull = (folder: string, free: number): LaunchError =>
  new LaunchError('disk-full', `Too little room for the database in ${folder}: ${free} MB free, ${neededMegabytes} MB needed.`)

// How to name the cluster's folder to a program started inside it. Its own working folder is open even to an account
// that could not walk there by the full path.
export function clusterName(cluster: string, account: Account): string {
  return reachable(cluster, account) || process.platform !== 'linux' ? cluster : '/proc/self/cwd'
}

// Makes the cluster once. It is made under another name and renamed when whole: a start cut short leaves nothing half made.
export async function ensureCluster(cluster: string, binaries: Binaries, account: Account): Promise<boolean> {
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
    if (found === major) return false
    throw new LaunchError('version-mismatch', `The database in ${cluster} was made by PostgreSQL ${found}, this is ${major}.`)
  }
  const making = `${cluster}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  give(making, account)
  await initdb(binaries, making, account)
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new LaunchError('folder-unusable', `The folder ${cluster} holds something that is not a database.`)
  }
  renameSync(making, cluster)
  return true
}

function give(path: string, account: Account): void {
  if (!account) return
  try {
    chownSync(path, account.uid, account.gid)
  } catch (cause) {
    throw new LaunchError('folder-unusable', `The folder ${path} cannot be given to the account of the database.`, { cause })
  }
}

async function initdb(binaries: Binaries, cluster: string, account: Account): Promise<void> {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const name = clusterName(cluster, account)
  const options = ['-D', name, '-U', superuser, '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-instructions']
  const child = spawn(binaries.initdb, options, {
    cwd: cluster, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: locale, TZ: 'UTC' }, ...account,
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code === 0) return
  const reason = said.split('\n').find((line) => /error|fatal/i.test(line)) ?? said.split('\n')[0] ?? ''
  if (/No space left/.test(said)) throw diskFull(cluster, 0)
  const told = reason.trim() || `initdb ended with ${code}`
  throw new LaunchError('start-failed', `The database could not be made in ${cluster}: ${told}`)
}

// The socket stands in a private folder of a short path, so that only the product's own account can reach the database.
export function makeSocketFolder(account: Account): string {
  const home = [tmpdir(), '/tmp', '/var/tmp', '/run']
    .find((place) => place.length < 60 && existsSync(place) && reachable(place, account))
  if (!home) throw new LaunchError('start-failed', 'There is no temporary folder for the socket of the database.')
  const folder = mkdtempSync(join(home, 'aftercare-'))
  chmodSync(folder, 0o700)
  give(folder, account)
  return folder
}
