// Commands about one data subject, and about the record of changes.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readKeys } from '#server/platform/auth/secret.ts'
import { sealAudit, verifyAudit } from '../../modules/org/index.ts'
import type { AuditHead } from '../../modules/org/index.ts'
import { beginNewSecret } from '../../modules/people/index.ts'
import { readEnvironment } from '../environment.ts'
import { eraseSubject, rememberErasure } from '../erase.ts'
import { exportSubject, findSubject } from '../subject-data.ts'
import { exitCodes, Misuse, text } from './command.ts'
import type { Command } from './command.ts'
import { withDatabase } from './with-database.ts'

export const subjectCommands: Readonly<Record<string, Command>> = {
  'export-subject': {
    usage: 'export-subject ID|EMAIL', about: 'everything that is kept about one contact or person, as JSON', takes: [1, 1],
    run: ({ positionals: [given], out }) => withDatabase(async ({ db }) => {
      out(JSON.stringify(await db.tx('system', async (tx) => exportSubject(tx, await findSubject(tx, given!))), null, 2))
      return exitCodes.good
    }),
  },
  erase: {
    usage: 'erase ID --yes', about: 'forgets a contact or person for good: words go, facts and numbers stay; says what the law still keeps', options: { yes: { type: 'boolean' } }, takes: [1, 1],
    run: ({ positionals: [given], values, out, say }) => {
      if (!values['yes']) throw new Misuse('This cannot be undone. Export the subject first, then say --yes.')
      return withDatabase(async ({ db, now, dataDir }) => {
        const erasure = await eraseSubject(db, now, given!)
        rememberErasure(dataDir, erasure, now)
        out(JSON.stringify(erasure))
        say(`${erasure.kept.length} forms are still kept by law, ${erasure.look.length} files want to be looked at`)
        return exitCodes.good
      })
    },
  },
  'verify-audit': {
    usage: 'verify-audit [--checkpoints DIR] [--json]', about: 'is the record of changes what was written; with a folder it is held against, and leaves, checkpoints',
    options: { checkpoints: { type: 'string' }, json: { type: 'boolean' } },
    run: (call) => withDatabase(async ({ db, now, dataDir }) => {
      const keys = readKeys(dataDir, readEnvironment().secret)
      await sealAudit(db, keys, now)
      const folder = text(call, 'checkpoints')
      const verdict = await verifyAudit(db, keys, folder ? readCheckpoints(resolve(folder)) : [])
      if (call.values['json']) call.out(JSON.stringify(verdict))
      else for (const { org, check, where, what } of verdict.findings) call.out(`${org} ${check} ${where}: ${what}`)
      call.say(`${verdict.entries} entries in ${verdict.seals} seals, ${verdict.redacted} blacked out, ${verdict.unsealed} not yet sealed, ${verdict.otherKey} seals under another secret, ${verdict.findings.length} findings`)
      if (verdict.findings.length > 0) return exitCodes.findings
      if (folder) leaveCheckpoint(resolve(folder), verdict.heads, now)
      return exitCodes.good
    }),
  },
  'new-secret': {
    usage: 'new-secret --yes', about: 'where the secret of the installation is lost: begins with the present one; all authenticators must be set up anew', options: { yes: { type: 'boolean' } },
    run: ({ values, say }) => {
      if (!values['yes']) throw new Misuse('This takes away every authenticator. Look for the old secret.key first, then say --yes.')
      return withDatabase(async ({ db, now, dataDir }) => {
        say(`${await beginNewSecret(db, readKeys(dataDir, readEnvironment().secret), now)} authenticators taken away`)
        return exitCodes.good
      })
    },
  },
}

function readCheckpoints(folder: string): AuditHead[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => /^audit-\d+\.json$/.test(name)).sort().flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as AuditHead[])
}

function leaveCheckpoint(folder: string, heads: readonly AuditHead[], now: number): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `audit-${now}.json`), `${JSON.stringify(heads)}\n`, { flush: true })
}
