// The ticket behind a loan, an order or a return, as it is for a look.
import { attributesAt } from '#domain/promise/subject.ts'
import { readPromises } from '#domain/promise/read.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { filedForms, subjectOf } from '../../promise/index.ts'
import { loadMatter, subjectRef } from '../../ticket/index.ts'
import type { TicketMatter, TicketRecord } from '../../ticket/index.ts'
import { visibleRepairs } from '../policy.ts'

export async function readMatter({ tx, actor }: Context, ticketId: string): Promise<TicketMatter> {
  const ticket = await tx.row<TicketRecord>(sql`
    select t.id, t.org_id, t.number, t.title, t.customer_id, t.site_id, t.asset_id, t.contact_id, t.agreement_id, t.plan_version_id, t.holder_id, t.team_id, t.registered_at, t.version, t.status,
      t.caller_name, t.caller_phone, t.tags, t.merged_into_id
    from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and ${visibleRepairs(actor)}`)
  if (!ticket) throw new Refusal('ticket.unknown')
  return loadMatter(tx, ticket)
}

export const readingsOf = ({ ticket, facts, terms }: TicketMatter, { now }: Context): PromiseReading[] =>
  (terms ? readPromises(subjectOf(subjectRef(ticket)), facts, terms, now) : [])

export const situationOf = ({ facts, agreementFacts }: TicketMatter, { now }: Context) => ({
  facts, agreementFacts, filedForms: [...filedForms(facts), ...filedForms(agreementFacts)], attributes: attributesAt(facts, now),
})
