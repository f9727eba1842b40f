// A loaner is lent, not given: complete when it goes, complete when it comes back, of the grade the plan owes, one customer at a time.
import { decide } from '../decision.ts'
import type { Decision } from '../decision.ts'
import type { Instant } from '../time/instant.ts'
import type { StepTable } from './steps.ts'

export const unitStates = ['ready', 'under-repair', 'retired'] as const
export type UnitState = (typeof unitStates)[number]
export const loanStates = ['offered', 'agreed', 'out', 'back', 'cancelled'] as const
export type LoanState = (typeof loanStates)[number]
export const loanSteps = {
  agree: { from: ['offered'], to: 'agreed' },
  'hand-over': { from: ['agreed'], to: 'out' },
  'give-back': { from: ['out'], to: 'back' },
  cancel: { from: ['offered', 'agreed'], to: 'cancelled' },
} as const satisfies StepTable<string, LoanState>
export type LoanStep = keyof typeof loanSteps
export const backConditions = ['good', 'worn', 'damaged'] as const

/** From the first moment up to, not including, the last; no last one: until the original is repaired. */
export type LoanSpan = { from: Instant; until: Instant | null }
export type LendingRefusal = 'loaner.not-ready' | 'loaner.other-grade' | 'loaner.taken'
type Wish = LoanSpan & { gradeOwed: string | null; mustMatch: boolean }

export function decideLending(unit: { state: UnitState; grade: string }, wish: Wish, taken: readonly LoanSpan[]): Decision<object, LendingRefusal> {
  const reasons: LendingRefusal[] = []
  if (unit.state !== 'ready') reasons.push('loaner.not-ready')
  if (wish.mustMatch && wish.gradeOwed !== null && wish.gradeOwed !== unit.grade) reasons.push('loaner.other-grade')
  if (taken.some((span) => overlap(span, wish))) reasons.push('loaner.taken')
  return decide({}, reasons)
}

/** A unit that is out and late is taken until it is really back. */
export function takenBy({ state, startsAt, dueBackAt }: { state: LoanState; startsAt: Instant; dueBackAt: Instant | null }, now: Instant): LoanSpan | null {
  if (state === 'back' || state === 'cancelled') return null
  if (state === 'out' && dueBackAt !== null && dueBackAt <= now) return { from: startsAt, until: null }
  return { from: startsAt, until: dueBackAt }
}

export const isOverdue = ({ state, dueBackAt }: { state: LoanState; dueBackAt: Instant | null }, now: Instant): boolean => state === 'out' && dueBackAt !== null && dueBackAt < now

export type Accessory = { name: string; out: boolean; back: boolean }

export function handOver(known: readonly string[], given: readonly string[]): Decision<{ accessories: Accessory[] }, 'loan.unknown-accessory'> {
  return decide({ accessories: known.map((name) => ({ name, out: given.includes(name), back: false })) }, given.every((name) => known.includes(name)) ? [] : ['loan.unknown-accessory'])
}

export function giveBack(accessories: readonly Accessory[], given: readonly string[]): Decision<{ accessories: Accessory[]; missing: string[] }, 'loan.unknown-accessory'> {
  const after = accessories.map((one) => ({ ...one, back: one.out && given.includes(one.name) }))
  const lent = accessories.filter(({ out }) => out).map(({ name }) => name)
  return decide({ accessories: after, missing: lent.filter((name) => !given.includes(name)) }, given.every((name) => lent.includes(name)) ? [] : ['loan.unknown-accessory'])
}

const overlap = (one: LoanSpan, other: LoanSpan) => (other.until === null || one.from < other.until) && (one.until === null || other.from < one.until)
