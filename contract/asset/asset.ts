// What stands at a customer: a project holds systems, a system equipment, equipment components.
import { z } from 'zod'
import { day, id, moment, page } from '../endpoint.ts'

export const assetKinds = ['project', 'system', 'equipment', 'component'] as const
export type AssetKind = (typeof assetKinds)[number]
export const assetSorts = ['name', 'number', 'customer', '-created'] as const

const line = (length: number) => z.string().trim().max(length).nullable()
export const assetFields = {
  name: z.string().trim().min(1).max(200), kind: z.enum(assetKinds), productId: id.nullable(), siteId: id.nullable(), serial: line(100),
  componentClass: line(60).describe('class of the plan’s cover: main unit, motor, wearing part …'), batch: line(60).describe('lot it was made in'),
  acceptedOn: day.nullable(), installedOn: day.nullable(), deliveredOn: day.nullable(), note: line(5000),
}
const named = z.object({ id, name: z.string() })
export const assetRow = z.object({
  id, number: z.string(), name: z.string(), kind: z.enum(assetKinds), serial: z.string().nullable(), batch: z.string().nullable(), componentClass: z.string().nullable(),
  customer: named, site: named.nullable(), product: z.object({ id, code: z.string(), name: z.string(), model: z.string().nullable() }).nullable(),
  parentId: id.nullable(), acceptedOn: day.nullable(), installedOn: day.nullable(), deliveredOn: day.nullable(), retiredOn: day.nullable(),
  delivery: z.object({ id, number: z.string() }).nullable(), children: z.number(),
  version: z.number(), createdAt: moment, deletedAt: moment.nullable(),
})
export const qrView = z.object({
  code: z.string(), url: z.string(), state: z.enum(['blank', 'bound', 'revoked']), assetId: id.nullable(), createdAt: moment, boundAt: moment.nullable(), revokedAt: moment.nullable(),
  history: z.array(z.object({ at: moment, by: id.nullable(), byName: z.string(), action: z.enum(['bound', 'rebound', 'revoked']), assetId: id.nullable() })),
})
const step = z.object({ id, number: z.string(), name: z.string(), kind: z.enum(assetKinds), serial: z.string().nullable() })
export const assetView = assetRow.extend({
  note: z.string().nullable(), parents: z.array(step).describe('from the top down'), parts: z.array(step.extend({ children: z.number() })).describe('directly below'),
  qrCodes: z.array(qrView), agreements: z.array(z.object({ id, number: z.string(), title: z.string(), state: z.string() })),
})
export type AssetRow = z.output<typeof assetRow>
export type QrView = z.output<typeof qrView>

export const assetFilter = {
  q: z.string().max(200).optional().describe('name, number, batch, any end or beginning of the serial'), batch: z.string().max(60).optional(), deliveryId: id.optional(),
  kind: z.enum(assetKinds).optional(), customerId: id.optional(), siteId: id.optional(), productId: id.optional(),
  parentId: z.union([z.literal('none'), id]).optional().describe("'none': only the tops of trees"), agreementId: id.optional(),
  deleted: z.enum(['yes', 'no']).optional(), sort: z.enum(assetSorts).optional(),
}
export const assetFilterShape = z.strictObject(assetFilter)
export type AssetFilter = z.output<typeof assetFilterShape>
export const assetPage = z.strictObject({ ...assetFilter, ...page })
