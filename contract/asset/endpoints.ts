import { z } from 'zod'
import { done, endpoint, id, moment, nothing, pageOf } from '../endpoint.ts'
import { importReport, importResult } from '../party/party.ts'
import { assetFields, assetFilter, assetPage, assetRow, assetView, qrView } from './asset.ts'

const assetId = id
const code = z.string().min(1).max(64)

export const listAssets = endpoint({
  method: 'GET', path: '/assets', permission: 'asset.read', summary: 'Assets by filter, page by page', input: assetPage, reply: pageOf(assetRow), refusals: [],
})
export const getAsset = endpoint({
  method: 'GET', path: '/assets/:assetId', permission: 'asset.read', summary: 'An asset with what it is part of, its parts, codes and agreements',
  input: z.strictObject({ assetId }), reply: assetView, refusals: ['asset.unknown'],
})
export const createAsset = endpoint({
  method: 'POST', path: '/assets', permission: 'asset.write', summary: 'Add an asset',
  input: z.strictObject({
    customerId: id, parentId: id.nullable().default(null), number: z.string().trim().min(1).max(60).optional(), name: assetFields.name, kind: assetFields.kind.default('equipment'),
    productId: assetFields.productId.default(null), siteId: assetFields.siteId.default(null), serial: assetFields.serial.default(null), componentClass: assetFields.componentClass.default(null), batch: assetFields.batch.default(null),
    acceptedOn: assetFields.acceptedOn.default(null), installedOn: assetFields.installedOn.default(null), deliveredOn: assetFields.deliveredOn.default(null), note: assetFields.note.default(null),
  }),
  reply: assetView, refusals: ['customer.unknown', 'site.unknown', 'product.unknown', 'asset.unknown', 'asset.serial-taken', 'asset.number-taken'],
})
export const updateAsset = endpoint({
  method: 'PATCH', path: '/assets/:assetId', permission: 'asset.write', summary: 'Change an asset; refused when somebody else was quicker',
  input: z.strictObject({
    assetId, version: z.number().int(), name: assetFields.name.optional(), kind: assetFields.kind.optional(), productId: assetFields.productId.optional(), siteId: assetFields.siteId.optional(),
    serial: assetFields.serial.optional(), componentClass: assetFields.componentClass.optional(), batch: assetFields.batch.optional(), acceptedOn: assetFields.acceptedOn.optional(),
    installedOn: assetFields.installedOn.optional(), deliveredOn: assetFields.deliveredOn.optional(), note: assetFields.note.optional(),
  }),
  reply: assetView, refusals: ['asset.unknown', 'site.unknown', 'product.unknown', 'asset.serial-taken', 'row.changed', 'fact.in-future'],
})
export const moveAsset = endpoint({
  method: 'POST', path: '/assets/:assetId/move', permission: 'asset.write', summary: 'Make an asset part of another, or of none, at a site, at a customer; what it holds moves with it, and its life tells of it',
  input: z.strictObject({
    assetId, version: z.number().int(), parentId: id.nullable(), siteId: id.nullable().optional(), customerId: id.optional().describe('another customer: it then stands at no site of the old one'),
    reason: z.string().trim().max(500).optional(), happenedAt: moment.optional(),
  }),
  reply: assetView, refusals: ['asset.unknown', 'customer.unknown', 'site.unknown', 'asset.circle', 'row.changed', 'fact.in-future'],
})
export const deleteAsset = endpoint({
  method: 'DELETE', path: '/assets/:assetId', permission: 'asset.write', summary: 'Put an asset into the bin; refused while it holds others or has open tickets',
  input: z.strictObject({ assetId }), reply: done, refusals: ['asset.unknown', 'row.in-use'],
})
export const restoreAsset = endpoint({
  method: 'POST', path: '/assets/:assetId/restore', permission: 'asset.write', summary: 'Take an asset out of the bin',
  input: z.strictObject({ assetId }), reply: assetView, refusals: ['asset.unknown', 'asset.serial-taken'],
})
export const exportAssets = endpoint({
  method: 'GET', path: '/assets/export', permission: 'asset.read', summary: 'The filtered assets as CSV or XLSX', raw: true,
  input: z.strictObject({ ...assetFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const checkAssetImport = endpoint({
  method: 'POST', path: '/assets/import/check', permission: 'asset.import', multipart: true,
  summary: 'Read a CSV or XLSX file of assets and say row by row what would happen; nothing is stored but the file',
  input: nothing, reply: importReport, refusals: ['import.unreadable', 'request.too-large'],
})
export const commitAssetImport = endpoint({
  method: 'POST', path: '/assets/import/commit', permission: 'asset.import', summary: 'Take the good rows of a checked file',
  input: z.strictObject({ token: id }), reply: importResult, refusals: ['file.unknown', 'import.unreadable'],
})

export const mintQrCodes = endpoint({
  method: 'POST', path: '/qr', permission: 'asset.write', summary: 'Make blank codes for labels that are printed before machines are installed',
  input: z.strictObject({ count: z.number().int().min(1).max(500) }), reply: z.object({ codes: z.array(qrView) }), refusals: [],
})
export const listQrCodes = endpoint({
  method: 'GET', path: '/qr', permission: 'asset.read', summary: 'Codes: blank, bound or revoked, newest first',
  input: z.strictObject({ state: z.enum(['blank', 'bound', 'revoked']).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  reply: z.object({ rows: z.array(qrView) }), refusals: [],
})
export const getQrCode = endpoint({
  method: 'GET', path: '/qr/:code', permission: 'asset.read', summary: 'A scanned code and the asset it belongs to',
  input: z.strictObject({ code }), reply: z.object({ qr: qrView, asset: assetRow.nullable() }), refusals: ['qr.unknown'],
})
export const bindQrCode = endpoint({
  method: 'POST', path: '/qr/:code/bind', permission: 'asset.write', summary: 'Bind a code to an asset: at the first scan, or again on purpose',
  input: z.strictObject({ code, assetId, rebind: z.boolean().default(false).describe('the code belongs to another asset and shall now belong to this one') }),
  reply: qrView, refusals: ['qr.unknown', 'qr.revoked', 'qr.bound', 'asset.unknown'],
})
export const revokeQrCode = endpoint({
  method: 'POST', path: '/qr/:code/revoke', permission: 'asset.write', summary: 'Make a code useless for ever', input: z.strictObject({ code }), reply: qrView, refusals: ['qr.unknown'],
})
export const labelSizes = ['50x30', '60x40', '70x50'] as const
export const printQrLabels = endpoint({
  method: 'GET', path: '/qr-labels', permission: 'asset.read', summary: 'Labels to print, one code each (HTML with SVG)', raw: true,
  input: z.strictObject({ codes: z.string().min(1).max(20_000).describe('codes separated by commas'), size: z.enum(labelSizes).default('60x40'), sheet: z.enum(['roll', 'a4']).default('roll') }),
  reply: nothing, refusals: ['qr.unknown'],
})
