// The service plans that come with the product, and the check of a plan file from the console.
import { readFileSync, readdirSync } from 'node:fs'
import type { Language } from '#domain/plan/words.ts'
import type { CheckedSource, PlanSource } from '../modules/plan/index.ts'
import { checkPlanSource } from '../modules/plan/index.ts'

const folder = new URL('../../plans/', import.meta.url)

/** In the order of their codes. */
export function readPlanFiles(): PlanSource[] {
  return readdirSync(folder).filter((name) => /^P\d+\.yaml$/.test(name)).sort().map((name) => {
    const source = readFileSync(new URL(name, folder), 'utf8')
    const { plan, findings } = checkPlanSource(source, 'en')
    if (!plan) throw new Error(`${name}: ${findings.map(({ line, message }) => `${line} ${message}`).join('; ')}`)
    return { plan, source }
  })
}

export const checkPlanFile = (path: string, language: Language): CheckedSource => checkPlanSource(readFileSync(path, 'utf8'), language)

/** One line a mistake, as compilers write them: 'file:line:column error field: what is wrong. What to do.' */
export function findingLines(path: string, { findings, openValues }: CheckedSource): string[] {
  return [
    ...findings.map(({ line, column, severity, field, message, remedy }) => `${path}:${line ?? 1}:${column ?? 1} ${severity} ${field}: ${message} ${remedy}`),
    ...openValues.map(({ line, clause, field }) => `${path}:${line ?? 1}:1 open ${field}: ${clause} tbd`),
  ]
}
