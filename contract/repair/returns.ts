import { z } from 'zod'
import { dispositions, returnKinds, returnReasons, returnRemedies, returnStates } from '#domain/repair/return.ts'
import { day, endpoint, id, moment, page, pageOf } from '../endpoint.ts'
import { registerTicket } from '../ticket/endpoints.ts'
import { currency, inspectionItem, minorUnits, returnRow, returnView } from './repair.ts'

const returnId = id
const body = z.string().trim().min(1).max(4_000)
const attachments = z.array(id).max(12).default([])
const happenedAt = moment.optional()
const recorded = ['return.unknown', 'repair.wrong-step', 'ticket.step-blocked', 'ticket.action-closed', 'fact.in-future', 'file.unknown'] as const

export const listReturns = endpoint({
  method: 'GET', path: '/returns', permission: 'repair.read', summary: 'Goods coming back, newest first',
  input: z.strictObject({ q: z.string().max(100).optional(), state: z.enum(returnStates).optional(), kind: z.enum(returnKinds).optional(), open: z.enum(['true', 'false']).optional(), ticketId: id.optional(), ...page }),
  reply: pageOf(returnRow), refusals: ['request.invalid'],
})
export const getReturn = endpoint({
  method: 'GET', path: '/returns/:returnId', permission: 'repair.read', summary: 'One return with its steps', input: z.strictObject({ returnId }), reply: returnView, refusals: ['return.unknown'],
})
export const requestReturn = endpoint({
  method: 'POST', path: '/returns', permission: 'repair.write', summary: 'The customer objects. The window of the plan is checked; a late request needs a reason and is decided from above',
  input: z.strictObject({
    ticketId: id, kind: z.enum(returnKinds).default('return'), reason: z.enum(returnReasons), product: z.string().trim().min(1).max(200), quantity: z.number().int().min(1).max(1_000_000).default(1), statement: body,
    purchasedOn: day.optional(), remedy: z.enum(returnRemedies).optional().describe('of an unpacking case: what the user accepts'), lateReason: z.string().trim().min(1).max(1_000).optional(), happenedAt,
  }),
  reply: returnView, refusals: ['ticket.unknown', 'ticket.step-blocked', 'ticket.action-closed', 'fact.in-future', 'return.exists', 'return.window-over', 'return.window-unset', 'return.no-start', 'return.remedy-missing'],
})
export const explainReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/explanation', permission: 'repair.write', summary: 'What was explained to the customer', input: z.strictObject({ returnId, body, attachments, happenedAt }), reply: returnView, refusals: recorded,
})
export const offerTraining = endpoint({
  method: 'POST', path: '/returns/:returnId/training-offer', permission: 'repair.write', summary: 'Offer training instead: the first of a purchase is free', input: z.strictObject({ returnId, body, happenedAt }), reply: returnView,
  refusals: [...recorded, 'return.no-training'],
})
export const acceptTraining = endpoint({
  method: 'POST', path: '/returns/:returnId/training', permission: 'repair.write', summary: 'The customer takes the training; a ticket for it is registered', input: z.strictObject({ returnId, happenedAt }), reply: returnView,
  refusals: [...recorded, ...registerTicket.refusals],
})
export const insistOnReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/insistence', permission: 'repair.write', summary: 'The customer insists: nothing more stands before the inspection', input: z.strictObject({ returnId, body, happenedAt }), reply: returnView, refusals: recorded,
})
export const inspectReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/inspection', permission: 'repair.write', summary: 'Four looks at the goods, each with its result and photo, by a named inspector',
  input: z.strictObject({
    returnId, inspector: z.string().trim().min(1).max(100), cause: z.enum(['human-damage', 'quality', 'none']).default('none'), note: z.string().trim().max(2_000).optional(), happenedAt,
    items: z.strictObject({ quality: inspectionItem, information: inspectionItem, unpacked: inspectionItem, intact: inspectionItem }),
  }),
  reply: returnView, refusals: [...recorded, 'return.training-first', 'return.photo-missing'],
})
export const decideReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/decision', permission: 'repair.write', summary: 'Decide where the plan leaves it to the desk; otherwise the approval of the plan decides',
  input: z.strictObject({
    returnId, decision: z.enum(['approved', 'rejected']), remedy: z.enum(returnRemedies).optional(), disposition: z.enum(dispositions).optional(), reason: z.string().trim().max(2_000).optional(),
    freight: minorUnits.optional(), restoringHours: z.number().min(0).max(10_000).optional(), hourRate: minorUnits.optional(), currency: currency.optional(), happenedAt,
  }),
  reply: returnView, refusals: [...recorded, 'return.inspect-first', 'return.reason-missing'],
})
export const settleReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/settlement', permission: 'repair.write', summary: 'Money back, an exchange, or the repair that was agreed',
  input: z.strictObject({ returnId, remedy: z.enum(returnRemedies), amount: minorUnits.optional(), currency: currency.optional(), newSerial: z.string().trim().min(1).max(100).optional(), note: z.string().trim().max(2_000).optional(), happenedAt }),
  reply: returnView, refusals: [...recorded, 'return.human-damage', 'return.amount-missing', 'rma.serial-missing', 'asset.unknown', 'asset.serial-taken'],
})
export const acceptReturn = endpoint({
  method: 'POST', path: '/returns/:returnId/acceptance', permission: 'repair.write', summary: 'The customer accepts what was done', input: z.strictObject({ returnId, acceptedBy: z.string().trim().min(1).max(100), happenedAt }),
  reply: returnView, refusals: recorded,
})
