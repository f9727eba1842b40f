// What a later version says differently, rule by rule: an id that came, an id that went, and the fields in which one changed.
import { sameWords } from './finding.ts'
import type { Path } from './finding.ts'
import type { Plan } from './plan.ts'
import type { Text } from './words.ts'

export type FieldChange = { path: Path; from: unknown; to: unknown }
export type RuleChange = { section: string; id: string; clause: string | null; title: Text | null; change: 'added' | 'removed' | 'changed'; fields: FieldChange[] }

type Rule = { id?: string; code?: string; key?: string; field?: string; clause?: string; title?: Text; text?: Text }
type Entry = { section: string; id: string; rule: unknown }

export function diffPlans(from: Plan, to: Plan): RuleChange[] {
  const before = new Map(entries(from).map((entry) => [`${entry.section}/${entry.id}`, entry]))
  const after = new Map(entries(to).map((entry) => [`${entry.section}/${entry.id}`, entry]))
  const removed = [...before].filter(([key]) => !after.has(key)).map(([, entry]) => change(entry, 'removed', []))
  const others = [...after].flatMap(([key, entry]) => {
    const old = before.get(key)
    if (!old) return [change(entry, 'added', [])]
    const fields = fieldChanges(old.rule, entry.rule, [])
    return fields.length > 0 ? [change(entry, 'changed', fields)] : []
  })
  return [...others, ...removed]
}

/** In the order of the document; only sections that changed. */
export function bySection(changes: readonly RuleChange[]): { section: string; changes: RuleChange[] }[] {
  const sections = [...new Set(changes.map(({ section }) => section))]
  return sections.map((section) => ({ section, changes: changes.filter((change) => change.section === section) }))
}

function change({ section, id, rule }: Entry, kind: RuleChange['change'], fields: FieldChange[]): RuleChange {
  const { clause, title, text } = (rule !== null && typeof rule === 'object' ? rule : {}) as Rule
  return { section, id, clause: clause ?? null, title: title ?? text ?? null, change: kind, fields }
}

const plain = ['title', 'trade', 'summary', 'zone', 'currency'] as const

function entries(plan: Plan): Entry[] {
  return Object.entries(plan).flatMap(([section, content]: [string, unknown]) => {
    if (section === 'plan' || section === 'version') return []
    if ((plain as readonly string[]).includes(section)) return [{ section: 'plan', id: section, rule: content }]
    if (section === 'vocabulary' || section === 'organisation') return Object.entries(content as object).flatMap(([part, list]: [string, unknown]) => listed(`${section}.${part}`, list))
    return listed(section, content)
  })
}

function listed(section: string, content: unknown): Entry[] {
  if (Array.isArray(content)) return content.map((rule: Rule, index) => ({ section, id: rule.id ?? rule.code ?? rule.key ?? rule.field ?? String(index), rule }))
  return Object.entries((content ?? {}) as object).map(([id, rule]: [string, unknown]) => ({ section, id, rule }))
}

// The order of a list counts: rows of targets and steps are read from the top. Lists of words are compared as a whole.
function fieldChanges(from: unknown, to: unknown, path: Path): FieldChange[] {
  if (isTree(from) && isTree(to)) {
    return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => fieldChanges(from[key], to[key], [...path, key]))
  }
  if (isTreeList(from) && isTreeList(to)) {
    return Array.from({ length: Math.max(from.length, to.length) }, (_, index) => fieldChanges(from[index], to[index], [...path, index])).flat()
  }
  return JSON.stringify(from) === JSON.stringify(to) || (from !== undefined && to !== undefined && sameWords(from) === sameWords(to) && !Array.isArray(from))
    ? [] : [{ path, from: from ?? null, to: to ?? null }]
}

const isTree = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)
const isTreeList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length > 0 && value.every((one) => isTree(one))
