// What happens to an agreement itself: acceptance, an inspection done, a season begun. Its promises run on these facts.
import type { recordAgreementFact as declared } from '#contract/promise/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, termsOf, visibleAgreements } from '../../plan/index.ts'
import { insertFacts } from '../store.ts'
import { loadFacts } from '../queries/load-facts.ts'
import type { SubjectRef } from '../store.ts'
import { filedForms } from './filed-forms.ts'
import { settle } from './settle.ts'
import { stampFact } from './stamp-facts.ts'
import type { FactDraft } from './stamp-facts.ts'

export async function recordAgreementFact(context: Context, input: ParsedOf<typeof declared>): Promise<string> {
  const { agreementId, ...draft } = input
  return (await appendAgreementFact(context, agreementId, draft)).factId
}

export async function appendAgreementFact(context: Context, agreementId: string, draft: FactDraft): Promise<{ factId: string; readings: PromiseReading[] }> {
  const { tx, now, actor } = context
  const subject = await lockAgreement(tx, actor, agreementId)
  const facts = await loadFacts(tx, actor.orgId, agreementId)
  if (draft.corrects && !facts.some(({ id }) => id === draft.corrects)) throw new Refusal('request.invalid', { field: 'corrects' })
  const fact = stampFact(draft, facts, now, actor)
  const plan = await planOf(tx, subject.planVersionId)
  const decision = mayRecord(plan, fact.kind, fact.data, { facts: [], agreementFacts: facts, filedForms: filedForms(facts), attributes: attributesAt(facts, fact.happenedAt) })
  if (!decision.yes) throw blocked(decision.because)
  await insertFacts(tx, subject, [fact])
  const readings = await settle(tx, subject, [...facts, fact as Fact], await termsOf(tx, agreementId), now, 1)
  return { factId: fact.id, readings }
}

type Row = { id: string; plan_version_id: string; customer_id: string; created_at: string }

export async function lockAgreement(tx: Tx, actor: Pick<Actor, 'orgId' | 'kind' | 'customerId'>, agreementId: string): Promise<SubjectRef> {
  const { orgId } = actor
  const row = await tx.row<Row>(sql`
    select id, plan_version_id, customer_id, created_at from agreements where org_id = ${orgId} and id = ${agreementId} and ${visibleAgreements(actor, sql`customer_id`)} for update`)
  if (!row) throw new Refusal('agreement.unknown')
  return { orgId, kind: 'agreement', id: row.id, startedAt: row.created_at, customerId: row.customer_id, agreementId: row.id, planVersionId: row.plan_version_id }
}

const blocked = ([first]: readonly [{ clause: string | null; needs: string | null }, ...unknown[]]) =>
  new Refusal('ticket.step-blocked', { needs: first.needs ?? '', clause: first.clause ?? '' })
