import type { Fact } from '#domain/fact/fact.ts'
import { standing } from '#domain/fact/fact.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

/** An excuse needs two signatures of two people; nobody signs twice. */
export function excuseDecision(facts: readonly Fact[], promise: string, actor: Pick<Actor, 'id'>): void {
  const signed = standing(facts).some(({ kind, data, by }) => kind === 'promise.excused' && data['promise'] === promise && by === actor.id)
  if (signed) throw new Refusal('promise.same-signer')
}
