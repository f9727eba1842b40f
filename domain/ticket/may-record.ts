// May this fact be recorded now? In a strict process not before its earlier steps; through a gate not before what it needs.
import { countsAsFiled, missingFor } from '../approval/approval.ts'
import { standing } from '../fact/fact.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Gate, Plan } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'
import type { Attributes } from '../promise/subject.ts'
import { readSteps } from './steps.ts'

export type Situation = { facts: readonly Fact[]; agreementFacts: readonly Fact[]; filedForms: readonly string[]; attributes: Attributes }
export type Block = { code: 'step.earlier' | 'gate.needs' | 'approval.missing'; id: string; clause: string; title: Text; needs: string }
type Rules = Pick<Plan, 'process' | 'gates' | 'approvals'>

export function mayRecord(plan: Rules, kind: FactKind, data: FactData, situation: Situation): { yes: true } | { yes: false; because: readonly [Block, ...Block[]] } {
  const blocks = [...earlierSteps(plan, kind, data, situation), ...closedGates(plan, kind, data, situation), ...missingApprovals(plan, kind, data, situation)]
  const [first, ...others] = blocks
  return first ? { yes: false, because: [first, ...others] } : { yes: true }
}

// A fact that is no step, or a step done again, waits for nothing.
function earlierSteps(plan: Rules, kind: FactKind, data: FactData, { facts, attributes }: Situation): Block[] {
  const { mode, steps } = readSteps(plan, facts, attributes)
  if (mode !== 'strict') return []
  const own = steps.findIndex((step) => step.fact === kind && step.state !== 'skipped' && matches(step.when, data, attributes))
  if (own < 0 || steps[own]!.state === 'done') return []
  return steps.slice(0, own).filter(({ state }) => state === 'next' || state === 'waiting')
    .map(({ id, clause, title, fact }) => ({ code: 'step.earlier', id, clause, title, needs: fact }))
}

function closedGates(plan: Rules, kind: FactKind, data: FactData, situation: Situation): Block[] {
  const { attributes } = situation
  return plan.gates
    .filter((gate) => gate.before === kind && matches(gate.beforeWhen, data, attributes) && matches(gate.only, attributes) && !isOpen(plan, gate, situation))
    .map(({ id, clause, title, needs }) => ({ code: 'gate.needs', id, clause, title, needs: 'form' in needs ? needs.form : needs.fact }))
}

const missingApprovals = (plan: Rules, kind: FactKind, data: FactData, { facts, agreementFacts }: Situation): Block[] =>
  missingFor(plan, kind, data, [...facts, ...agreementFacts]).map(({ id, clause, title }) => ({ code: 'approval.missing', id, clause, title, needs: id }))

function isOpen(plan: Rules, { before, needs }: Gate, { facts, agreementFacts, filedForms, attributes }: Situation): boolean {
  if ('form' in needs) return filedForms.includes(needs.form) && countsAsFiled(plan, needs.form, before, [...facts, ...agreementFacts])
  const known = [...standing(facts), ...standing(agreementFacts)]
  return known.some(({ kind, data }) => kind === needs.fact && matches(needs.when, data, attributes))
}
