import { z } from 'zod'
import { toldKinds } from '#domain/lifecycle/asset-fact.ts'
import { assetView } from '../asset/asset.ts'
import { day, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { factData } from '../promise/fact.ts'
import { componentStay, lifeEntry, lifeGroups, lifeReaches, settingsDiff, settingsEntries, settingsVersion, stateOnDay, trace } from './life.ts'

const assetId = id
const told = {
  kind: z.enum(toldKinds), happenedAt: moment.optional().describe('when it was true, if not now; the future is refused'), data: factData.default({}), body: z.string().max(20_000).optional(),
}
const recording = ['asset.unknown', 'asset.fact-incomplete', 'asset.serial-taken', 'fact.in-future', 'fact.unknown-kind'] as const

export const recordAssetFact = endpoint({
  method: 'POST', path: '/assets/:assetId/facts', permission: 'asset.write', summary: 'Record what happened to one asset; a correction names the fact it takes the place of',
  input: z.strictObject({ assetId, ...told, corrects: id.optional() }), reply: lifeEntry, refusals: [...recording, 'fact.unknown'],
})
export const recordAssetFacts = endpoint({
  method: 'POST', path: '/asset-facts', permission: 'asset.write', summary: 'The same fact for many assets at once: one acceptance for all of a delivery. All or none',
  input: z.strictObject({ assetIds: z.array(id).min(1).max(2000), ...told }), reply: z.object({ recorded: z.number().int() }), refusals: recording,
})
export const getAssetLife = endpoint({
  method: 'GET', path: '/assets/:assetId/life', permission: 'asset.read', summary: 'Everything that ever happened to an asset, newest first: facts, tickets, forms, inspections, parts',
  input: z.strictObject({
    assetId, reach: z.enum(lifeReaches).default('self').describe('parts: with everything below; whole: also with what it is part of'),
    groups: z.string().regex(/^[a-z]+(,[a-z]+)*$/).max(100).optional().describe(`some of ${lifeGroups.join(', ')}, separated by commas`), until: day.optional().describe('as known of that day'), ...page,
  }),
  reply: pageOf(lifeEntry), refusals: ['asset.unknown', 'request.invalid'],
})
export const exportAssetLife = endpoint({
  method: 'GET', path: '/assets/:assetId/life/export', permission: 'asset.read', summary: 'The life of an asset as CSV or XLSX: the file of the system, for the customer', raw: true,
  input: z.strictObject({ assetId, reach: z.enum(lifeReaches).default('parts'), format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: ['asset.unknown'],
})
export const getAssetOnDay = endpoint({
  method: 'GET', path: '/assets/:assetId/on-day', permission: 'asset.read', summary: 'Where an asset stood on a day, and what was in it, at the end of that day',
  input: z.strictObject({ assetId, on: day }), reply: stateOnDay, refusals: ['asset.unknown'],
})
export const listComponents = endpoint({
  method: 'GET', path: '/assets/:assetId/components', permission: 'asset.read', summary: 'All that ever stood directly in an asset, with from when until when',
  input: z.strictObject({ assetId }), reply: z.object({ rows: z.array(componentStay) }), refusals: ['asset.unknown'],
})
export const traceAssets = endpoint({
  method: 'GET', path: '/trace', permission: 'asset.read', summary: 'From a serial, a number or a batch: where each piece stood, at whom, with which tickets',
  input: z.strictObject({ q: z.string().trim().min(1).max(100), ...page }), reply: pageOf(trace), refusals: ['request.invalid'],
})
export const swapAsset = endpoint({
  method: 'POST', path: '/assets/:assetId/swap', permission: 'asset.write', summary: 'Take this piece out and put another in its place; both keep their life',
  input: z.strictObject({
    assetId, replacementId: id.optional().describe('a piece that is known'), serial: z.string().trim().min(1).max(100).optional().describe('or the serial of one that is new'),
    name: z.string().trim().min(1).max(200).optional(), productId: id.optional(), batch: z.string().trim().max(60).optional(),
    reason: z.string().trim().min(1).max(500), ticketId: id.optional(), happenedAt: moment.optional(), retires: z.boolean().default(false).describe('the old piece is at its end'),
  }),
  reply: assetView, refusals: ['asset.unknown', 'asset.serial-taken', 'asset.circle', 'asset.retired', 'asset.swap-open', 'product.unknown', 'ticket.unknown', 'fact.in-future', 'site.unknown'],
})
export const retireAsset = endpoint({
  method: 'POST', path: '/assets/:assetId/retire', permission: 'asset.write', summary: 'An asset is at its end; its life stays readable',
  input: z.strictObject({ assetId, reason: z.string().trim().min(1).max(500), disposal: z.string().trim().max(200).optional(), happenedAt: moment.optional() }),
  reply: assetView, refusals: ['asset.unknown', 'asset.retired', 'fact.in-future'],
})
export const recordSettings = endpoint({
  method: 'POST', path: '/assets/:assetId/settings', permission: 'asset.write', summary: 'Keep a new version of the settings and the configuration file of an asset',
  input: z.strictObject({
    assetId, entries: settingsEntries.default({}), fileName: z.string().trim().min(1).max(200).optional(), fileText: z.string().max(500_000).optional(), note: z.string().trim().max(1000).optional(),
    happenedAt: moment.optional(),
  }),
  reply: settingsVersion, refusals: ['asset.unknown', 'asset.fact-incomplete', 'fact.in-future'],
})
export const listSettings = endpoint({
  method: 'GET', path: '/assets/:assetId/settings', permission: 'asset.read', summary: 'All versions of the settings of an asset, newest first',
  input: z.strictObject({ assetId }), reply: z.object({ rows: z.array(settingsVersion) }), refusals: ['asset.unknown'],
})
export const compareSettings = endpoint({
  method: 'GET', path: '/assets/:assetId/settings-diff', permission: 'asset.read', summary: 'What changed between two versions of the settings',
  input: z.strictObject({ assetId, before: z.coerce.number().int().min(1), after: z.coerce.number().int().min(1) }), reply: settingsDiff, refusals: ['asset.unknown', 'asset.version-unknown'],
})
