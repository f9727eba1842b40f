// A call becomes a ticket: the right agreement answers for it, its promises start at the time the customer told us.
import { createHash, randomBytes } from 'node:crypto'
import type { registerTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
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
import { appendFacts, loadMatter } from './append-facts.ts'
import { checkData } from './record-fact.ts'
import { prepareRegistration } from './prepare-registration.ts'

export type Registration = ParsedOf<typeof declared>

/** The token opens the progress page of this ticket and nothing else; only its hash is kept. */
export async function registerTicket(context: Context, input: Registration): Promise<{ ticketId: string; number: string; token: string }> {
  const { tx, actor, now } = context
  const happenedAt = input.happenedAt ? instant(input.happenedAt) : now
  if (happenedAt > now + limits.futureFactSeconds * 1000) throw new Refusal('fact.in-future', { field: 'happenedAt' })
  const prepared = await prepareRegistration(context, input)
  const number = await nextNumber(tx, actor.orgId, input.type, await orgDay(tx, actor.orgId, now))
  const token = randomBytes(24).toString('base64url')
  const ticket = await insertTicket(tx, {
    id: newId(), orgId: actor.orgId, number, type: input.type, title: input.title, description: input.description, channel: input.channel, customerId: input.customerId,
    siteId: prepared.site?.id ?? null, assetId: prepared.asset?.id ?? null, contactId: prepared.contact?.id ?? null,
    callerName: input.callerName ?? prepared.contact?.name ?? null, callerPhone: input.callerPhone ?? prepared.contact?.phone ?? null,
    agreementId: prepared.agreement?.id ?? null, planVersionId: prepared.agreement?.plan_version_id ?? null, tags: input.tags, registeredAt: toIso(happenedAt),
    search: searchVector(number, input.title, input.description, prepared.customerName, prepared.asset?.name, prepared.asset?.serial, input.callerName, input.callerPhone),
    progressTokenHash: hashOf(token),
  })
  const matter = await loadMatter(tx, ticket)
  const drafts: FactDraft[] = [{ kind: 'ticket.registered', happenedAt, body: input.description || null, data: { ...input.data, ...prepared.attributes } }]
  if (input.holderId || input.teamId) drafts.push({ kind: 'ticket.assigned', data: { ...(input.holderId && { to: input.holderId }), ...(input.teamId && { team: input.teamId }) } })
  for (const { kind, data } of drafts) await checkData(context, matter, { kind: kind as 'ticket.assigned', data: data as Registration['data'], corrects: undefined })
  await appendFacts(context, matter, drafts)
  return { ticketId: ticket.id, number, token }
}

async function orgDay(tx: Tx, orgId: string, now: Instant): Promise<Day> {
  const org = await tx.row<{ zone: string }>(sql`select zone from orgs where id = ${orgId}`)
  return localDay(org?.zone ?? 'Asia/Taipei', now)
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
