// Plan files from the console: the same check as in the editor, and a plan as people read it.
import { languages } from '#domain/plan/words.ts'
import type { Language } from '#domain/plan/words.ts'
import { planAsMarkdown, printPlan } from '#locales/printed-plan.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { sql } from '#server/platform/db/database.ts'
import { planOf } from '../../modules/plan/index.ts'
import { checkPlanFile, findingLines, readPlanFiles } from '../plan-files.ts'
import { exitCodes, oneOf } from './command.ts'
import type { Command } from './command.ts'
import { withDatabase } from './with-database.ts'

const lang = { lang: { type: 'string' } } as const

export const planCommands: Readonly<Record<string, Command>> = {
  'plan check': {
    usage: 'plan check FILE… [--lang L]', about: 'what is wrong with a plan file, with line, field and remedy', options: lang, takes: [1, 1000],
    run: async (call) => {
      const { lines, errors } = checkPlanFiles(call.positionals, oneOf(call, 'lang', languages, 'en'))
      for (const line of lines) call.out(line)
      call.say(`${call.positionals.length} files, ${errors} errors`)
      return Promise.resolve(errors > 0 ? exitCodes.findings : exitCodes.good)
    },
  },
  'plan print': {
    usage: 'plan print ID [--lang L]', about: 'a plan as Markdown: a code of the library (P01), or the id of a version in the database', options: lang, takes: [1, 1],
    run: async (call) => {
      call.out(await printedPlan(call.positionals[0]!, oneOf(call, 'lang', languages, 'zh-TW')))
      return exitCodes.good
    },
  },
}

export function checkPlanFiles(files: readonly string[], language: Language): { lines: string[]; errors: number } {
  const checked = files.map((file) => ({ file, found: checkPlanFile(file, language) }))
  return {
    lines: checked.flatMap(({ file, found }) => findingLines(file, found)),
    errors: checked.flatMap(({ found }) => found.findings).filter(({ severity }) => severity === 'error').length,
  }
}

async function printedPlan(id: string, language: Language): Promise<string> {
  if (/^[0-9a-f]{8}-/.test(id)) return withDatabase(({ db }) => printedVersion(db, id, language))
  const found = readPlanFiles().find(({ plan }) => plan.plan === id)
  if (!found) throw new Error(`The library has no plan ${id}.`)
  return planAsMarkdown(printPlan(found.plan, language, 'active'))
}

export function printedVersion(db: DatabaseHandle, id: string, language: Language): Promise<string> {
  return db.tx('system', async (tx) => {
    const version = await tx.row<{ code: string; version: number; state: 'draft' | 'active' | 'retired' }>(sql`
      select p.code, v.version, v.state from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id where v.id = ${id}::uuid`)
    if (!version) throw new Error(`There is no plan version ${id}.`)
    return planAsMarkdown(printPlan({ ...await planOf(tx, id), plan: version.code, version: version.version }, language, version.state))
  })
}
