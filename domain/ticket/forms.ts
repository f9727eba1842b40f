// The papers a matter owes by its plan: from the moment of their event until they are filed.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { Form, Plan } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'
import { attributesAt } from '../promise/subject.ts'
import type { Attributes } from '../promise/subject.ts'
import type { Instant } from '../time/instant.ts'

export type OwedForm = { code: string; clause: string; title: Text; since: Instant | null; filed: boolean }

/** Forms owed by an event that happened, those of steps, and those that were filed without being owed. */
export function owedForms(plan: Pick<Plan, 'documents'>, facts: readonly Fact[], atStart: Attributes = {}, stepForms: readonly string[] = []): OwedForm[] {
  const known = [...standing(facts)].sort(byHappening)
  const filedCodes = new Set(known.filter(({ kind }) => kind === 'form.filed').map(({ data }) => String(data['form'])))
  return plan.documents.flatMap((form) => {
    const since = owedSince(form, known, atStart)
    if (since === null && !stepForms.includes(form.code) && !filedCodes.has(form.code)) return []
    return [{ code: form.code, clause: form.clause, title: form.title, since, filed: filedCodes.has(form.code) }]
  })
}

function owedSince({ owedOn }: Form, facts: readonly Fact[], atStart: Attributes): Instant | null {
  if (!owedOn || !('fact' in owedOn)) return null
  const event = facts.find(({ kind, data, happenedAt }) => kind === owedOn.fact && matches(owedOn.when, data, attributesAt(facts, happenedAt, atStart)))
  return event?.happenedAt ?? null
}
