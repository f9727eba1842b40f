// A delivery note: what was ordered, what came, and the steps from hand-over to acceptance with who was there and who signed.
import { z } from 'zod'
import { deliverySteps } from '#domain/lifecycle/delivery.ts'
import { assetKinds } from '../asset/asset.ts'
import { day, id, moment, page } from '../endpoint.ts'

const named = z.object({ id, name: z.string() })
const line = (length: number) => z.string().trim().min(1).max(length)
export const deliverySides = ['customer', 'vendor'] as const
export const deliveryStep = z.enum(deliverySteps).meta({ id: 'DeliveryStep' })

export const newLine = z.strictObject({
  title: line(200), model: line(100).optional(), productId: id.optional(), quantity: z.number().int().min(1).max(10_000), kind: z.enum(assetKinds).default('equipment'), parentId: id.optional(),
  componentClass: line(60).optional(), batch: line(60).optional(), serials: z.array(line(100)).max(10_000).default([]).describe('pieces that are new to us'),
  assetIds: z.array(id).max(2000).default([]).describe('pieces that are known'),
}).meta({ id: 'NewDeliveryLine' })

const signature = z.strictObject({
  side: z.enum(deliverySides), name: z.string().trim().min(1).max(100), image: z.string().max(200_000).regex(/^data:image\/(png|svg\+xml);base64,/).optional(),
}).meta({ id: 'DeliverySignature' })
const item = z.strictObject({ title: line(200), required: z.string().max(500).default(''), found: z.string().max(500).default(''), passed: z.boolean() }).meta({ id: 'TestItem' })
export const lineCount = z.strictObject({
  lineId: id, counted: z.number().int().min(0).max(100_000), modelFound: line(100).optional(), appearance: z.enum(['good', 'damaged']), remark: z.string().max(1000).optional(),
}).meta({ id: 'LineCount' })

export const stepInput = {
  step: deliveryStep, lineIds: z.array(id).max(500).optional().describe('all lines that are left unless said'), happenedAt: moment.optional(), note: z.string().trim().max(5000).optional(),
  attendees: z.strictObject({ customer: z.string().trim().max(100).optional(), vendor: z.string().trim().max(100).optional() }).default({}).describe('who was there for either side'),
  counts: z.array(lineCount).max(500).default([]).describe('unpacking: what was counted and how it looked'),
  items: z.array(item).max(500).default([]).describe('tests with required and found values'),
  signatures: z.array(signature).max(2).default([]),
  forms: z.array(z.strictObject({ code: z.string().max(80), fields: z.record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()])) })).max(100).default([])
    .describe('forms of the plan that are filed with the step, signed by the same two'),
}

const asset = z.object({ id, number: z.string(), name: z.string(), serial: z.string().nullable() })
export const deliveryLine = z.object({
  id, position: z.number().int(), title: z.string(), model: z.string().nullable(), product: named.nullable(), quantity: z.number().int(), counted: z.number().int().nullable(),
  modelFound: z.string().nullable(), appearance: z.enum(['good', 'damaged']).nullable(), remark: z.string().nullable(), pieces: z.number().int(),
  assets: z.array(asset).describe('the first 200'), done: z.array(deliveryStep),
}).meta({ id: 'DeliveryLine' })
const block = z.object({ code: z.enum(['step.earlier', 'gate.needs']), needs: z.string(), clause: z.string().nullable() })
export const deliveryView = z.object({
  id, number: z.string(), customer: named, agreement: z.object({ id, number: z.string(), title: z.string() }).nullable(), site: named.nullable(), place: z.string().nullable(),
  dueAt: moment.nullable(), note: z.string().nullable(), createdAt: moment, acceptedAt: moment.nullable(), lines: z.array(deliveryLine),
  steps: z.array(z.object({
    step: deliveryStep, state: z.enum(['done', 'partly', 'open']), isOpen: z.boolean(), because: z.array(block).describe('what must come first'), needsSignatures: z.boolean(),
    forms: z.array(z.string()).describe('forms of the plan that this step waits for'),
  })),
  records: z.array(z.object({
    id, step: deliveryStep, lineIds: z.array(id), happenedAt: moment, recordedAt: moment, by: z.string().nullable(), attendees: z.object({ customer: z.string().optional(), vendor: z.string().optional() }),
    signatures: z.array(signature), items: z.array(item), note: z.string().nullable(), ticket: z.object({ id, number: z.string() }).nullable(),
  })),
  deviations: z.array(z.object({ kind: z.enum(['quantity', 'model', 'appearance', 'late']), lineId: id.nullable(), title: z.string(), expected: z.string(), found: z.string() })),
}).meta({ id: 'DeliveryNote' })
export type DeliveryView = z.output<typeof deliveryView>

export const deliveryRow = z.object({
  id, number: z.string(), customer: named, agreement: z.object({ id, number: z.string() }).nullable(), site: named.nullable(), dueAt: moment.nullable(), createdAt: moment, acceptedAt: moment.nullable(),
  pieces: z.number().int(), lines: z.number().int(), lastStep: deliveryStep.nullable(), isLate: z.boolean(),
}).meta({ id: 'DeliveryRow' })
export type DeliveryRow = z.output<typeof deliveryRow>
export const deliveryPage = z.strictObject({
  q: z.string().max(100).optional(), customerId: id.optional(), agreementId: id.optional(), state: z.enum(['open', 'accepted', 'late']).optional(), from: day.optional(), ...page,
})
