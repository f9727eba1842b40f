import { z } from 'zod'
import { requisitionReasons, requisitionStates } from '#domain/stock/stock.ts'
import { endpoint, id, page, pageOf } from '../endpoint.ts'
import { quantity, requisitionRow } from './stock.ts'

const requisitionId = id
export const listRequisitions = endpoint({
  method: 'GET', path: '/requisitions', permission: 'stock.read', summary: 'Requisitions by state, newest first',
  input: z.strictObject({ state: z.enum(requisitionStates).optional(), ticketId: id.optional(), ...page }), reply: pageOf(requisitionRow), refusals: [],
})
export const getRequisition = endpoint({
  method: 'GET', path: '/requisitions/:requisitionId', permission: 'stock.read', summary: 'A requisition', input: z.strictObject({ requisitionId }), reply: requisitionRow, refusals: ['requisition.unknown'],
})
export const createRequisition = endpoint({
  method: 'POST', path: '/requisitions', permission: 'stock.move', summary: 'Ask for parts; for a ticket the request is also a fact of it',
  input: z.strictObject({
    reason: z.enum(requisitionReasons).default('stock'), fromId: id.nullable().default(null), toId: id.nullable().default(null), ticketId: id.nullable().default(null),
    lines: z.array(z.strictObject({ partId: id, quantity })).min(1).max(100), note: z.string().trim().max(1000).nullable().default(null),
  }),
  reply: requisitionRow, refusals: ['part.unknown', 'place.unknown', 'ticket.unknown', 'ticket.action-closed', 'ticket.step-blocked'],
})
export const decideRequisition = endpoint({
  method: 'POST', path: '/requisitions/:requisitionId/decide', permission: 'stock.adjust', summary: 'Approve a request of somebody else, or refuse it with a reason',
  input: z.strictObject({ requisitionId, approve: z.boolean(), reason: z.string().trim().max(500).nullable().default(null) }), reply: requisitionRow,
  refusals: ['requisition.unknown', 'requisition.wrong-state', 'requisition.same-person', 'stock.reason-needed'],
})
export const issueRequisition = endpoint({
  method: 'POST', path: '/requisitions/:requisitionId/issue', permission: 'stock.move', summary: 'Send what was approved: it is on its way until it is received',
  input: z.strictObject({ requisitionId, fromId: id.optional() }), reply: requisitionRow,
  refusals: ['requisition.unknown', 'requisition.wrong-state', 'place.unknown', 'stock.short', 'stock.not-yours'],
})
export const receiveRequisition = endpoint({
  method: 'POST', path: '/requisitions/:requisitionId/receive', permission: 'stock.move', summary: 'Confirm that it has arrived; for a ticket the arrival is also a fact of it',
  input: z.strictObject({ requisitionId }), reply: requisitionRow,
  refusals: ['requisition.unknown', 'requisition.wrong-state', 'place.unknown', 'stock.short', 'stock.not-yours', 'ticket.action-closed', 'ticket.step-blocked'],
})
export const cancelRequisition = endpoint({
  method: 'POST', path: '/requisitions/:requisitionId/cancel', permission: 'stock.move', summary: 'Take a request back before it is issued', input: z.strictObject({ requisitionId }), reply: requisitionRow,
  refusals: ['requisition.unknown', 'requisition.wrong-state', 'stock.not-yours'],
})
