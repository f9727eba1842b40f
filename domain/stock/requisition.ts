// A requisition is asked for, approved by another person, issued from one place and received at another. Nothing is skipped.
import type { Decision } from '../decision.ts'
import { addDays } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import type { RequisitionState } from './stock.ts'

export type Requisition = { state: RequisitionState; requestedBy: string | null }
export type RequisitionRefusal = 'requisition.wrong-state' | 'requisition.same-person'
export const requisitionSteps = { approve: 'approved', refuse: 'refused', issue: 'issued', receive: 'received', cancel: 'cancelled' } as const satisfies Record<string, RequisitionState>
export type RequisitionStep = keyof typeof requisitionSteps

const from: Readonly<Record<RequisitionStep, readonly RequisitionState[]>> = {
  approve: ['requested'], refuse: ['requested'], issue: ['approved'], receive: ['issued'], cancel: ['requested', 'approved'],
}

/** Nobody approves what they asked for themselves; what the house asked for (below its minimum) anyone with the right may. */
export function stepRequisition({ state, requestedBy }: Requisition, step: RequisitionStep, by: string | null): Decision<{ state: RequisitionState }, RequisitionRefusal> {
  if (!from[step].includes(state)) return { yes: false, because: ['requisition.wrong-state'] }
  if (step === 'approve' && requestedBy !== null && requestedBy === by) return { yes: false, because: ['requisition.same-person'] }
  return { yes: true, state: requisitionSteps[step] }
}

/** A parts plan is due this many days before the season starts. */
export const seasonPlanDue = (startsOn: Day, daysBefore: number): Day => addDays(startsOn, -daysBefore)
