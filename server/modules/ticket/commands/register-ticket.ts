// A call becomes a ticket: the right agreement answers for it, its promises start at the time the customer told us.
import type { registerTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { nextNumber } from '../../org/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { insertTicket } from '../store.ts'
import type { NewTicket } from '../store.ts'
import { appendFacts } from './append-facts.ts'
import { loadMatter } from '../queries/load-matter.ts'
import { checkData } from './record-fact.ts'
import { prepareRegistration } from '../queries/prepare-registration.ts'
import type { Preparation } from '../queries/prepare-registration.ts'

export type Registration = ParsedOf<typeof declared>

/** The token opens the progress page of this ticket and nothing else; only its hash is kept. */
export async function registerTicket(context: Context, input: Registration): Promise<{ ticketId: string; number: string; token: string }> {
  const { tx, actor, now } = context
  const happenedAt = input.happenedAt ? instant(input.happenedAt) : now
  if (happenedAt > now + limits.futureFactSeconds * 1000) throw new Refusal('fact.in-future', { field: 'happenedAt' })
  const prepared = await prepareRegistration(context, input)
  const number = await nextNumber(tx, actor.orgId, input.type, await orgDay(tx, actor.orgId, now))
  const token = newToken()
  const ticket = await insertTicket(tx, { ...newTicket(input, prepared, number), orgId: actor.orgId, registeredAt: toIso(happenedAt), progressTokenHash: tokenHash(token) })
  const matter = await loadMatter(tx, ticket)
  const drafts: FactDraft[] = [{ kind: 'ticket.registered', happenedAt, body: input.description || null, data: { ...input.data, ...prepared.attributes } }, ...assignment(input)]
  for (const { kind, data } of drafts) await checkData(context, matter, { kind: kind as 'ticket.assigned', data: data as Registration['data'], corrects: undefined })
  await appendFacts(context, matter, drafts)
  return { ticketId: ticket.id, number, token }
}

function newTicket(input: Registration, { site, asset, contact, agreement, customerName }: Preparation, number: string): Omit<NewTicket, 'orgId' | 'registeredAt' | 'progressTokenHash'> {
  const [callerName, callerPhone] = [input.callerName ?? contact?.name ?? null, input.callerPhone ?? contact?.phone ?? null]
  return {
    id: newId(), number, type: input.type, title: input.title, description: input.description, channel: input.channel, customerId: input.customerId, tags: input.tags, callerName, callerPhone,
    siteId: idOf(site), assetId: idOf(asset), contactId: idOf(contact), agreementId: idOf(agreement), planVersionId: agreement?.plan_version_id ?? null,
    search: searchVector(number, input.title, input.description, customerName, asset?.name, asset?.serial, callerName, callerPhone),
  }
}

const idOf = (part: { id: string } | null) => part?.id ?? null

function assignment({ holderId, teamId }: Registration): FactDraft[] {
  return holderId || teamId ? [{ kind: 'ticket.assigned', data: { ...(holderId && { to: holderId }), ...(teamId && { team: teamId }) } }] : []
}

async function orgDay(tx: Tx, orgId: string, now: Instant): Promise<Day> {
  const org = await tx.row<{ zone: string }>(sql`select zone from orgs where id = ${orgId}`)
  return localDay(org?.zone ?? 'Asia/Taipei', now)
}
