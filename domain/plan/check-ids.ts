// Every id is said once, and every clause belongs to the signed paper this plan was made from.
import { caution, mistake } from './finding.ts'
import type { Finding, Path } from './finding.ts'
import type { Plan } from './plan.ts'

type Named = { name: string; path: Path }

export function checkIds(plan: Plan): Finding[] {
  return [...groups(plan).flatMap(repeated), ...foreignClauses(plan)]
}

const ruleSections = ['promises', 'cover', 'charging', 'repeat', 'cycles', 'checklists', 'process', 'gates', 'approvals', 'dealers', 'measures', 'texts'] as const
const wordSections = ['severities', 'levels', 'zones', 'phases', 'channels', 'causes'] as const

function groups(plan: Plan): Named[][] {
  const { vocabulary, organisation } = plan
  return [
    [
      ...ruleSections.flatMap((section) => ids(plan[section], [section])),
      ...(['units', 'rosters', 'depots', 'duties'] as const).flatMap((section) => ids(organisation[section], ['organisation', section])),
    ],
    ...wordSections.map((section) => codes(vocabulary[section], ['vocabulary', section])),
    ...(vocabulary.choices ?? []).map(({ options }, index) => codes(options, ['vocabulary', 'choices', index, 'options'])),
    (vocabulary.choices ?? []).map(({ field }, index) => ({ name: field, path: ['vocabulary', 'choices', index, 'field'] })),
    plan.values.map(({ key }, index) => ({ name: key, path: ['values', index, 'key'] })),
    codes(plan.documents, ['documents']),
    ...plan.documents.map(({ fields }, index) => fields.map(({ key }, at) => ({ name: key, path: ['documents', index, 'fields', at, 'key'] }))),
    ...plan.checklists.map(({ items }, index) => ids(items, ['checklists', index, 'items'])),
    ...plan.process.map(({ steps }, index) => ids(steps, ['process', index, 'steps'])),
  ]
}

const ids = (rules: readonly { id: string }[], at: Path): Named[] => rules.map(({ id }, index) => ({ name: id, path: [...at, index, 'id'] }))
const codes = (words: readonly { code: string }[], at: Path): Named[] => words.map(({ code }, index) => ({ name: code, path: [...at, index, 'code'] }))

function repeated(names: readonly Named[]): Finding[] {
  const seen = new Set<string>()
  return names.flatMap(({ name, path }) => {
    if (seen.has(name)) return [mistake(path, 'duplicate-id', { id: name })]
    seen.add(name)
    return []
  })
}

// A copy keeps the clause ids of its original, so the paper is the one that most clauses name.
function foreignClauses(plan: Plan): Finding[] {
  const named = clausesOf(plan, [])
  const counts = new Map<string, number>()
  for (const { name } of named) counts.set(paper(name), (counts.get(paper(name)) ?? 0) + 1)
  const own = counts.has(plan.plan) ? plan.plan : [...counts].sort((one, other) => other[1] - one[1])[0]?.[0]
  return named.filter(({ name }) => paper(name) !== own).map(({ name, path }) => caution(path, 'foreign-clause', { clause: name, plan: own ?? plan.plan }))
}

const paper = (clause: string) => clause.split('-')[0] ?? ''

function clausesOf(node: unknown, path: Path): Named[] {
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
    const at = [...path, Array.isArray(node) ? Number(key) : key]
    if (key === 'clause' && typeof value === 'string') return [{ name: value, path: at }]
    if (key === 'also' && Array.isArray(value)) return value.map((clause, index) => ({ name: String(clause), path: [...at, index] }))
    const noted = path.length === 1 && path[0] === 'clauses' ? [{ name: key, path: at }] : []
    return [...noted, ...clausesOf(value, at)]
  })
}
