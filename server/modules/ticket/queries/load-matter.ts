import type { Fact } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import type { Terms } from '#domain/promise/terms.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { planOf, termsOf } from '../../plan/index.ts'
import { filedForms, loadFacts } from '../../promise/index.ts'
import type { SubjectRef } from '../../promise/index.ts'
import type { TicketRecord } from '../store.ts'

export type TicketMatter = { ticket: TicketRecord; facts: Fact[]; agreementFacts: Fact[]; plan: Plan | null; terms: Terms | null }

/** The locked ticket with everything its rules look at. */
export async function loadMatter(tx: Tx, ticket: TicketRecord): Promise<TicketMatter> {
  const facts = await loadFacts(tx, ticket.org_id, ticket.id)
  const agreementFacts = ticket.agreement_id ? await loadFacts(tx, ticket.org_id, ticket.agreement_id) : []
  return {
    ticket, facts, agreementFacts,
    plan: ticket.plan_version_id ? await planOf(tx, ticket.plan_version_id) : null,
    terms: ticket.agreement_id ? await termsOf(tx, ticket.agreement_id) : null,
  }
}

export function subjectRef(ticket: TicketRecord): SubjectRef {
  return {
    orgId: ticket.org_id, kind: 'ticket', id: ticket.id, startedAt: ticket.registered_at, customerId: ticket.customer_id,
    agreementId: ticket.agreement_id ?? '', planVersionId: ticket.plan_version_id ?? '',
  }
}

export const situation = ({ facts, agreementFacts }: TicketMatter, at: Fact['happenedAt']) => ({
  facts, agreementFacts, filedForms: [...filedForms(facts), ...filedForms(agreementFacts)], attributes: attributesAt(facts, at),
})
