// Goods come back: the reason decides what is tried first, the inspection comes before the decision, the money after it.
import { byRecording, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { Plan } from '../plan/plan.ts'
import { decide } from '../decision.ts'
import type { Decision } from '../decision.ts'
import { openSteps } from './steps.ts'
import type { StepTable } from './steps.ts'

export const returnKinds = ['return', 'unpacking', 'dealer-stock'] as const
export type ReturnKind = (typeof returnKinds)[number]
export const customerReasons = ['unusable', 'cannot-use', 'insists'] as const
export const returnReasons = [...customerReasons, 'unpacking-defect', 'product-quality', 'dismantled-by-dealer', 'unsaleable', 'other'] as const
export type ReturnReason = (typeof returnReasons)[number]
export const returnRemedies = ['refund', 'exchange', 'repair', 'replace-part', 'new-product'] as const
export type ReturnRemedy = (typeof returnRemedies)[number]
export const dispositions = ['return', 'rework', 'scrap', 'other'] as const
export type Disposition = (typeof dispositions)[number]

export const returnStates = ['objection', 'explained', 'training-offered', 'training-accepted', 'insisted', 'inspected', 'sent-back', 'approved', 'rejected', 'settled', 'accepted'] as const
export type ReturnState = (typeof returnStates)[number]
const before = ['objection', 'explained', 'training-offered', 'training-accepted'] as const

export const returnSteps = {
  explain: { from: ['objection'], to: 'explained' },
  'offer-training': { from: ['objection', 'explained'], to: 'training-offered' },
  'accept-training': { from: ['training-offered'], to: 'training-accepted' },
  insist: { from: before, to: 'insisted' },
  inspect: { from: ['objection', 'explained', 'insisted', 'sent-back'], to: 'inspected' },
  decide: { from: ['objection', 'inspected', 'sent-back'], to: 'approved' },
  settle: { from: ['approved'], to: 'settled' },
  accept: { from: ['settled'], to: 'accepted' },
} as const satisfies StepTable<string, ReturnState>
export type ReturnStep = keyof typeof returnSteps
export type ReturnRefusal = 'repair.wrong-step' | 'return.training-first' | 'return.no-training' | 'return.inspect-first' | 'return.human-damage'

export type ReturnReading = { state: ReturnState; reason: string; isHumanDamage: boolean; refusedBecause: string | null; steps: readonly ReturnStep[] }

export function readReturn(plan: Pick<Plan, 'approvals'> | null, facts: readonly Fact[], returnId: string): ReturnReading {
  const deciding = new Set((plan?.approvals ?? []).filter(({ records }) => records?.fact === 'return.decided').map(({ id }) => id))
  const asked = new Set(facts.filter(({ kind, data }) => kind === 'approval.asked' && deciding.has(String(data['rule']))).map(({ data }) => String(data['approval'])))
  const reading = { state: 'objection' as ReturnState, reason: 'other', isHumanDamage: false, refusedBecause: null as string | null }
  for (const fact of [...standing(facts)].sort(byRecording)) {
    const state = stateAfter(fact, returnId, asked)
    if (state) reading.state = state
    if (fact.data['return'] !== returnId && state === null) continue
    if (typeof fact.data['returnReason'] === 'string') reading.reason = fact.data['returnReason']
    if (fact.kind === 'part.appraised') reading.isHumanDamage = fact.data['cause'] === 'human-damage'
    if (state === 'sent-back' || state === 'rejected') reading.refusedBecause = String(fact.data['reason'] ?? '')
  }
  return { ...reading, steps: openSteps(returnSteps, reading.state).filter((step) => decideStep(reading, step).yes) }
}

export function decideStep({ state, reason, isHumanDamage }: Pick<ReturnReading, 'state' | 'reason' | 'isHumanDamage'>, step: ReturnStep): Decision<object, ReturnRefusal> {
  if (!(returnSteps[step].from as readonly ReturnState[]).includes(state)) return { yes: false, because: ['repair.wrong-step'] }
  const reasons: ReturnRefusal[] = []
  // Nobody who insists is held back, and nobody who only cannot use it loses the free training.
  if (step === 'offer-training' && reason !== 'cannot-use') reasons.push('return.no-training')
  if (step === 'inspect' && reason === 'cannot-use') reasons.push('return.training-first')
  // What was wrong on unpacking is for the user to accept, not for us to inspect.
  if (step === 'decide' && state === 'objection' && reason !== 'unpacking-defect') reasons.push('return.inspect-first')
  if (step === 'settle' && reason === 'unusable' && isHumanDamage) reasons.push('return.human-damage')
  return decide({}, reasons)
}

function stateAfter({ kind, data }: Fact, returnId: string, asked: ReadonlySet<string>): ReturnState | null {
  if (kind === 'approval.decided') return data['yes'] === false && asked.has(String(data['approval'])) ? 'sent-back' : null
  if (kind === 'return.decided' && (data['return'] === returnId || asked.has(String(data['approval'])))) return data['decision'] === 'approved' ? 'approved' : 'rejected'
  if (data['return'] !== returnId) return null
  switch (kind) {
    case 'return.requested': return data['returnReason'] === 'insists' ? 'insisted' : 'objection'
    case 'ticket.reclassified': return data['returnReason'] === 'insists' ? 'insisted' : null
    case 'part.appraised': return 'inspected'
    case 'refund.made': return 'settled'
    case 'ticket.confirmed': return 'accepted'
    case 'answer.given': return data['offer'] === 'training' ? 'training-offered' : 'explained'
    case 'note.added': return data['step'] === 'accept-training' ? 'training-accepted' : data['step'] === 'settle' ? 'settled' : null
    default: return null
  }
}
