// What was promised to this customer: the rules of the plan version with the agreement's own values applied,
// on the calendars and in the zone of the site.
import type { Plan } from '../plan/plan.ts'
import type { PromiseRule, TargetRow } from '../plan/promise-rule.ts'
import type { Span } from '../plan/span.ts'
import { always } from '../time/working.ts'
import type { WorkingTime } from '../time/working.ts'

/** A value of the agreement in place of the plan's. Waived: openly without a target, only measured. */
export type Override = { within?: Span; targets?: readonly TargetRow[]; waived?: true; cover?: object }
export type PromiseClock = { working: WorkingTime; versionId: string }
export type Terms = {
  planVersionId: string
  plan: Pick<Plan, 'promises' | 'ladders' | 'cycles'>
  overrides: Readonly<Record<string, Override>>
  calendar: (name: string) => PromiseClock
  zone: string
}

export const roundTheClock = '7x24'

export function clockOf(rule: PromiseRule, terms: Terms): PromiseClock {
  const name = rule.clock ?? roundTheClock
  return name === roundTheClock ? { working: always(terms.zone), versionId: roundTheClock } : terms.calendar(name)
}

/** The rule as this agreement has it. */
export function agreedRule(rule: PromiseRule, override: Override | undefined): PromiseRule {
  if (!override) return rule
  if (override.waived) return limited(rule, { within: 'none' })
  if (override.targets) return limited(rule, { targets: override.targets })
  return override.within ? limited(rule, { within: override.within }) : rule
}

function limited(rule: PromiseRule, limit: { within: Span } | { targets: readonly TargetRow[] }): PromiseRule {
  const { id, clause, title, on, by } = rule
  const { within: _within, targets: _targets, before: _before, at: _at, atLeast: _atLeast, ...rest } = rule as AnyLimit
  return { ...rest, id, clause, title, on, by, ...limit }
}

type AnyLimit = PromiseRule & Partial<Record<'within' | 'targets' | 'before' | 'at' | 'atLeast', unknown>>
