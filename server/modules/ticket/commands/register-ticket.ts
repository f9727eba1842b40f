// A call becomes a ticket: the right agreement answers for it, its promises start at the time the customer told us.
import type { registerTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { statusOf } from '#domain/ticket/status.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { nextNumber } from '../../org/index.ts'
import { insertFacts, settle } from '../../promise/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { copyOf, insertTicket } from '../store.ts'
import type { NewTicket, TicketRecord } from '../store.ts'
import { addFacts, tell } from './append-facts.ts'
import { loadRules, subjectRef } from '../queries/load-matter.ts'
import type { TicketMatter } from '../queries/load-matter.ts'
import { checkData } from './record-fact.ts'
import { prepareRegistration } from '../queries/prepare-registration.ts'
import type { Preparation } from '../queries/prepare-registration.ts'

export type Registration = ParsedOf<typeof declared>

/** The token opens the progress page of this ticket and nothing else; only its hash is kept. */
export async function registerTicket(context: Context, input: Registration): Promise<{ ticketId: string; number: string; token: string }> {
  const { matter, token, saved } = await beginRegistration(context, input)
  await saved
  return { ticketId: matter.ticket.id, number: matter.ticket.number, token }
}

/** For an answer that goes out behind the last statements: what is asked meanwhile is answered after `saved`. */
export async function beginRegistration(context: Context, input: Registration): Promise<{ matter: TicketMatter; token: string; saved: Promise<unknown> }> {
  const { tx, actor, now } = context
  const happenedAt = input.happenedAt ? instant(input.happenedAt) : now
  if (happenedAt > now + limits.futureFactSeconds * 1000) throw new Refusal('fact.in-future', { field: 'happenedAt' })
  const prepared = await prepareRegistration(context, input)
  const token = newToken()
  const wish = { ...newTicket(input, prepared), orgId: actor.orgId, registeredAt: toIso(happenedAt), progressTokenHash: tokenHash(token) }
  const ticket = recordOf(wish)
  const matter: TicketMatter = { ticket, facts: [], ...await loadRules(tx, ticket) }
  const drafts: FactDraft[] = [{ kind: 'ticket.registered', happenedAt, body: input.description || null, data: { ...input.data, ...prepared.attributes } }, ...assignment(input)]
  for (const { kind, data } of drafts) await checkData(context, matter, { kind: kind as 'ticket.assigned', data: data as Registration['data'], corrects: undefined })
  const stamped = addFacts(context, matter, drafts)
  // Numbers of a series are given one at a time until the commit, so the number is taken last.
  const [, readings, number] = await Promise.all([
    insertFacts(tx, { orgId: actor.orgId, kind: 'ticket', id: ticket.id }, stamped),
    matter.terms ? settle(tx, subjectRef(ticket), matter.facts, matter.terms, now, stamped.length) : [],
    nextNumber(tx, actor.orgId, input.type, localDay(prepared.zone, now)),
  ])
  ticket.number = number
  const copy = copyOf(statusOf(matter.facts), attributesAt(matter.facts, now), readings)
  const saved = Promise.all([
    insertTicket(tx, { ...wish, number, search: `${searchVector(number)} ${wish.search}` }, copy, now), tell(context, matter, stamped.map(({ id }) => id)),
  ])
  return { matter, token, saved }
}

const recordOf = ({ id, orgId, title, customerId, siteId, assetId, contactId, agreementId, planVersionId, registeredAt, callerName, callerPhone, tags }: Omit<NewTicket, 'number'>): TicketRecord => ({
  id, org_id: orgId, number: '', title, customer_id: customerId, site_id: siteId, asset_id: assetId, contact_id: contactId, agreement_id: agreementId, plan_version_id: planVersionId,
  holder_id: null, team_id: null, registered_at: registeredAt, version: 1, status: 'new', caller_name: callerName, caller_phone: callerPhone, tags: [...tags], merged_into_id: null,
})

function newTicket(input: Registration, { site, asset, contact, agreement, customerName }: Preparation): Omit<NewTicket, 'orgId' | 'registeredAt' | 'progressTokenHash' | 'number'> {
  const [callerName, callerPhone] = [input.callerName ?? contact?.name ?? null, input.callerPhone ?? contact?.phone ?? null]
  return {
    id: newId(), type: input.type, title: input.title, description: input.description, channel: input.channel, customerId: input.customerId, tags: input.tags, callerName, callerPhone,
    siteId: idOf(site), assetId: idOf(asset), contactId: idOf(contact), agreementId: idOf(agreement), planVersionId: agreement?.plan_version_id ?? null,
    search: searchVector(input.title, input.description, customerName, asset?.name, asset?.serial, callerName, callerPhone),
  }
}

const idOf = (part: { id: string } | null) => part?.id ?? null

function assignment({ holderId, teamId }: Registration): FactDraft[] {
  return holderId || teamId ? [{ kind: 'ticket.assigned', data: { ...(holderId && { to: holderId }), ...(teamId && { team: teamId }) } }] : []
}
