// Parts on a ticket. Each step moves stock and, where the plan listens, is a fact of the ticket.
import type { issuePart as issuing, releasePart as releasing, reservePart as reserving, requestSpare as requesting, returnPart as returning, spareArrived as arriving } from '#contract/stock/ticket-parts.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { appendFacts } from '../../ticket/index.ts'
import { refuseOrigin } from '../queries/origin-rule.ts'
import { heldBy, ticketMatter } from '../queries/ticket-matter.ts'
import { findPart } from '../queries/find-part.ts'
import type { PartRecord } from '../queries/find-part.ts'
import { moveStock } from './move-stock.ts'
import type { StockWish } from './move-stock.ts'
import { allowOverdraw, knownPlace } from './post-moves.ts'
import { createRequisition, spareData } from './step-requisition.ts'

export async function knownPart({ tx, actor }: Context, partId: string): Promise<PartRecord> {
  const part = await findPart(tx, actor.orgId, partId)
  if (!part) throw new Refusal('part.unknown', { field: 'partId' })
  return part
}

export async function reservePart(context: Context, { ticketId, partId, placeId, quantity, serial }: ParsedOf<typeof reserving>): Promise<void> {
  const { tx, actor, now } = context
  const matter = await ticketMatter(context, ticketId)
  const part = await knownPart(context, partId)
  await knownPlace(context, placeId, 'placeId')
  await refuseOrigin(context, matter, part.origin)
  const documentId = newId()
  const { moves } = await moveStock(context, [{ kind: 'reserve', part: partId, quantity, from: placeId, to: null, serial, reservationId: documentId }], { documentId, ticketId })
  // One shelf, one reservation; the first bears the number of the document.
  for (const one of moves) {
    await tx.run(sql`
      insert into stock_reservations (org_id, id, ticket_id, part_id, place_id, serial, batch, condition, quantity, left_over, by_id, by_name, at)
      values (${actor.orgId}, ${one === moves[0] ? documentId : newId()}, ${ticketId}, ${partId}, ${placeId}, ${one.serial}, ${one.batch}, ${one.condition}, ${one.quantity}, ${one.quantity},
        ${actor.id}, ${actor.name}, ${toIso(now)})`)
  }
}

type Reservation = { id: string; partId: string; placeId: string; serial: string; batch: string; condition: 'new' | 'usable' | 'scrap'; left: number }

async function lockReservation({ tx, actor }: Context, ticketId: string, reservationId: string): Promise<Reservation> {
  const row = await tx.row<Reservation>(sql`
    select id, part_id as "partId", place_id as "placeId", serial, batch, condition, left_over as "left" from stock_reservations
    where org_id = ${actor.orgId} and id = ${reservationId} and ticket_id = ${ticketId} and left_over > 0 for update`)
  if (!row) throw new Refusal('reservation.unknown')
  return row
}

const releaseOf = ({ id, partId, placeId, serial, batch, condition }: Reservation, quantity: number): StockWish =>
  ({ kind: 'release', part: partId, quantity, from: placeId, to: null, serial, batch, condition, reservationId: id })

const useUp = ({ tx, actor }: Context, reservationId: string, quantity: number) =>
  tx.run(sql`update stock_reservations set left_over = left_over - ${quantity} where org_id = ${actor.orgId} and id = ${reservationId}`)

export async function releasePart(context: Context, { ticketId, reservationId }: ParsedOf<typeof releasing>): Promise<void> {
  await ticketMatter(context, ticketId)
  const reservation = await lockReservation(context, ticketId, reservationId)
  await moveStock(context, [releaseOf(reservation, reservation.left)], { ticketId })
  await useUp(context, reservationId, reservation.left)
}

export async function issuePart(context: Context, input: ParsedOf<typeof issuing>): Promise<void> {
  const { ticketId, partId, placeId, quantity, serial, reservationId, overdraw, reason } = input
  allowOverdraw(context, overdraw, reason)
  const matter = await ticketMatter(context, ticketId)
  const part = await knownPart(context, partId)
  await refuseOrigin(context, matter, part.origin)
  await knownPlace(context, placeId, 'placeId')
  await moveStock(context, await issueWishes(context, input, part), { ticketId, reason })
  if (reservationId) await useUp(context, reservationId, quantity)
  if (overdraw) await audit(context, { action: 'overdrawn', noun: 'stock', nounId: partId, after: { reason, quantity, ticketId } })
  if (input.arrived) await appendFacts(context, matter, [{ kind: 'spare.arrived', data: { ...spareData({ ...part, partId, quantity }), ...(serial && { serial }) }, ...(input.happenedAt && { happenedAt: input.happenedAt }) }])
}

async function issueWishes(context: Context, { ticketId, partId, placeId, quantity, serial, reservationId, overdraw }: ParsedOf<typeof issuing>, part: PartRecord): Promise<StockWish[]> {
  if (!reservationId) {
    if (part.isSerial && !serial) throw new Refusal('stock.serial-needed', { field: 'serial' })
    return [{ kind: 'issue', part: partId, quantity, from: placeId, to: null, serial, mayOverdraw: overdraw }]
  }
  const reservation = await lockReservation(context, ticketId, reservationId)
  if (quantity > reservation.left) throw new Refusal('stock.not-reserved', { field: 'quantity' })
  const shelf = { serial: reservation.serial, batch: reservation.batch, condition: reservation.condition }
  return [releaseOf(reservation, quantity), { kind: 'issue', part: reservation.partId, quantity, from: reservation.placeId, to: null, ...shelf, reservationId }]
}

export async function returnPart(context: Context, { ticketId, partId, placeId, quantity, serial }: ParsedOf<typeof returning>): Promise<void> {
  const matter = await ticketMatter(context, ticketId)
  const part = await knownPart(context, partId)
  await knownPlace(context, placeId, 'placeId')
  const held = (await heldBy(context.tx, context.actor.orgId, ticketId, matter.facts)).find((one) => one.partId === partId && one.serial === serial)
  if (!held || held.quantity < quantity) throw new Refusal('stock.not-issued', { field: 'quantity', part: part.number })
  await moveStock(context, [{ kind: 'return', part: partId, quantity, from: null, to: placeId, serial, batch: held.batch, condition: held.condition }], { ticketId })
}

export async function requestSpare(context: Context, { ticketId, partId, quantity, toId, happenedAt, note }: ParsedOf<typeof requesting>): Promise<void> {
  await createRequisition(context, { reason: 'ticket', fromId: null, toId, ticketId, lines: [{ partId, quantity }], note, happenedAt })
}

export async function spareArrived(context: Context, { ticketId, partId, quantity, happenedAt }: ParsedOf<typeof arriving>): Promise<void> {
  const matter = await ticketMatter(context, ticketId)
  const part = await knownPart(context, partId)
  await appendFacts(context, matter, [{ kind: 'spare.arrived', data: spareData({ ...part, partId, quantity }), ...(happenedAt && { happenedAt }) }])
}
