import { z } from 'zod'
import { endpoint, id, moment, nothing, pageOf } from '../endpoint.ts'
import { deliveryPage, deliveryRow, deliveryStep, deliveryView, newLine, stepInput } from './delivery.ts'

const deliveryId = id

export const listDeliveries = endpoint({
  method: 'GET', path: '/delivery-notes', permission: 'asset.read', summary: 'Delivery notes, newest first', input: deliveryPage, reply: pageOf(deliveryRow), refusals: ['request.invalid'],
})
export const getDelivery = endpoint({
  method: 'GET', path: '/delivery-notes/:deliveryId', permission: 'asset.read', summary: 'A delivery note with its lines, steps, what each step waits for, and what differs from the order',
  input: z.strictObject({ deliveryId }), reply: deliveryView, refusals: ['delivery.unknown'],
})
export const createDelivery = endpoint({
  method: 'POST', path: '/delivery-notes', permission: 'asset.write', summary: 'Put goods on a delivery note; new serials become assets. A piece whose plan asks for papers before delivery is refused without them',
  input: z.strictObject({
    customerId: id, agreementId: id.optional(), siteId: id.optional(), place: z.string().trim().max(300).optional(), dueAt: moment.optional(), note: z.string().trim().max(5000).optional(),
    lines: z.array(newLine).min(1).max(500), steps: z.array(deliveryStep).min(1).optional().describe('as the plan asks unless said'),
  }),
  reply: deliveryView,
  refusals: ['customer.unknown', 'agreement.unknown', 'site.unknown', 'product.unknown', 'asset.unknown', 'asset.serial-taken', 'delivery.piece-unready', 'delivery.serial-count'],
})
export const recordDeliveryStep = endpoint({
  method: 'POST', path: '/delivery-notes/:deliveryId/steps', permission: 'asset.write',
  summary: 'Do a step for some lines or all: a fact of each piece, and of the agreement once every line has it. Differences at unpacking become a ticket',
  input: z.strictObject({ deliveryId, ...stepInput }), reply: deliveryView,
  refusals: ['delivery.unknown', 'delivery.line-unknown', 'delivery.step-foreign', 'delivery.step-done', 'delivery.step-missing', 'delivery.witness-missing', 'delivery.count-missing', 'delivery.item-failed', 'delivery.item-missing', 'delivery.short',
    'delivery.unsigned', 'fact.in-future', 'ticket.step-blocked', 'agreement.unknown', 'form.unknown', 'form.field-missing', 'form.signature-missing', 'asset.unknown', 'agreement.foreign-part'],
})
export const printDelivery = endpoint({
  method: 'GET', path: '/delivery-notes/:deliveryId/print', permission: 'asset.read', summary: 'The delivery note with its steps and signatures as an A4 page to print', raw: true,
  input: z.strictObject({ deliveryId }), reply: nothing, refusals: ['delivery.unknown'],
})
