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
  const [facts, rules] = await Promise.all([loadFacts(tx, ticket.org_id, ticket.id), loadRules(tx, ticket)])
  return { ticket, facts, ...rules }
}

/** What is looked at besides the ticket's own facts. */
export async function loadRules(tx: Tx, ticket: Pick<TicketRecord, 'org_id' | 'agreement_id' | 'plan_version_id'>): Promise<Pick<TicketMatter, 'agreementFacts' | 'plan' | 'terms'>> {
  const { org_id: orgId, agreement_id: agreementId, plan_version_id: versionId } = ticket
  const [agreementFacts, plan, terms] = await Promise.all([
    agreementId ? loadFacts(tx, orgId, agreementId) : [], versionId ? planOf(tx, versionId) : null, agreementId ? termsOf(tx, agreementId) : null,
  ])
  return { agreementFacts, plan, terms }
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
