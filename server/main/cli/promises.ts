// The promises computed once more from the first fact to the last, and compared with what is stored, bit for bit.
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { exitCodes } from './command.ts'
import type { Command } from './command.ts'
import { differencesOf } from './compare.ts'
import { readSubjects } from './subjects.ts'
import type { StoredSubject } from './subjects.ts'
import { withDatabase } from './with-database.ts'

export type Replay = { subjects: number; facts: number; promises: number; entries: number; differences: number; first: { subject: string; check: string; what: string }[] }

const mostShown = 20

export async function replayPromises(db: DatabaseHandle): Promise<Replay> {
  const replay: Replay = { subjects: 0, facts: 0, promises: 0, entries: 0, differences: 0, first: [] }
  for await (const page of readSubjects(db)) {
    for (const subject of page) count(replay, subject)
  }
  return replay
}

function count(replay: Replay, subject: StoredSubject): void {
  const found = differencesOf(subject).filter(({ check }) => check !== 'ticket')
  replay.subjects += 1
  replay.facts += subject.facts.length
  replay.promises += subject.promises.length
  replay.entries += subject.entries.length
  replay.differences += found.length
  replay.first.push(...found.slice(0, mostShown - replay.first.length).map((one) => ({ subject: `${subject.kind} ${subject.id}`, ...one })))
}

export const promiseCommands: Readonly<Record<string, Command>> = {
  'promise replay': {
    usage: 'promise replay [--json]', about: 'reads every promise and its ledger again from the facts and compares bit for bit', options: { json: { type: 'boolean' } },
    run: ({ values, out, say }) => withDatabase(async ({ db }) => {
      const { first, ...counts } = await replayPromises(db)
      if (values['json']) out(JSON.stringify({ ...counts, first }))
      else for (const { subject, check, what } of first) out(`${subject} ${check} ${what}`)
      say(`${counts.subjects} subjects, ${counts.facts} facts, ${counts.promises} promises, ${counts.entries} entries: ${counts.differences} differences`)
      return counts.differences > 0 ? exitCodes.findings : exitCodes.good
    }),
  },
}
