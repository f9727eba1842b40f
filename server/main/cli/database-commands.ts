// Commands about the database as a whole.
import { resolve } from 'node:path'
import { migrate } from '#server/platform/db/migrate.ts'
import { systemClock } from '#server/platform/clock/clock.ts'
import { backup, restore } from '../backup.ts'
import type { Manifest } from '../backup.ts'
import { checkConsistency } from '../consistency.ts'
import { dump } from '../dump.ts'
import { readEnvironment } from '../environment.ts'
import { restoreTo } from '../restore-to.ts'
import { exitCodes, text } from './command.ts'
import type { Call, Command } from './command.ts'
import { withDatabase, withUrl } from './with-database.ts'

export const databaseCommands: Readonly<Record<string, Command>> = {
  migrate: {
    usage: 'migrate [--to NAME] [--dry-run]', about: 'brings the database to this version', options: { to: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    run: (call) => withUrl(async (url) => {
      const to = text(call, 'to')
      const names = await migrate(url, { dryRun: call.values['dry-run'] === true, ...(to && { to: to.endsWith('.sql') ? to : `${to}\uffff` }) })
      for (const name of names) call.out(name)
      call.say(names.length === 0 ? 'up to date' : `${names.length} ${call.values['dry-run'] ? 'waiting' : 'applied'}`)
      return exitCodes.good
    }),
  },
  check: {
    usage: 'check [--json]', about: 'references, files, copies, ledger, clocks, numbers: does everything agree with the facts', options: { json: { type: 'boolean' } },
    run: ({ values, out, say }) => withDatabase(async ({ db, dataDir }) => {
      const report = await checkConsistency(db, dataDir)
      if (values['json']) out(JSON.stringify(report))
      else for (const { check, id, what } of report.findings) out(`${check} ${id} ${what}`)
      say(`${report.findings.length} findings`)
      return report.findings.length > 0 ? exitCodes.findings : exitCodes.good
    }),
  },
  dump: {
    usage: 'dump [--jsonl]', about: 'every row as one line of JSON, in a fixed order, without secrets', options: { jsonl: { type: 'boolean' } },
    run: ({ out, say }) => withDatabase(async ({ url }) => {
      say(`${await dump(url, out)} rows`)
      return exitCodes.good
    }),
  },
  backup: {
    usage: 'backup FOLDER', about: 'all rows at one moment and all files, with checksums, into a new folder', takes: [1, 1],
    run: ({ positionals: [folder], say }) => withDatabase(async ({ url, dataDir }) => {
      const { tables, blobs } = await backup(url, dataDir, resolve(folder!))
      say(`${tables.reduce((sum, { rows }) => sum + rows, 0)} rows and ${blobs.length} files in ${folder}`)
      return exitCodes.good
    }),
  },
  restore: {
    usage: 'restore FOLDER [--to DIR|postgres://…/NEWDB]', about: 'a backup into a migrated database that holds nothing, or with --to into a new folder or database, brought to this version',
    options: { to: { type: 'string' } }, takes: [1, 1],
    run: (call) => {
      const [folder, to] = [resolve(call.positionals[0]!), text(call, 'to')]
      return to === undefined ? restoreHere(call, folder) : restoreAside(call, folder, to)
    },
  },
}

const restoreHere = ({ say }: Call, folder: string) => withDatabase(async ({ url, dataDir }) => {
  say(tally(await restore(url, dataDir, folder)))
  return exitCodes.good
})

async function restoreAside({ say }: Call, folder: string, to: string): Promise<number> {
  const { manifest, held, erased, place } = await restoreTo(folder, to, readEnvironment().dataDir, systemClock()())
  say(`${tally(manifest)} into ${place}; ${erased} subjects forgotten again, ${held} messages held back (aftercare dead-letter list)`)
  return exitCodes.good
}

const tally = ({ tables, blobs }: Manifest) => `${tables.reduce((sum, { rows }) => sum + rows, 0)} rows and ${blobs.length} files restored`
