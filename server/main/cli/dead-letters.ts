// Work that was given up after its last attempt: jobs, and mail or webhooks that never arrived.
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { exitCodes, Misuse } from './command.ts'
import type { Command } from './command.ts'
import { withDatabase } from './with-database.ts'

export type DeadLetter = { id: string; org_id: string; place: 'job' | 'delivery'; kind: string; attempts: number; last_error: string | null; created_at: string }

export const findDeadLetters = (db: DatabaseHandle): Promise<DeadLetter[]> => db.tx('system', (tx) => tx.rows<DeadLetter>(sql`
  select id, org_id, 'job' as place, kind, attempts, last_error, created_at from jobs where state = 'dead'
  union all select id, org_id, 'delivery', channel || ' ' || target, attempts, last_error, created_at from deliveries where state = 'failed'
  order by created_at, id`))

/** Tries them again from the beginning; null for all of them. */
export const redrive = (db: DatabaseHandle, ids: readonly string[] | null, now: Instant): Promise<number> => db.tx('system', async (tx) => {
  const chosen = ids === null ? sql`true` : sql`id = any(${[...ids]}::uuid[])`
  const at = toIso(now)
  const jobs = await tx.run(sql`update jobs set state = 'waiting', attempts = 0, runs_at = ${at}, leased_until = null, leased_by = null where state = 'dead' and ${chosen}`)
  return jobs + await tx.run(sql`update deliveries set state = 'waiting', attempts = 0, due_at = ${at}, leased_until = null where state = 'failed' and ${chosen}`)
})

export const deadLetterCommands: Readonly<Record<string, Command>> = {
  'dead-letter list': {
    usage: 'dead-letter list [--json]', about: 'jobs and messages that were given up', options: { json: { type: 'boolean' } },
    run: ({ values, out, say }) => withDatabase(async ({ db }) => {
      const letters = await findDeadLetters(db)
      for (const letter of letters) out(values['json'] ? JSON.stringify(letter) : `${letter.id}  ${letter.place}  ${letter.kind}  ${letter.attempts}×  ${letter.last_error ?? ''}`)
      say(`${letters.length} given up`)
      return exitCodes.good
    }),
  },
  'dead-letter redrive': {
    usage: 'dead-letter redrive ID…|--all', about: 'try them again', options: { all: { type: 'boolean' } }, takes: [0, 10_000],
    run: ({ values, positionals, say }) => {
      if (!values['all'] && positionals.length === 0) throw new Misuse('Name the ids, or say --all.')
      return withDatabase(async ({ db, now }) => {
        say(`${await redrive(db, values['all'] ? null : positionals, now)} wait again`)
        return exitCodes.good
      })
    },
  },
}
