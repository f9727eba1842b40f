// The answer to "is this covered?": yes or no, by which words of the plan, from when until when, what is done about it, who pays,
// and every step that led there. Desk, engineer, dealer and customer get the same answer.
import type { FactKind } from '../fact/kinds.ts'
import type { Day } from '../time/day.ts'
import type { Cause, CoverRule } from '../plan/plan.ts'
import type { Remedy, Text } from '../plan/words.ts'

export const verdictStates = ['covered', 'not-covered', 'undecided'] as const
export type VerdictState = (typeof verdictStates)[number]

/** What the customer meets: nothing to pay, some of it, all of it, advice only, no service, or not yet known. */
export const treatments = ['free', 'partly', 'charge', 'advice', 'refuse', 'undecided'] as const
export type Treatment = (typeof treatments)[number]

export const coverStepCodes = [
  // how a term got its days
  'opened', 'next-day', 'opened-otherwise', 'opened-at-latest', 'follows', 'renewed', 'carried-on', 'extended', 'repair-added', 'retired',
  // why a term does not answer
  'not-opened', 'start-refused', 'not-begun', 'ended', 'length-open', 'not-agreed', 'not-extended', 'condition-fails', 'condition-open', 'worse',
  // what decides
  'in-force', 'excluded', 'exclusion-foreseen', 'evidence-missing', 'evidence-given', 'registered', 'registration-open', 'registered-late', 'late-accepted',
  'granted', 'overridden', 'component-open', 'no-term',
] as const
export type CoverStepCode = (typeof coverStepCodes)[number]

export type CoverStep = {
  code: CoverStepCode
  rule: string | null
  clause: string | null
  day: Day | null
  until: Day | null
  fact: FactKind | null
  /** The field asked, the other rule, the count of days, the reason given: what the sentence needs. */
  field: string | null
  other: string | null
  days: number | null
  reason: string | null
}

export type Pays = CoverRule['pays']
export type Offer = { rule: string; clause: string; remedy: Remedy; conditions: readonly Text[] }

export type Verdict = {
  state: VerdictState
  /** The customer does not bear both parts and labour. */
  covered: boolean
  treatment: Treatment
  rule: string | null
  clause: string | null
  also: readonly string[]
  title: Text | null
  component: string | null
  phase: string | null
  from: Day | null
  /** The last day, included; null means without end. */
  until: Day | null
  remedy: Remedy | null
  /** Every remedy that answers, the first being the one proposed. */
  offers: readonly Offer[]
  pays: Pays | null
  cause: { code: string; clause: string | null; party: Cause['party']; title: Text } | null
  /** What must still be answered before this is final. */
  needs: readonly string[]
  day: Day
  because: readonly CoverStep[]
}

export function step(code: CoverStepCode, given: Partial<Omit<CoverStep, 'code'>> = {}): CoverStep {
  return { code, rule: null, clause: null, day: null, until: null, fact: null, field: null, other: null, days: null, reason: null, ...given }
}
