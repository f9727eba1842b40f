// How far a chain of seats has come, read from the facts: who decided, whose turn it is, and what may not begin before.
import { byRecording, standing } from '../fact/fact.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { Approval, Plan } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'

export type ApprovalState = 'pending' | 'approved' | 'refused'
export type SeatReading = { seat: string; state: 'done' | 'refused' | 'next' | 'waiting'; by: string | null; at: Instant | null; reason: string | null; signedBy: string | null }
export type ApprovalReading = { id: string; rule: Approval; form: string | null; askedAt: Instant; askedBy: string | null; state: ApprovalState; seat: string | null; steps: SeatReading[] }

type Rules = Pick<Plan, 'approvals'>

/** Every chain that was asked for, in the order of asking. */
export function readApprovals({ approvals }: Rules, facts: readonly Fact[]): ApprovalReading[] {
  const known = [...standing(facts)].sort(byRecording)
  return known.filter(({ kind }) => kind === 'approval.asked').flatMap((asked) => {
    const rule = approvals.find(({ id }) => id === asked.data['rule'])
    return rule ? [readChain(rule, asked, known)] : []
  })
}

function readChain(rule: Approval, asked: Fact, known: readonly Fact[]): ApprovalReading {
  const id = String(asked.data['approval'])
  const decisions = known.filter(({ kind, data }) => kind === 'approval.decided' && data['approval'] === id)
  const own = rule.steps.map((seat, index) => readSeat(seat, decisions[index]))
  const isDivided = rule.differing !== undefined && own.some(({ state }) => state === 'refused') && own.some(({ state }) => state === 'done')
  const steps = isDivided ? [...own.filter(({ state }) => state !== 'waiting'), readSeat(rule.differing!, decisions[own.filter(({ at }) => at !== null).length])] : own
  const state = stateOf(steps, isDivided)
  const next = state === 'pending' ? steps.findIndex((step) => step.state === 'waiting') : -1
  return {
    id, rule, form: text(asked.data['form']), askedAt: asked.happenedAt, askedBy: asked.by, state, seat: steps[next]?.seat ?? null,
    steps: steps.map((step, index) => (index === next ? { ...step, state: 'next' } : step)),
  }
}

const readSeat = (seat: string, decision: Fact | undefined): SeatReading => !decision
  ? { seat, state: 'waiting', by: null, at: null, reason: null, signedBy: null }
  : { seat, state: decision.data['yes'] === true ? 'done' : 'refused', by: decision.by, at: decision.happenedAt, reason: text(decision.data['reason']), signedBy: text(decision.data['signedBy']) }

function stateOf(steps: readonly SeatReading[], isDivided: boolean): ApprovalState {
  const last = steps.at(-1)
  if (isDivided) return last?.state === 'done' ? 'approved' : last?.state === 'refused' ? 'refused' : 'pending'
  if (steps.some(({ state }) => state === 'refused')) return 'refused'
  return steps.every(({ state }) => state === 'done') ? 'approved' : 'pending'
}

/** The newest chain of a rule decides: after a refusal it may be asked again. */
export const newestOf = (readings: readonly ApprovalReading[], ruleId: string) => readings.findLast(({ rule }) => rule.id === ruleId) ?? null

/** Chains still missing before this fact may be recorded: the fact they record themselves, or a form that counts only once approved. */
export function missingFor(plan: Rules, kind: Fact['kind'], data: FactData, facts: readonly Fact[]): Approval[] {
  const readings = readApprovals(plan, facts)
  return plan.approvals.filter(({ id, records }) => records?.fact === kind && agrees(records.data, data) && newestOf(readings, id)?.state !== 'approved')
}

/** A form under approval counts only once it is approved, but for what its own last yes records. */
export function countsAsFiled(plan: Rules, form: string, before: Fact['kind'], facts: readonly Fact[]): boolean {
  const rule = plan.approvals.find(({ of, records }) => of === form && records?.fact !== before)
  return !rule || newestOf(readApprovals(plan, facts), rule.id)?.state === 'approved'
}

const agrees = (wanted: Readonly<Record<string, string>> = {}, data: FactData) => Object.entries(wanted).every(([key, value]) => data[key] === value)
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
