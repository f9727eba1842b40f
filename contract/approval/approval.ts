// Approvals: a chain of seats, whose turn it is, who holds a seat and who stands in.
import { z } from 'zod'
import { id, moment } from '../endpoint.ts'
import { text } from '../plan/text.ts'

export const seatCode = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/).meta({ id: 'Seat', description: 'a seat named by a plan, such as general-manager-office' })
export const approvalStates = ['pending', 'approved', 'refused'] as const
const person = z.object({ id, name: z.string() })

export const approvalRow = z.object({
  id, state: z.enum(approvalStates), clause: z.string(), title: text, seat: seatCode.nullable().describe('whose turn it is'), isMine: z.boolean().describe('the caller may decide now'),
  ticket: z.object({ id, number: z.string(), title: z.string() }).nullable(), agreement: z.object({ id, number: z.string(), title: z.string() }).nullable(),
  customer: z.object({ id, name: z.string() }), formId: id.nullable(), note: z.string().nullable(), askedBy: z.string().nullable(), askedAt: moment, decidedAt: moment.nullable(),
}).meta({ id: 'ApprovalRow' })

export const approvalView = approvalRow.extend({
  steps: z.array(z.object({
    seat: seatCode, state: z.enum(['done', 'refused', 'next', 'waiting']), by: z.string().nullable(), signedBy: z.string().nullable().describe('of a seat outside the company'),
    at: moment.nullable(), reason: z.string().nullable(), holders: z.array(person).describe('who may decide: holders and those who stand in now'), isOutside: z.boolean(),
  })),
}).meta({ id: 'Approval' })

export const seatView = z.object({ seat: seatCode, isOutside: z.boolean(), holders: z.array(person), clauses: z.array(z.string()).describe('the approvals of active plans that need it') }).meta({ id: 'SeatView' })
export const delegationView = z.object({ id, from: person, to: person, startsAt: moment, endsAt: moment, reason: z.string() }).meta({ id: 'Delegation' })
