// Two rules that answer the same question must give the same answer. Offering several remedies is allowed, but worth a look.
import { caution, mistake, sameWords } from './finding.ts'
import type { Finding } from './finding.ts'
import type { ChargeRule, CoverRule, Plan } from './plan.ts'

export function checkCover({ cover, charging }: Plan): Finding[] {
  return [
    ...pairs(cover, questionOfCover).flatMap(([one, other, index]) => coverPair(one, other, index)),
    ...pairs(charging, ({ when }) => sameWords(when)).flatMap(([one, other, index]) => chargePair(one, other, index)),
  ]
}

const questionOfCover = ({ component, phase, when, start, after }: CoverRule) => sameWords({ component, phase: phase ?? null, when: when ?? {}, start, after: after ?? null })

function coverPair(one: CoverRule, other: CoverRule, index: number): Finding[] {
  const at = (field: string) => ['cover', index, field]
  const params = { id: other.id, other: one.id, component: other.component }
  if (one.length !== other.length) return [mistake(at('length'), 'cover-contradicts', params)]
  if (sameWords(one.pays) !== sameWords(other.pays)) return [mistake(at('pays'), 'cover-contradicts', params)]
  return [caution(at('remedy'), 'cover-remedies', params)]
}

function chargePair(one: ChargeRule, other: ChargeRule, index: number): Finding[] {
  const field = (['parts', 'labour', 'travel'] as const).find((part) => one[part] !== undefined && other[part] !== undefined && sameWords(one[part]) !== sameWords(other[part]))
  return field ? [mistake(['charging', index, field], 'charging-contradicts', { id: other.id, other: one.id, field })] : []
}

/** Each rule with the first earlier one that answers the same question. */
function pairs<Rule>(rules: readonly Rule[], questionOf: (rule: Rule) => string): [one: Rule, other: Rule, index: number][] {
  const first = new Map<string, Rule>()
  return rules.flatMap((rule, index) => {
    const question = questionOf(rule)
    const earlier = first.get(question)
    if (!earlier) first.set(question, rule)
    return earlier ? [[earlier, rule, index] as [Rule, Rule, number]] : []
  })
}
