// What a checked file tells its owner: every row that will not be taken with its reason, a sample of those that will.
import type { importProblem, importReport } from '#contract/party/party.ts'
import { partyOf } from '#locales/party.ts'
import type { Language } from '#domain/plan/words.ts'
import type { z } from 'zod'
import type { Column } from './import-file.ts'

export type Problem = Pick<z.output<typeof importProblem>, 'field' | 'code' | 'value'>
export type CheckedRow<Draft> = { row: number; title: string; problems: Problem[]; draft: Draft | null }

const isDuplicate = ({ code }: Problem) => code === 'duplicate-in-file' || code === 'already-known'
const stateOf = (problems: readonly Problem[]) => (problems.length === 0 ? 'good' as const : problems.some(isDuplicate) ? 'duplicate' as const : 'bad' as const)

export function reportOf<Field extends string>(token: string, columns: readonly Column<Field>[], required: readonly Field[], rows: readonly CheckedRow<unknown>[],
  language: Language): z.output<typeof importReport> {
  const words = partyOf(language).problems
  const read = rows.map(({ row, title, problems }) => ({
    row, title, state: stateOf(problems), problems: problems.map((problem) => ({ ...problem, value: problem.value.slice(0, 200), message: words[problem.code] })),
  }))
  const good = read.filter(({ state }) => state === 'good')
  const others = read.filter(({ state }) => state !== 'good')
  return {
    token, total: rows.length, good: good.length, bad: others.filter(({ state }) => state === 'bad').length, duplicates: others.filter(({ state }) => state === 'duplicate').length,
    columns: columns.map(({ header, field }) => ({ header, field })), missingColumns: required.filter((name) => !columns.some(({ field }) => field === name)),
    rows: [...others.slice(0, 500), ...good.slice(0, 20)].toSorted((one, other) => one.row - other.row),
  }
}

/** A word of a cell in any of the languages, or its code. */
export function wordOf<Word extends string>(text: string, words: readonly Word[], names: readonly Readonly<Record<Word, string>>[]): Word | null {
  const asked = text.trim().toLowerCase()
  return words.find((word) => word === asked || names.some((of) => of[word].toLowerCase() === asked)) ?? null
}
