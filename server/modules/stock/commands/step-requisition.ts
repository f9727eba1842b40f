// A requisition from asking to arrival. What is on its way lies in the place for what is under way; for a ticket both ends are facts.
import type { createRequisition as creating, decideRequisition as deciding, issueRequisition as issuing } from '#contract/stock/requisitions.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { stepRequisition } from '#domain/stock/requisition.ts'
import type { RequisitionStep } from '#domain/stock/requisition.ts'
import type { Condition, RequisitionState } from '#domain/stock/stock.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { appendFacts, loadMatter, lockAnyTicket } from '../../ticket/index.ts'
import { keepsPlace, visibleRequisitions } from '../policy.ts'
import { ticketMatter } from '../queries/ticket-matter.ts'
import { findPart } from '../queries/find-part.ts'
import { transitPlace } from '../store.ts'
import { moveStock } from './move-stock.ts'
import { knownPlace } from './post-moves.ts'

type Line = { partId: string; quantity: number; number: string; name: string }

export async function createRequisition(context: Context, input: ParsedOf<typeof creating> & { happenedAt?: string | undefined }): Promise<string> {
  const { tx, actor, now } = context
  const matter = input.ticketId === null ? null : await ticketMatter(context, input.ticketId)
  await knownPlace(context, input.fromId, 'fromId')
  await knownPlace(context, input.toId, 'toId')
  const lines: Line[] = []
  for (const { partId, quantity } of input.lines) {
    const part = await findPart(tx, actor.orgId, partId)
    if (!part) throw new Refusal('part.unknown', { field: 'lines' })
    lines.push({ partId, quantity, number: part.number, name: part.name })
  }
  const id = newId()
  const number = await nextNumber(tx, actor.orgId, 'issue', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  await tx.run(sql`
    insert into requisitions (org_id, id, number, state, reason, from_id, to_id, ticket_id, note, requested_by, requested_by_name, requested_at)
    values (${actor.orgId}, ${id}, ${number}, 'requested', ${matter ? 'ticket' : input.reason}, ${input.fromId}, ${input.toId}, ${input.ticketId}, ${input.note}, ${actor.id}, ${actor.name}, ${toIso(now)})`)
  await tx.run(sql`
    insert into requisition_lines (org_id, requisition_id, n, part_id, quantity)
    select ${actor.orgId}::uuid, ${id}::uuid, n, part_id, quantity from unnest(${lines.map((_, n) => n + 1)}::int[], ${lines.map(({ partId }) => partId)}::uuid[], ${lines.map(({ quantity }) => quantity)}::int[])
      as l(n, part_id, quantity)`)
  if (matter) {
    await appendFacts(context, matter, lines.map((line) => ({ kind: 'spare.requested', data: { ...spareData(line), requisition: number }, ...(input.happenedAt && { happenedAt: input.happenedAt }) })))
  }
  return id
}

export const spareData = ({ partId, number, name, quantity }: Line): FactData => ({ partId, part: number, name, quantity })

export async function decideRequisition(context: Context, { requisitionId, approve, reason }: ParsedOf<typeof deciding>): Promise<void> {
  const { tx, actor, now } = context
  if (!approve && !reason) throw new Refusal('stock.reason-needed', { field: 'reason' })
  const { state } = await step(context, requisitionId, approve ? 'approve' : 'refuse')
  await tx.run(sql`
    update requisitions set state = ${state}, decided_by = ${actor.id}, decided_by_name = ${actor.name}, decided_at = ${toIso(now)}, refusal = ${approve ? null : reason}, version = version + 1
    where org_id = ${actor.orgId} and id = ${requisitionId}`)
}

export async function issueRequisition(context: Context, { requisitionId, fromId }: ParsedOf<typeof issuing>): Promise<void> {
  const { tx, actor, now } = context
  const { state, row } = await step(context, requisitionId, 'issue')
  const source = fromId ?? row.fromId
  const place = await knownPlace(context, source, 'fromId')
  if (!place) throw new Refusal('place.unknown', { field: 'fromId' })
  if (!keepsPlace(actor, place)) throw new Refusal('stock.not-yours', { field: 'fromId' })
  const transit = await transitPlace(context)
  await moveStock(context, (await linesOf(context, requisitionId)).map(({ partId, quantity }) => ({ kind: 'transfer', part: partId, quantity, from: place.id, to: transit })),
    { requisitionId, ticketId: row.ticketId })
  await tx.run(sql`
    update requisitions set state = ${state}, from_id = ${place.id}, issued_at = ${toIso(now)}, issued_by_name = ${actor.name}, version = version + 1 where org_id = ${actor.orgId} and id = ${requisitionId}`)
}

/** What was sent is what arrives, serial by serial. Without a place to go to it is issued to its ticket. */
export async function receiveRequisition(context: Context, requisitionId: string): Promise<void> {
  const { tx, actor, now } = context
  const { state, row } = await step(context, requisitionId, 'receive')
  const matter = row.ticketId === null ? null : await lockAnyTicket(tx, actor.orgId, row.ticketId)
  const transit = await transitPlace(context)
  const sent = await tx.rows<{ part: string; quantity: number; serial: string; batch: string; condition: Condition }>(sql`
    select part_id as part, quantity, serial, batch, becomes as condition from stock_moves where org_id = ${actor.orgId} and requisition_id = ${requisitionId} and to_id = ${transit} order by part_id, id`)
  await moveStock(context, sent.map((one) => ({ ...one, kind: row.toId === null ? 'issue' : 'transfer', from: transit, to: row.toId })), { requisitionId, ticketId: row.ticketId })
  await tx.run(sql`
    update requisitions set state = ${state}, received_at = ${toIso(now)}, received_by_name = ${actor.name}, version = version + 1 where org_id = ${actor.orgId} and id = ${requisitionId}`)
  if (matter) await tellTicket(context, await loadMatter(tx, matter), 'spare.arrived', await linesOf(context, requisitionId), row.number)
}

export async function cancelRequisition(context: Context, requisitionId: string): Promise<void> {
  const { tx, actor } = context
  const { state, row } = await step(context, requisitionId, 'cancel')
  if (row.requestedBy !== actor.id && !may(actor, 'stock.adjust')) throw new Refusal('stock.not-yours')
  await tx.run(sql`update requisitions set state = ${state}, version = version + 1 where org_id = ${actor.orgId} and id = ${requisitionId}`)
}

async function tellTicket(context: Context, matter: Awaited<ReturnType<typeof loadMatter>>, kind: FactKind, lines: readonly Line[], number: string): Promise<void> {
  await appendFacts(context, matter, lines.map((line) => ({ kind, data: { ...spareData(line), requisition: number } })))
}

type Row = { state: RequisitionState; number: string; requestedBy: string | null; fromId: string | null; toId: string | null; ticketId: string | null }

/** The ticket before the requisition and both before the parts: the order in which everything is locked. */
async function step(context: Context, requisitionId: string, wanted: RequisitionStep): Promise<{ state: RequisitionState; row: Row }> {
  const { tx, actor } = context
  const ticket = await tx.row<{ id: string | null }>(sql`select rq.ticket_id as id from requisitions rq where ${visibleRequisitions(actor)} and rq.id = ${requisitionId}`)
  if (ticket?.id) await lockAnyTicket(tx, actor.orgId, ticket.id)
  const row = await tx.row<Row>(sql`
    select rq.state, rq.number, rq.requested_by as "requestedBy", rq.from_id as "fromId", rq.to_id as "toId", rq.ticket_id as "ticketId" from requisitions rq
    where ${visibleRequisitions(actor)} and rq.id = ${requisitionId} for update`)
  if (!row) throw new Refusal('requisition.unknown')
  const decision = stepRequisition(row, wanted, actor.id)
  if (!decision.yes) throw new Refusal(decision.because[0], { state: row.state })
  return { state: decision.state, row }
}

const linesOf = ({ tx, actor }: Context, requisitionId: string): Promise<Line[]> => tx.rows<Line>(sql`
  select l.part_id as "partId", l.quantity, p.number, p.name from requisition_lines l join parts p on p.org_id = l.org_id and p.id = l.part_id
  where l.org_id = ${actor.orgId} and l.requisition_id = ${requisitionId} order by l.n`)
