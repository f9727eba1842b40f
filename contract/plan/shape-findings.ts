// The mistakes of form in a plan document: each with the one field it is about, and the word that was probably meant.
import { z } from 'zod'
import type { Finding, FindingCode, FindingParams, Path } from '#domain/plan/finding.ts'
import { mistake } from '#domain/plan/finding.ts'
import { nearest } from '#domain/plan/nearest.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { planDocument } from './plan.ts'
import { fieldsAt } from './schema-words.ts'

type Issue = z.core.$ZodIssue
const locales: Record<Language, z.core.$ZodErrorMap> = { 'zh-TW': z.locales.zhTW().localeError, 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }

export function readPlanDocument(document: unknown, language: Language): { plan: Plan; findings: [] } | { plan: null; findings: Finding[] } {
  const result = planDocument.safeParse(document, { error: locales[language] })
  return result.success ? { plan: result.data as Plan, findings: [] } : { plan: null, findings: result.error.issues.flatMap((issue) => findingsOf(document, issue, [])) }
}

function findingsOf(document: unknown, issue: Issue, above: Path): Finding[] {
  const path: Path = [...above, ...issue.path.filter((part): part is string | number => typeof part !== 'symbol')]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return closest(document, issue.errors, path).flatMap((inner) => findingsOf(document, inner, path))
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key))
  if (issue.code === 'invalid_key') return [mistake(path, 'wrong-clause', { word: String(path.at(-1)) })]
  const word = at(document, path)
  if (word === undefined && path.length > 0) return [mistake(path, 'missing-key', { key: String(path.at(-1)) })]
  if (issue.code === 'invalid_value') return [unknownWord(path, word, issue.values.map(String))]
  if (issue.code === 'invalid_type') return [mistake(path, 'wrong-type', { problem: issue.message })]
  return [mistake(path, formOf(issue.message), { word: shown(word), problem: issue.message })]
}

function unknownKey(path: Path, key: string): Finding {
  const known = fieldsAt(path)
  return mistake([...path, key], 'unknown-key', named({ key, known: known.join(', ') }, nearest(key, known)))
}

function unknownWord(path: Path, value: unknown, known: readonly string[]): Finding {
  const word = shown(value)
  const isFact = ['fact', 'start', 'from', 'before'].includes(String(path.findLast((part) => typeof part === 'string'))) && known.length > 20
  return mistake(path, isFact ? 'unknown-fact' : 'unknown-word', named({ word, known: isFact ? '' : known.join(', ') }, nearest(word, known)))
}

const named = (params: FindingParams, meant: string | null): FindingParams => (meant === null ? params : { ...params, nearest: meant })

// The shapes say what they want in a sentence of their own.
function formOf(message: string): FindingCode {
  const [, code] = forms.find(([beginning]) => message.startsWith(beginning)) ?? []
  return code ?? 'wrong-value'
}
const forms: readonly (readonly [string, FindingCode])[] = [['a span', 'wrong-span'], ['a clause', 'wrong-clause'], ['letters', 'wrong-id'], ['capital', 'wrong-id'], ['a share', 'wrong-rung']]

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? '')

const at = (document: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, part) => (node !== null && typeof node === 'object' ? (node as Record<string | number, unknown>)[part] : undefined), document)

/** Of several shapes that were possible, the one that fits with the fewest mistakes was meant. */
function closest(document: unknown, branches: readonly (readonly Issue[])[], path: Path): readonly Issue[] {
  return [...branches].sort((one, other) => weight(document, one, path) - weight(document, other, path))[0] ?? []
}

function weight(document: unknown, issues: readonly Issue[], path: Path): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length * 3
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return sum + Math.min(...issue.errors.map((inner) => weight(document, inner, path)))
    if (issue.code === 'invalid_type') return sum + (issue.path.length === 0 ? 20 : 3)
    return sum + 1
  }, 0)
}
