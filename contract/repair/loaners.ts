import { z } from 'zod'
import { backConditions, loanStates, unitStates } from '#domain/repair/loaner.ts'
import { endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { loanView, owedView, unitFields, unitView } from './repair.ts'

const unitId = id
const loanId = id
const attachments = z.array(id).max(12).default([])
const happenedAt = moment.optional()
const stepRefusals = ['loan.unknown', 'repair.wrong-step', 'ticket.step-blocked', 'ticket.action-closed', 'fact.in-future', 'file.unknown'] as const

export const listLoaners = endpoint({
  method: 'GET', path: '/loaners', permission: 'repair.read', summary: 'The pool of loaners with what they are reserved and lent for; `freeFrom` only those that nobody has from then on',
  input: z.strictObject({ q: z.string().max(100).optional(), grade: z.string().max(60).optional(), state: z.enum(unitStates).optional(), freeFrom: moment.optional(), freeUntil: moment.optional() }),
  reply: z.object({ rows: z.array(unitView) }), refusals: [],
})
export const createLoaner = endpoint({
  method: 'POST', path: '/loaners', permission: 'repair.write', summary: 'Put a unit into the pool',
  input: z.strictObject({ number: unitFields.number, name: unitFields.name, serial: unitFields.serial.default(null), productId: unitFields.productId.default(null), grade: unitFields.grade,
    accessories: unitFields.accessories.default([]), place: unitFields.place.default(null), note: unitFields.note.default(null) }),
  reply: unitView, refusals: ['loaner.number-taken', 'product.unknown'],
})
export const updateLoaner = endpoint({
  method: 'PATCH', path: '/loaners/:unitId', permission: 'repair.write', summary: 'Change a unit of the pool; refused when somebody else was quicker',
  input: z.strictObject({ unitId, version: z.number().int(), name: unitFields.name.optional(), serial: unitFields.serial.optional(), productId: unitFields.productId.optional(), grade: unitFields.grade.optional(),
    accessories: unitFields.accessories.optional(), place: unitFields.place.optional(), state: unitFields.state.optional(), note: unitFields.note.optional() }),
  reply: unitView, refusals: ['loaner.unknown', 'loaner.number-taken', 'product.unknown', 'row.changed'],
})
export const getOwedLoaners = endpoint({
  method: 'GET', path: '/loans/owed', permission: 'repair.read', summary: 'What the plan of a ticket owes of loaners: by when, of which grade, at what price, until when', input: z.strictObject({ ticketId: id }),
  reply: owedView, refusals: ['ticket.unknown'],
})
export const listLoans = endpoint({
  method: 'GET', path: '/loans', permission: 'repair.read', summary: 'Loans, newest first; `overdue` those not back in time',
  input: z.strictObject({ ticketId: id.optional(), unitId: unitId.optional(), state: z.enum(loanStates).optional(), overdue: z.enum(['true', 'false']).optional(), ...page }),
  reply: pageOf(loanView), refusals: ['request.invalid'],
})
export const getLoan = endpoint({
  method: 'GET', path: '/loans/:loanId', permission: 'repair.read', summary: 'One loan', input: z.strictObject({ loanId }), reply: loanView, refusals: ['loan.unknown'],
})
export const offerLoan = endpoint({
  method: 'POST', path: '/loans', permission: 'loaner.lend', summary: 'Reserve a loaner for a ticket. The grade that the plan owes is kept, and nobody else gets it for that time',
  input: z.strictObject({ ticketId: id, unitId, gradeOwed: unitFields.grade.optional().describe('grade of what it stands in for'), startsAt: moment.optional(), dueBackAt: moment.optional().describe('left out: until the original is repaired') }),
  reply: loanView, refusals: ['ticket.unknown', 'ticket.action-closed', 'loaner.unknown', 'loaner.not-ready', 'loaner.other-grade', 'loaner.taken', 'loaner.bad-time'],
})
export const agreeLoan = endpoint({
  method: 'POST', path: '/loans/:loanId/agreement', permission: 'loaner.lend', summary: 'The customer agrees to the terms of the loan by name', refusals: stepRefusals,
  input: z.strictObject({ loanId, signedBy: z.string().trim().min(1).max(100), terms: z.string().trim().max(4_000).optional(), attachments }), reply: loanView,
})
export const handOverLoan = endpoint({
  method: 'POST', path: '/loans/:loanId/hand-over', permission: 'loaner.lend', summary: 'The loaner is at the customer: what went with it, whether it runs, who took it',
  input: z.strictObject({ loanId, accessories: z.array(z.string().max(80)).max(40), isRunning: z.boolean(), receivedBy: z.string().trim().min(1).max(100), note: z.string().trim().max(2_000).optional(), attachments, happenedAt }),
  reply: loanView, refusals: [...stepRefusals, 'loan.unknown-accessory', 'loaner.taken'],
})
export const giveBackLoan = endpoint({
  method: 'POST', path: '/loans/:loanId/give-back', permission: 'loaner.lend', summary: 'The loaner is back: what came with it and in which condition',
  input: z.strictObject({ loanId, accessories: z.array(z.string().max(80)).max(40), condition: z.enum(backConditions), note: z.string().trim().max(2_000).optional(), attachments, happenedAt }),
  reply: loanView, refusals: [...stepRefusals, 'loan.unknown-accessory'],
})
export const cancelLoan = endpoint({
  method: 'POST', path: '/loans/:loanId/cancel', permission: 'loaner.lend', summary: 'Let a reservation go', input: z.strictObject({ loanId, reason: z.string().trim().min(1).max(500) }), reply: loanView, refusals: stepRefusals,
})
export const printLoanAgreement = endpoint({
  method: 'GET', path: '/loans/:loanId/print', permission: 'repair.read', summary: 'The loan agreement and hand-over list to print and sign', raw: true, input: z.strictObject({ loanId }), reply: nothing, refusals: ['loan.unknown'],
})
