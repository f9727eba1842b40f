// A cause that the plan wants proven may not be written down by itself, whichever way it comes in.
import type { FactData } from '../fact/fact.ts'
import type { Cause, Plan } from '../plan/plan.ts'

/** The cause a fact names without any proof, where the plan asks for proof; else null. */
export function unprovenCause({ vocabulary }: Pick<Plan, 'vocabulary'>, data: FactData, proofs: readonly unknown[]): Cause | null {
  const cause = vocabulary.causes.find(({ code }) => code === data['cause'])
  return cause?.evidence && ![data['evidence'], data['reason'], ...proofs].some(Boolean) ? cause : null
}
