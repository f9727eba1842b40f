import { z } from 'zod'
import { done, endpoint, id, nothing, page, pageOf } from '../endpoint.ts'
import { importReport, importResult } from '../party/party.ts'
import { partClass, partFields, partRow, partView } from './stock.ts'

const partId = id
const { number, name, unit, classes, origin, isSerial, isBatch, productIds, minimum, listPrice, costPrice, marketPrice, marketSource, marketOn, priceSource, supplier, supplyUntil, note } = partFields

export const partFilter = {
  q: z.string().max(200).optional().describe('number, name, beginning or end of the number'), class: partClass.optional(), productId: id.optional().describe('parts that fit this product'),
  placeId: id.optional().describe('parts that lie at this place'), deleted: z.enum(['yes', 'no']).optional(),
}
export const listParts = endpoint({
  method: 'GET', path: '/parts', permission: 'part.read', summary: 'Parts by filter with what is on hand, reserved and available at the places one may see', input: z.strictObject({ ...partFilter, ...page }),
  reply: pageOf(partRow), refusals: [],
})
export const getPart = endpoint({
  method: 'GET', path: '/parts/:partId', permission: 'part.read', summary: 'A part with its balances by place, its substitutes and the products it fits', input: z.strictObject({ partId }), reply: partView,
  refusals: ['part.unknown'],
})
export const createPart = endpoint({
  method: 'POST', path: '/parts', permission: 'part.write', summary: 'Add a part',
  input: z.strictObject({
    number, name, unit: unit.default('pc'), classes: classes.default([]), origin: origin.default('original'), isSerial: isSerial.default(false), isBatch: isBatch.default(false), productIds: productIds.default([]),
    minimum: minimum.default(null), listPrice: listPrice.default(null), costPrice: costPrice.default(null), marketPrice: marketPrice.default(null), marketSource: marketSource.default(null),
    marketOn: marketOn.default(null), priceSource: priceSource.default('list'), supplier: supplier.default(null), supplyUntil: supplyUntil.default(null), note: note.default(null),
  }),
  reply: partView, refusals: ['part.number-taken', 'part.market-price-unproven', 'product.unknown'],
})
export const updatePart = endpoint({
  method: 'PATCH', path: '/parts/:partId', permission: 'part.write', summary: 'Change a part; refused when somebody else was quicker',
  input: z.strictObject({
    partId, version: z.number().int(), number: number.optional(), name: name.optional(), unit: unit.optional(), classes: classes.optional(), origin: origin.optional(), isSerial: isSerial.optional(),
    isBatch: isBatch.optional(), productIds: productIds.optional(), minimum: minimum.optional(), listPrice: listPrice.optional(), costPrice: costPrice.optional(), marketPrice: marketPrice.optional(),
    marketSource: marketSource.optional(), marketOn: marketOn.optional(), priceSource: priceSource.optional(), supplier: supplier.optional(), supplyUntil: supplyUntil.optional(), note: note.optional(),
  }),
  reply: partView, refusals: ['part.unknown', 'part.number-taken', 'part.market-price-unproven', 'part.has-stock', 'product.unknown', 'row.changed'],
})
export const deletePart = endpoint({
  method: 'DELETE', path: '/parts/:partId', permission: 'part.write', summary: 'Put a part into the bin; refused while any is on hand or reserved', input: z.strictObject({ partId }), reply: done,
  refusals: ['part.unknown', 'row.in-use'],
})
export const restorePart = endpoint({
  method: 'POST', path: '/parts/:partId/restore', permission: 'part.write', summary: 'Take a part out of the bin', input: z.strictObject({ partId }), reply: partView, refusals: ['part.unknown'],
})
export const saveSubstitutes = endpoint({
  method: 'PUT', path: '/parts/:partId/substitutes', permission: 'part.write', summary: 'The parts that may stand in for this one and it for them; the list replaces the one before',
  input: z.strictObject({ partId, substituteIds: z.array(id).max(50) }), reply: partView, refusals: ['part.unknown', 'part.own-substitute'],
})
export const exportParts = endpoint({
  method: 'GET', path: '/parts/export', permission: 'part.read', summary: 'The filtered parts with their balances as CSV or XLSX', raw: true,
  input: z.strictObject({ ...partFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const checkPartImport = endpoint({
  method: 'POST', path: '/parts/import/check', permission: 'part.write', multipart: true, input: nothing, reply: importReport, refusals: ['import.unreadable', 'request.too-large'],
  summary: 'Read a CSV or XLSX file of parts and opening balances and say row by row what would happen; nothing is stored but the file',
})
export const commitPartImport = endpoint({
  method: 'POST', path: '/parts/import/commit', permission: 'part.write', summary: 'Take the good rows of a checked file: new parts, and their opening balances as moves',
  input: z.strictObject({ token: id }), reply: importResult, refusals: ['file.unknown', 'import.unreadable'],
})
export const saveDesignLife = endpoint({
  method: 'PUT', path: '/design-lives/:productId', permission: 'part.write', summary: 'How many years a product is designed to last: until then its assets take original parts only, and must be supplied with them',
  input: z.strictObject({ productId: id, years: z.number().int().min(1).max(100) }), reply: done, refusals: ['product.unknown'],
})
