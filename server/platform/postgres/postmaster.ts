import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LaunchError } from './launch-error.ts'

export type Postmaster = { pid: number; socketDir: string; ready: boolean }

// What a database process wrote about itself into its folder; it may be long dead.
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 1) return null
    return { pid, socketDir: (lines[4] ?? '').trim(), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

export function livingPostmaster(cluster: string): Postmaster | null {
  const postmaster = readPostmaster(cluster)
  return postmaster && processesOn(cluster).includes(postmaster.pid) ? postmaster : null
}

// A killed product leaves its database running. The caller holds the folder's lock, so nobody owns it any more.
export async function stopOrphan(cluster: string): Promise<boolean> {
  const left = readPostmaster(cluster)
  const alive = processesOn(cluster)
  if (alive.length > 0) await stopProcesses(cluster, left && alive.includes(left.pid) ? left.pid : null)
  if (left) {
    // The process id may by now be a stranger's, and PostgreSQL would refuse to start because of it.
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    if (/\/aftercare-[^/]+$/.test(left.socketDir)) rmSync(left.socketDir, { recursive: true, force: true })
  }
  return alive.length > 0
}

async function stopProcesses(cluster: string, postmaster: number | null): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [['SIGINT', 30_000], ['SIGQUIT', 15_000], ['SIGKILL', 5_000]]
  for (const [signal, patience] of steps) {
    const targets = signal === 'SIGKILL' || postmaster === null ? processesOn(cluster) : [postmaster]
    for (const pid of targets) send(pid, signal)
    for (let waited = 0; waited < patience; waited += 50) {
      if (processesOn(cluster).length === 0) return
      await wait(50)
    }
  }
  throw new LaunchError('start-failed', `A database process left on ${cluster} does not stop.`)
}

export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

// Every database process works inside its cluster's folder, which tells ours from all others.
export function processesOn(cluster: string): number[] {
  if (process.platform !== 'linux') return processesByName(cluster)
  const folder = realpathSync(cluster)
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => isDatabaseIn(pid, folder)).map(Number)
}

function isDatabaseIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder && /^(postgres|initdb)\n$/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))
  } catch {
    return false
  }
}

function processesByName(cluster: string): number[] {
  const postmaster = readPostmaster(cluster)
  if (!postmaster) return []
  try {
    const command = execFileSync('ps', ['-p', `${postmaster.pid}`, '-o', 'command='], { encoding: 'utf8' })
    return command.includes('postgres') && command.includes(cluster) ? [postmaster.pid] : []
  } catch {
    return []
  }
}
