import { z } from 'zod'
import { done, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { approvalRow, approvalStates, approvalView, delegationView, seatCode, seatView } from './approval.ts'

export const listApprovals = endpoint({
  method: 'GET', path: '/approvals', permission: 'approval.read', summary: 'Approvals asked for, newest first; `mine` only those the caller may decide now',
  input: z.strictObject({
    state: z.enum(approvalStates).optional(), mine: z.enum(['true', 'false']).optional(), ticketId: id.optional(), agreementId: id.optional(), seat: seatCode.optional(), ...page,
  }),
  reply: pageOf(approvalRow), refusals: ['request.invalid'],
})
export const getApproval = endpoint({
  method: 'GET', path: '/approvals/:approvalId', permission: 'approval.read', summary: 'One approval with its seats', input: z.strictObject({ approvalId: id }), reply: approvalView,
  refusals: ['approval.unknown'],
})
export const askApproval = endpoint({
  method: 'POST', path: '/approvals', permission: 'form.file', summary: 'Ask for the approval of a matter of the plan; a filed form asks by itself. Clause: that of the rule',
  input: z.strictObject({ ticketId: id.optional(), agreementId: id.optional(), ruleId: z.string().max(80), note: z.string().trim().max(2_000).optional() }),
  reply: approvalView, refusals: ['approval.unknown-rule', 'approval.asked', 'ticket.unknown', 'agreement.unknown'],
})
export const listAskable = endpoint({
  method: 'GET', path: '/approvals/askable', permission: 'approval.read', summary: 'The approvals that the plan of a ticket or agreement knows',
  input: z.strictObject({ ticketId: id.optional(), agreementId: id.optional() }),
  reply: z.object({ rows: z.array(z.object({ ruleId: z.string(), clause: z.string(), title: approvalRow.shape.title, seats: z.array(seatCode), form: z.string().nullable(), canAsk: z.boolean() })) }),
  refusals: ['ticket.unknown', 'agreement.unknown'],
})
export const decideApproval = endpoint({
  method: 'POST', path: '/approvals/:approvalId/decision', permission: 'approval.decide', summary: 'Decide for the seat whose turn it is; a no needs its reason, a seat outside the company the name of who decided',
  input: z.strictObject({ approvalId: id, yes: z.boolean(), reason: z.string().trim().max(2_000).optional(), signedBy: z.string().trim().min(1).max(100).optional() }),
  reply: approvalView,
  refusals: ['approval.unknown', 'approval.closed', 'approval.not-your-seat', 'approval.decided-before', 'approval.reason-missing', 'approval.signer-missing', 'ticket.step-blocked', 'ticket.action-closed'],
})
export const listSeats = endpoint({
  method: 'GET', path: '/approval-seats', permission: 'approval.read', summary: 'Seats of the active plans and who holds them; an empty one is a gap', input: nothing,
  reply: z.object({ rows: z.array(seatView) }), refusals: [],
})
export const setSeat = endpoint({
  method: 'PUT', path: '/approval-seats/:seat', permission: 'people.write', summary: 'Who holds a seat', input: z.strictObject({ seat: seatCode, personIds: z.array(id).max(50) }),
  reply: seatView, refusals: ['person.unknown'],
})
export const listDelegations = endpoint({
  method: 'GET', path: '/approval-delegations', permission: 'approval.read', summary: 'Who stands in for whom, now and later', input: nothing, reply: z.object({ rows: z.array(delegationView) }), refusals: [],
})
export const delegate = endpoint({
  method: 'POST', path: '/approval-delegations', permission: 'approval.decide', summary: 'Lend the own seats to somebody for a time',
  input: z.strictObject({ toId: id, startsAt: moment, endsAt: moment, reason: z.string().trim().min(1).max(500) }), reply: delegationView, refusals: ['person.unknown', 'request.invalid'],
})
export const endDelegation = endpoint({
  method: 'DELETE', path: '/approval-delegations/:delegationId', permission: 'approval.decide', summary: 'Take the own seats back', input: z.strictObject({ delegationId: id }), reply: done, refusals: ['approval.unknown'],
})
