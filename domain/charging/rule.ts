// Which rule of the plan answers for a job: of those whose conditions hold, the one that says most about the case; of equals the first.
// A condition that only leaves something out says nothing about the case itself.
import type { FactData } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { Condition } from '../fact/match.ts'
import type { ChargeRule } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'

export type RuleStep = { ruleId: string; clause: string; title: Text; outcome: 'answers' | 'less-exact' | 'fails'; field: string | null }

export function answeringRule(rules: readonly ChargeRule[], facts: FactData): ChargeRule | null {
  const holding = rules.filter(({ when }) => matches(when, facts))
  return holding.reduce<ChargeRule | null>((best, rule) => (best && weightOf(best) >= weightOf(rule) ? best : rule), null)
}

/** Every rule with what became of it, in the order of the plan. */
export function explainRules(rules: readonly ChargeRule[], facts: FactData): RuleStep[] {
  const answer = answeringRule(rules, facts)
  return rules.map((rule) => {
    const field = Object.entries(rule.when).find(([name, condition]) => !matches({ [name]: condition }, facts))?.[0] ?? null
    return { ruleId: rule.id, clause: rule.clause, title: rule.title, field, outcome: rule === answer ? 'answers' : field ? 'fails' : 'less-exact' }
  })
}

/** A rule that names the phase or the cause speaks of cover itself; one that does not leaves cover alone. */
export const speaksOfCover = ({ when }: ChargeRule): boolean => 'phase' in when || 'cause' in when

const weightOf = ({ when }: ChargeRule) => Object.values(when).reduce<number>((sum, condition) => sum + weight(condition), 0)

function weight(condition: Condition): number {
  if (condition === null || typeof condition !== 'object') return 3
  if (Array.isArray(condition)) return 2
  const { not, given, ...bounds } = condition as Extract<Condition, { not?: unknown }>
  return Object.keys(bounds).length > 0 ? 1 : 0
}
