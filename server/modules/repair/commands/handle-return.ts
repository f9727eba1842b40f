// The steps of a return after the objection. Each is a fact of the ticket, so the steps, gates and approvals of the plan judge it.
import type * as api from '#contract/repair/returns.ts'
import type { Endpoint, ParsedOf } from '#contract/endpoint.ts'
import { matches } from '#domain/fact/match.ts'
import { decideFreight } from '#domain/repair/freight.ts'
import { decideStep, readReturn } from '#domain/repair/return.ts'
import type { ReturnKind, ReturnStep } from '#domain/repair/return.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendAssetFact } from '../../lifecycle/index.ts'
import type { FactDraft, StampedFact } from '../../promise/index.ts'
import { appendFacts, registerTicket } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { visibleRepairs } from '../policy.ts'
import { assetOfTicket, bindFiles, changeSerial, lockMatter } from '../store.ts'

type Case = { id: string; number: string; kind: ReturnKind; reason: string; assetId: string | null; product: string; matter: TicketMatter }
type Given<E extends Endpoint> = ParsedOf<E>

export async function explainReturn(context: Context, input: Given<typeof api.explainReturn>): Promise<void> {
  const given = await open(context, input.returnId, 'explain')
  const fact = await record(context, given, { kind: 'answer.given', data: { offer: 'explanation' }, body: input.body, happenedAt: input.happenedAt })
  await bindFiles(context, { ticketId: given.matter.ticket.id, subjectId: given.id, factId: fact.id, step: 'explain' }, input.attachments)
}

export async function offerTraining(context: Context, input: Given<typeof api.offerTraining>): Promise<void> {
  const given = await open(context, input.returnId, 'offer-training')
  const isFree = (await trainingsBefore(context, given)) === 0
  const clause = given.matter.plan?.charging.find(({ when }) => 'type' in when && matches(when, { type: 'training', firstTraining: isFree }))?.clause ?? null
  await record(context, given, { kind: 'answer.given', data: { offer: 'training', firstTraining: isFree, ...(clause && { clause }) }, body: input.body, happenedAt: input.happenedAt })
  await keep(context, given, sql`training = ${JSON.stringify({ isFree, clause, isAccepted: false })}`)
}

export async function acceptTraining(context: Context, { returnId, happenedAt }: Given<typeof api.acceptTraining>): Promise<void> {
  const given = await open(context, returnId, 'accept-training')
  const { ticket, plan } = given.matter
  const isFree = (await trainingsBefore(context, given)) === 0
  const made = await registerTicket(context, {
    type: 'training', channel: plan?.vocabulary.channels[0]?.code ?? 'phone', customerId: ticket.customer_id, siteId: ticket.site_id ?? undefined, assetId: ticket.asset_id ?? undefined,
    agreementId: ticket.agreement_id ?? undefined, contactId: ticket.contact_id ?? undefined, title: given.product, description: '', answers: {}, tags: [], data: { firstTraining: isFree, return: given.id },
  })
  await record(context, given, { kind: 'note.added', data: { step: 'accept-training', firstTraining: isFree, ticket: made.number }, happenedAt })
  await keep(context, given, sql`training = training || ${JSON.stringify({ isFree, isAccepted: true })}, training_ticket_id = ${made.ticketId}`)
}

export async function insistOnReturn(context: Context, input: Given<typeof api.insistOnReturn>): Promise<void> {
  const given = await open(context, input.returnId, 'insist')
  await record(context, given, { kind: 'ticket.reclassified', data: { returnReason: 'insists' }, body: input.body, happenedAt: input.happenedAt })
}

export async function inspectReturn(context: Context, input: Given<typeof api.inspectReturn>): Promise<void> {
  const given = await open(context, input.returnId, 'inspect')
  const items = Object.entries(input.items)
  const bare = items.find(([, { attachmentId }]) => attachmentId === null)
  if (given.kind === 'return' && bare) throw new Refusal('return.photo-missing', { field: bare[0] })
  const results = Object.fromEntries(items.map(([key, { result }]) => [key, result.slice(0, 200)]))
  const cause = input.cause === 'none' ? {} : { cause: input.cause }
  const fact = await record(context, given, { kind: 'part.appraised', data: { ...results, inspector: input.inspector, ...cause }, body: input.note ?? null, happenedAt: input.happenedAt })
  await bindFiles(context, { ticketId: given.matter.ticket.id, subjectId: given.id, factId: fact.id, step: 'inspect' }, items.flatMap(([, { attachmentId }]) => attachmentId ?? []))
  const inspection = { inspector: input.inspector, at: toIso(fact.happenedAt), cause: input.cause === 'none' ? null : input.cause, note: input.note ?? null, items: input.items }
  await keep(context, given, sql`inspection = ${JSON.stringify(inspection)}`)
}

export async function decideReturn(context: Context, input: Given<typeof api.decideReturn>): Promise<void> {
  const given = await open(context, input.returnId, 'decide')
  if (input.decision === 'rejected' && !input.reason) throw new Refusal('return.reason-missing', { field: 'reason' })
  const { decision, remedy = null, disposition = null, reason = null } = input
  const data = { decision, ...(remedy && { remedy }), ...(disposition && { disposition }), ...(reason && { reason }) }
  await record(context, given, { kind: 'return.decided', data, happenedAt: input.happenedAt })
  const freight = given.kind === 'dealer-stock' && given.matter.plan ? freightOf(given, input) : null
  await keep(context, given, sql`decision = ${JSON.stringify({ decision, remedy, disposition, reason })}, freight = ${freight && JSON.stringify(freight)}`)
}

function freightOf({ matter, reason, id }: Case, { freight = 0, restoringHours = 0, hourRate = 0, currency = 'CNY' }: Given<typeof api.decideReturn>) {
  const isConfirmed = matter.facts.some(({ kind, data }) => kind === 'part.appraised' && data['return'] === id && data['cause'] === 'quality')
  const { payer, clause, dealerPays } = decideFreight(matter.plan!, { reason, isConfirmed, freight, restoringHours, hourRate })
  return { payer, clause, freight, restoringHours, hourRate, dealerPays, currency }
}

export async function settleReturn(context: Context, input: Given<typeof api.settleReturn>): Promise<void> {
  const given = await open(context, input.returnId, 'settle')
  const { remedy, amount, currency, newSerial, happenedAt } = input
  const isMoney = remedy === 'refund'
  const exchanges = remedy === 'exchange' || remedy === 'new-product'
  requireOf(input, isMoney, exchanges && given.assetId !== null)
  const data = { step: 'settle', remedy, ...(isMoney && { amount: amount!, currency: currency! }), ...(newSerial && { newSerial }) }
  const fact = await record(context, given, { kind: isMoney ? 'refund.made' : 'note.added', data, body: input.note ?? null, happenedAt })
  if (exchanges && given.assetId) await exchange(context, given, newSerial!, happenedAt)
  const settlement = { remedy, amount: amount ?? null, currency: currency ?? null, newSerial: newSerial ?? null, at: toIso(fact.happenedAt), note: input.note ?? null }
  await keep(context, given, sql`settlement = ${JSON.stringify(settlement)}`)
}

function requireOf({ amount, currency, newSerial }: Given<typeof api.settleReturn>, isMoney: boolean, isNewUnit: boolean): void {
  if (isMoney && (amount === undefined || !currency)) throw new Refusal('return.amount-missing', { field: amount === undefined ? 'amount' : 'currency' })
  if (isNewUnit && !newSerial) throw new Refusal('rma.serial-missing', { field: 'newSerial' })
}

export async function acceptReturn(context: Context, { returnId, acceptedBy, happenedAt }: Given<typeof api.acceptReturn>): Promise<void> {
  const given = await open(context, returnId, 'accept')
  await record(context, given, { kind: 'ticket.confirmed', data: { acceptedBy }, happenedAt })
}

async function exchange(context: Context, { matter, assetId, id }: Case, newSerial: string, happenedAt: string | undefined): Promise<void> {
  const asset = (await assetOfTicket(context.tx, matter.ticket, assetId))!
  await appendAssetFact(context, asset.id, { kind: 'unit.replaced', data: { inSerial: newSerial, ticketId: matter.ticket.id, return: id, ...(asset.serial && { outSerial: asset.serial }) }, happenedAt })
  await changeSerial(context, asset, newSerial)
}

async function open(context: Context, returnId: string, step: ReturnStep): Promise<Case> {
  const { tx, actor } = context
  const row = await tx.row<Omit<Case, 'matter'> & { ticketId: string }>(sql`
    select x.id, x.number, x.kind, x.reason, x.product, x.asset_id as "assetId", x.ticket_id as "ticketId" from goods_returns x join tickets t on t.org_id = x.org_id and t.id = x.ticket_id
    where x.org_id = ${actor.orgId} and x.id = ${returnId} and ${visibleRepairs(actor)}`)
  if (!row) throw new Refusal('return.unknown')
  const matter = await lockMatter(context, row.ticketId)
  const decision = decideStep(readReturn(matter.plan, matter.facts, returnId), step)
  if (!decision.yes) throw new Refusal(decision.because[0], { step })
  return { ...row, matter }
}

async function record(context: Context, given: Case, draft: FactDraft): Promise<StampedFact> {
  const [fact] = await appendFacts(context, given.matter, [{ ...draft, data: { ...draft.data, return: given.id } }])
  await keep(context, given, sql`state = ${readReturn(given.matter.plan, given.matter.facts, given.id).state}`)
  return fact!
}

async function keep({ tx, actor }: Context, { id }: Case, change: ReturnType<typeof sql>): Promise<void> {
  await tx.run(sql`update goods_returns set ${change} where org_id = ${actor.orgId} and id = ${id}`)
}

// One free training for each purchase: the same asset, or the same product of the same customer.
async function trainingsBefore({ tx, actor }: Context, { id, assetId, product, matter }: Case): Promise<number> {
  const same = assetId ? sql`x.asset_id = ${assetId}` : sql`x.asset_id is null and x.product = ${product} and t.customer_id = ${matter.ticket.customer_id}`
  const row = await tx.row<{ n: number }>(sql`
    select count(*)::int as n from goods_returns x join tickets t on t.org_id = x.org_id and t.id = x.ticket_id
    where x.org_id = ${actor.orgId} and x.id <> ${id} and x.training ->> 'isAccepted' = 'true' and ${same}`)
  return row?.n ?? 0
}
