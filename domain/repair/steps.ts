// Which step may follow which state: one table for a loan, one for a unit under repair, one for a return.
import type { Decision } from '../decision.ts'

export type StepTable<Step extends string, State extends string> = Readonly<Record<Step, { from: readonly State[]; to: State }>>

/** A step that the state does not know is refused with the steps that are open instead. */
export function takeStep<Step extends string, State extends string>(table: StepTable<Step, State>, step: Step, state: State): Decision<{ state: State }, 'repair.wrong-step'> {
  const { from, to } = table[step]
  return from.includes(state) ? { yes: true, state: to } : { yes: false, because: ['repair.wrong-step'] }
}

export function openSteps<Step extends string, State extends string>(table: StepTable<Step, State>, state: State): Step[] {
  return (Object.keys(table) as Step[]).filter((step) => table[step].from.includes(state))
}
