import { z } from 'zod'
import { rmaStates } from '#domain/repair/rma.ts'
import { endpoint, id, moment, page, pageOf } from '../endpoint.ts'
import { rmaRow, rmaStepCodes, rmaView } from './repair.ts'

const rmaId = id
const serial = z.string().trim().min(1).max(100)
const recorded = ['ticket.unknown', 'ticket.step-blocked', 'ticket.action-closed', 'fact.in-future', 'asset.unknown'] as const

export const listRmas = endpoint({
  method: 'GET', path: '/rma', permission: 'repair.read', summary: 'Units sent in for repair, newest first',
  input: z.strictObject({ q: z.string().max(100).optional(), state: z.enum(rmaStates).optional(), open: z.enum(['true', 'false']).optional(), ticketId: id.optional(), assetId: id.optional(), ...page }),
  reply: pageOf(rmaRow), refusals: ['request.invalid'],
})
export const getRma = endpoint({
  method: 'GET', path: '/rma/:rmaId', permission: 'repair.read', summary: 'One unit with its way, the clock of the factory and what locks it', input: z.strictObject({ rmaId }), reply: rmaView, refusals: ['rma.unknown'],
})
export const openRma = endpoint({
  method: 'POST', path: '/rma', permission: 'repair.write', summary: 'Send a unit in: the ticket knows of it, the plan says when it may leave',
  input: z.strictObject({ ticketId: id, assetId: id.optional(), serial: serial.optional().describe('that of the asset unless said'), fault: z.string().trim().min(1).max(2_000), isRemoved: z.boolean().default(false), happenedAt: moment.optional() }),
  reply: rmaView, refusals: [...recorded, 'rma.serial-missing', 'rma.open-already'],
})
export const swapUnit = endpoint({
  method: 'POST', path: '/rma/swap', permission: 'repair.write', summary: 'A unit is swapped at its place: both serials go into the history of the asset, the removed one gets its order and stays locked as the plan says',
  input: z.strictObject({ ticketId: id, assetId: id, newSerial: serial, fault: z.string().trim().min(1).max(2_000), loanId: id.optional().describe('when a loaner took its place'), happenedAt: moment.optional() }),
  reply: rmaView, refusals: [...recorded, 'rma.serial-missing', 'rma.open-already', 'loan.unknown', 'asset.serial-taken'],
})
export const moveRma = endpoint({
  method: 'POST', path: '/rma/:rmaId/steps', permission: 'repair.write', summary: 'The next step of a unit: shipped, received, diagnosed, repaired, replaced, scrapped, shipped back, handed back',
  input: z.strictObject({
    rmaId, step: z.enum(rmaStepCodes), note: z.string().trim().max(2_000).optional(), carrier: z.string().trim().max(100).optional(), waybill: z.string().trim().max(100).optional(), newSerial: serial.optional(),
    attachments: z.array(id).max(12).default([]), happenedAt: moment.optional(),
  }),
  reply: rmaView, refusals: [...recorded, 'rma.unknown', 'repair.wrong-step', 'rma.serial-missing', 'rma.finding-missing', 'file.unknown', 'asset.serial-taken'],
})
