// The secret of the installation: never in the database, so that who holds a copy of the database holds neither authenticators
// nor the right to sign. All nodes of one database share it; a node with another one does not start.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../db/database.ts'
import type { DatabaseHandle } from '../db/database.ts'

export type Keys = { readonly cursor: Buffer; readonly totp: Buffer; readonly audit: Buffer; readonly check: Buffer }

const fewest = 32

export class SecretError extends Error {}

export function keysFrom(secret: string): Keys {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'aftercare', purpose, 32))
  return { cursor: derived('cursor'), totp: derived('totp'), audit: derived('audit'), check: derived('check') }
}

/** From SECRET_KEY, else from the data folder, where the first start leaves one that only its owner can read. */
export function readKeys(dataDir: string, given: string | undefined): Keys {
  if (given !== undefined && given.length < fewest) throw new SecretError(`SECRET_KEY has fewer than ${fewest} characters. Make one: openssl rand -base64 48`)
  return keysFrom(given ?? keptSecret(dataDir))
}

export const secretFile = (dataDir: string) => join(dataDir, 'secret.key')

function keptSecret(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true })
  const path = secretFile(dataDir)
  const known = read(path)
  if (known !== null) return known
  writeOnce(dataDir, path, randomBytes(48).toString('base64url'))
  return read(path)!
}

function read(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    if (text.length < fewest) throw new SecretError(`${path} is damaged: bring it back from a copy.`)
    return text
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

// Whole or not there, and of two nodes that start at once one wins: a link is made only where no file is.
function writeOnce(dataDir: string, path: string, secret: string): void {
  const part = join(dataDir, `secret.${randomBytes(6).toString('hex')}`)
  const file = openSync(part, 'wx', 0o600)
  writeSync(file, `${secret}\n`)
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(part, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(part, { force: true })
  }
}

const checkOf = ({ check }: Keys) => createHmac('sha256', check).update('aftercare').digest()

/** The first node leaves its mark; a later one that bears another secret is refused. */
export async function mustBeOurs(db: DatabaseHandle, keys: Keys): Promise<void> {
  const row = await db.tx('system', async (tx) => {
    await tx.run(sql`insert into installation (secret_check) values (${checkOf(keys)}) on conflict do nothing`)
    return tx.row<{ secret_check: Buffer }>(sql`select secret_check from installation`)
  })
  if (row && timingSafeEqual(row.secret_check, checkOf(keys))) return
  throw new SecretError('This database was used with another secret. Bring secret.key of its data folder (or its SECRET_KEY) back; where it is lost for good, run: aftercare new-secret')
}

export const replaceCheck = (db: DatabaseHandle, keys: Keys): Promise<void> => db.tx('system', async (tx) => {
  await tx.run(sql`delete from installation`)
  await tx.run(sql`insert into installation (secret_check) values (${checkOf(keys)})`)
})
