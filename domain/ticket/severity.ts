// Which severity the answers at intake call for: the first level, in the order of the plan, with a criterion that holds.
import { matches } from '../fact/match.ts'
import type { FactData } from '../fact/fact.ts'
import type { Criterion, Vocabulary } from '../plan/plan.ts'

export type ProposedSeverity = { severity: string; reasons: Criterion[] }

export function proposeSeverity(vocabulary: Pick<Vocabulary, 'severities'>, answers: FactData): ProposedSeverity | null {
  for (const { code, criteria = [] } of vocabulary.severities) {
    const reasons = criteria.filter(({ when }) => matches(when, answers))
    if (reasons.length > 0) return { severity: code, reasons }
  }
  return null
}
