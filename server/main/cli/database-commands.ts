// Commands about the database as a whole.
import { resolve } from 'node:path'
import { migrate } from '#server/platform/db/migrate.ts'
import { backup, restore } from '../backup.ts'
import { checkConsistency } from '../consistency.ts'
import { dump } from '../dump.ts'
import { exitCodes, text } from './command.ts'
import type { Command } from './command.ts'
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
    usage: 'restore FOLDER', about: 'a backup into a migrated database that holds nothing', takes: [1, 1],
    run: ({ positionals: [folder], say }) => withDatabase(async ({ url, dataDir }) => {
      const { tables, blobs } = await restore(url, dataDir, resolve(folder!))
      say(`${tables.reduce((sum, { rows }) => sum + rows, 0)} rows and ${blobs.length} files restored`)
      return exitCodes.good
    }),
  },
}
