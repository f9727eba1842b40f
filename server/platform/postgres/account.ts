import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { LaunchError } from './launch-error.ts'

// PostgreSQL refuses to run as root and needs an account that /etc/passwd knows.
export type Account = { uid: number; gid: number } | null

export function databaseAccount(existingData: string): Account {
  if (process.getuid?.() !== 0) return null
  const owner = existsSync(existingData) ? statSync(existingData).uid : 0
  const account = findAccount((name, uid) => (owner === 0 ? name === 'nobody' : uid === owner))
  if (account) return account
  throw new LaunchError('start-failed', owner === 0
    ? 'The database cannot run as root and there is no account "nobody"; start Aftercare as an ordinary user.'
    : `The database files in ${existingData} belong to user id ${owner}, which this system does not know.`)
}

function findAccount(wanted: (name: string, uid: number) => boolean): Account {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name = '', , uid, gid] = line.split(':')
    if (uid && gid && wanted(name, Number(uid))) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}

// Can the account walk down to this folder? A folder under /root usually bars the way.
export function reachable(folder: string, account: Account): boolean {
  if (!account) return true
  for (let at = folder; ; at = dirname(at)) {
    if (!existsSync(at)) continue
    const { mode, uid, gid } = statSync(at)
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
    if ((bits & 1) === 0) return false
    if (at === dirname(at)) return true
  }
}
