// Parts on a ticket: what is reserved, issued, fitted, taken out and owed back.
import { z } from 'zod'
import { appraisals, oldPartStates } from '#domain/stock/stock.ts'
import { day, endpoint, id, moment, page, pageOf } from '../endpoint.ts'
import { condition, moveRow, oldPartRow, partRef, placeRef, quantity, requisitionRow, reservationRow, serial } from './stock.ts'

const ticketId = id
export const ticketParts = z.object({
  reservations: z.array(reservationRow), moves: z.array(moveRow), requisitions: z.array(requisitionRow), oldParts: z.array(oldPartRow),
  held: z.array(z.object({ part: partRef, serial: z.string(), batch: z.string(), condition, quantity: z.number() })).describe('issued to this ticket and neither fitted nor brought back'),
})
export type TicketParts = z.output<typeof ticketParts>
const doing = ['ticket.unknown', 'part.unknown', 'place.unknown', 'stock.quantity', 'stock.short', 'stock.serial-needed', 'stock.serial-elsewhere', 'stock.not-yours'] as const
const recording = ['ticket.action-closed', 'ticket.step-blocked', 'fact.in-future'] as const

export const getTicketParts = endpoint({
  method: 'GET', path: '/tickets/:ticketId/parts', permission: 'stock.read', summary: 'What is reserved, issued, fitted and owed back on a ticket', input: z.strictObject({ ticketId }), reply: ticketParts, refusals: ['ticket.unknown'],
})
export const reservePart = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/reserve', permission: 'stock.move', summary: 'Keep parts at a place for this ticket',
  input: z.strictObject({ ticketId, partId: id, placeId: id, quantity, serial: serial.optional() }), reply: ticketParts, refusals: [...doing, 'stock.origin-refused'],
})
export const releasePart = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/release', permission: 'stock.move', summary: 'Give a reservation up', input: z.strictObject({ ticketId, reservationId: id }), reply: ticketParts,
  refusals: ['ticket.unknown', 'reservation.unknown', 'stock.not-reserved'],
})
export const issuePart = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/issue', permission: 'stock.move', summary: 'Take parts out for this ticket, from its reservation or from what is free',
  input: z.strictObject({
    ticketId, partId: id, placeId: id, quantity, serial: serial.optional(), reservationId: id.optional(), arrived: z.boolean().default(false).describe('it is at the site: also the fact that the spare has arrived'),
    overdraw: z.boolean().default(false), reason: z.string().trim().max(500).nullable().default(null), happenedAt: moment.optional(),
  }),
  reply: ticketParts, refusals: [...doing, ...recording, 'reservation.unknown', 'stock.not-reserved', 'stock.origin-refused', 'stock.reason-needed', 'permission.missing'],
})
export const returnPart = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/return', permission: 'stock.move', summary: 'Bring back what was issued and not used',
  input: z.strictObject({ ticketId, partId: id, placeId: id, quantity, serial: serial.default('') }), reply: ticketParts, refusals: [...doing, 'stock.not-issued'],
})
export const requestSpare = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/request', permission: 'stock.move', summary: 'A spare is needed at the site: the promise of its arrival begins to run',
  input: z.strictObject({ ticketId, partId: id, quantity, toId: id.nullable().default(null), happenedAt: moment.optional(), note: z.string().trim().max(500).nullable().default(null) }), reply: ticketParts,
  refusals: ['ticket.unknown', 'part.unknown', 'place.unknown', ...recording],
})
export const spareArrived = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/arrived', permission: 'stock.move', summary: 'The spare is at the site', input: z.strictObject({ ticketId, partId: id, quantity, happenedAt: moment.optional() }), reply: ticketParts,
  refusals: ['ticket.unknown', 'part.unknown', ...recording],
})
export const replacePart = endpoint({
  method: 'POST', path: '/tickets/:ticketId/parts/replace', permission: 'stock.move', summary: 'A part was fitted in place of another: fitted and removed serial, and whether the old one is owed back',
  input: z.strictObject({
    ticketId, partId: id, quantity: quantity.default(1), serial: serial.default(''), removedSerial: serial.default(''), oldPartKept: z.boolean().default(true).describe('the part taken out goes back to the house'),
    phase: z.string().max(60).optional(), happenedAt: moment.optional(), suppliedByCustomer: z.boolean().default(false), note: z.string().trim().max(500).nullable().default(null),
  }),
  reply: ticketParts, refusals: ['ticket.unknown', 'part.unknown', 'stock.not-issued', 'stock.origin-refused', 'stock.customer-part', ...recording],
})

const oldPartId = id
export const listOldParts = endpoint({
  method: 'GET', path: '/old-parts', permission: 'stock.read', summary: 'Parts taken out: owed, returned, judged; the late ones by dealer and engineer',
  input: z.strictObject({ state: z.enum(oldPartStates).optional(), late: z.enum(['yes']).optional(), owedBy: id.optional(), customerId: id.optional(), shipment: z.string().max(60).optional(), ...page }),
  reply: pageOf(oldPartRow).extend({ owing: z.array(z.object({ id: id.nullable(), name: z.string(), kind: z.enum(['dealer', 'person']), owed: z.number(), late: z.number(), nextBy: day.nullable() })) }),
  refusals: [],
})
export const getOldPart = endpoint({
  method: 'GET', path: '/old-parts/:oldPartId', permission: 'stock.read', summary: 'A part taken out', input: z.strictObject({ oldPartId }), reply: oldPartRow, refusals: ['old-part.unknown'],
})
export const shipOldParts = endpoint({
  method: 'POST', path: '/old-parts/ship', permission: 'stock.move', summary: 'Put old parts on one shipment list', input: z.strictObject({ oldPartIds: z.array(oldPartId).min(1).max(200) }),
  reply: z.object({ shipment: z.string(), rows: z.array(oldPartRow) }), refusals: ['old-part.unknown', 'old-part.already-returned'],
})
export const receiveOldPart = endpoint({
  method: 'POST', path: '/old-parts/:oldPartId/receive', permission: 'stock.adjust', summary: 'The old part has come back, with or without its record; the technical department is told when both are there',
  input: z.strictObject({ oldPartId, hasRecord: z.boolean(), happenedAt: moment.optional() }), reply: oldPartRow, refusals: ['old-part.unknown', 'old-part.already-returned', ...recording],
})
export const appraiseOldPart = endpoint({
  method: 'POST', path: '/old-parts/:oldPartId/appraise', permission: 'stock.adjust', summary: 'Usable goes to the store for use, scrap to the store for scrap',
  input: z.strictObject({ oldPartId, result: z.enum(appraisals), placeId: id, note: z.string().trim().max(500).nullable().default(null) }), reply: oldPartRow,
  refusals: ['old-part.unknown', 'old-part.not-returned', 'old-part.already-appraised', 'old-part.wrong-place', 'place.unknown', 'part.unknown', 'stock.serial-elsewhere', 'stock.serial-needed', ...recording],
})
export const findStock = endpoint({
  method: 'GET', path: '/tickets/:ticketId/parts/find', permission: 'stock.read', summary: 'Where a part or its substitutes can be had for this ticket: the nearest place first, with what it may take',
  input: z.strictObject({ ticketId, partId: id }),
  reply: z.object({ rows: z.array(z.object({ part: partRef, place: placeRef, available: z.number(), isSubstitute: z.boolean(), isInReach: z.boolean(), refused: z.string().nullable().describe('the clause that refuses it') })) }),
  refusals: ['ticket.unknown', 'part.unknown'],
})
