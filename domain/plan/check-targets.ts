// A table of targets answers every case exactly once: no hole, no overlap, no row that nothing can reach.
import { matches } from '../fact/match.ts'
import type { Condition, Match } from '../fact/match.ts'
import type { FactData, Scalar } from '../fact/fact.ts'
import { wordsOf } from './check-codes.ts'
import { mistake } from './finding.ts'
import type { Finding, Path } from './finding.ts'
import type { Plan } from './plan.ts'
import type { TargetRow } from './promise-rule.ts'

const mostCases = 20_000
const anythingElse = '…'

export function checkTargets(plan: Plan): Finding[] {
  const words = wordsOf(plan)
  return plan.promises.flatMap((rule, index) => ('targets' in rule ? checkTable(rule.targets, words, ['promises', index, 'targets']) : []))
}

/** Also for the table an agreement puts in place of the plan's. */
export function checkTable(rows: readonly TargetRow[], words: Readonly<Record<string, readonly string[]>>, path: Path): Finding[] {
  const cases = casesOf(rows, words)
  if (cases.length > mostCases) return []
  const reached = new Set<number>()
  const findings = new Map<string, Finding>()
  for (const one of cases) {
    const hits = rows.flatMap((row, index) => (matches(row.when, one) ? [index] : []))
    const [first] = hits
    if (first === undefined) note(findings, mistake(path, 'targets-hole', { missing: described(one) }))
    else reached.add(first)
    const [row, other] = hits.filter((index) => !isRest(rows[index]))
    if (row !== undefined && other !== undefined && rows[row]?.within !== rows[other]?.within) note(findings, mistake([...path, other], 'targets-overlap', { row: row + 1,
      other: other + 1, case: described(one) }))
  }
  const overlapping = new Set([...findings.values()].filter(({ code }) => code === 'targets-overlap').map(({ path: [...at] }) => at.at(-1)))
  const idle = rows.flatMap((_, index) => (reached.has(index) || overlapping.has(index) ? [] : [mistake([...path, index], 'targets-unreachable', { row: index + 1 })]))
  return [...findings.values(), ...idle]
}

// One finding a kind and row is enough; a hole lists what is missing.
function note(findings: Map<string, Finding>, finding: Finding): void {
  const key = `${finding.code}/${finding.path.join('/')}`
  const before = findings.get(key)
  if (!before) findings.set(key, finding)
  else if (finding.code === 'targets-hole' && String(before.params['missing']).length < 200) {
    findings.set(key, { ...before, params: { missing: `${String(before.params['missing'])}; ${String(finding.params['missing'])}` } })
  }
}

const isRest = (row: TargetRow | undefined) => Object.keys(row?.when ?? {}).length === 0
const described = (one: FactData) => Object.entries(one).map(([field, value]) => `${field} ${String(value)}`).join(', ')

function casesOf(rows: readonly TargetRow[], words: Readonly<Record<string, readonly string[]>>): FactData[] {
  const fields = [...new Set(rows.flatMap(({ when = {} }) => Object.keys(when)))]
  return fields.reduce<FactData[]>((cases, field) => {
    const values = words[field] ?? sampled(rows.flatMap(({ when }) => asked(when, field)))
    if (cases.length > mostCases) return cases
    return cases.flatMap((one) => values.map((value) => ({ ...one, [field]: value })))
  }, [{}])
}

const asked = (when: Match | undefined, field: string): Condition[] => (when && field in when ? [when[field] as Condition] : [])

// Without a closed list: the words that are asked for, the figures at and beside each bound, and anything else.
function sampled(conditions: readonly Condition[]): Scalar[] {
  const named = conditions.flatMap((condition) => words(condition))
  const bounds = conditions.flatMap((condition) => figures(condition))
  if (bounds.length > 0) return [...new Set([...named, ...bounds.flatMap((bound) => [bound - 0.5, bound, bound + 0.5])])]
  const isYesNo = named.length > 0 && named.every((one) => typeof one === 'boolean')
  return [...new Set(isYesNo ? [true, false] : [...named, anythingElse])]
}

function words(condition: Condition): Scalar[] {
  if (condition === null || typeof condition !== 'object') return [condition]
  if (Array.isArray(condition)) return [...(condition as readonly Scalar[])]
  const { not } = condition as { not?: Condition }
  return not === undefined ? [] : words(not)
}

function figures(condition: Condition): number[] {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return []
  return Object.values(condition).filter((value): value is number => typeof value === 'number')
}
