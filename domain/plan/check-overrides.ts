// The values of an agreement in place of the plan's: each for a promise that exists, with a table as complete as the plan's own.
import { wordsOf } from './check-codes.ts'
import { checkTable } from './check-targets.ts'
import type { Plan } from './plan.ts'
import type { TargetRow } from './promise-rule.ts'

export type GivenOverride = { within?: string; targets?: readonly TargetRow[]; waived?: true; cover?: object }
export type OverrideFinding = { rule: string; code: 'unknown-rule' | 'incomplete' }

export function checkOverrides(plan: Plan, overrides: Readonly<Record<string, GivenOverride>>): OverrideFinding[] {
  const rules = new Set(plan.promises.map(({ id }) => id))
  const words = wordsOf(plan)
  const terms = new Set(plan.cover.map(({ id }) => id))
  return Object.entries(overrides).flatMap(([rule, { within, targets = [], cover }]): OverrideFinding[] => {
    if (cover) return terms.has(rule) ? [] : [{ rule, code: 'unknown-rule' }]
    if (!rules.has(rule)) return [{ rule, code: 'unknown-rule' }]
    const isOpen = within === 'tbd' || targets.some((row) => row.within === 'tbd')
    return isOpen || (targets.length > 0 && checkTable(targets, words, []).length > 0) ? [{ rule, code: 'incomplete' }] : []
  })
}
