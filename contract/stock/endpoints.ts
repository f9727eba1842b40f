import { z } from 'zod'
import { moveKinds } from '#domain/stock/stock.ts'
import { day, endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { balanceRow, condition, countRow, countView, depotEntry, missingDepot, moveRow, partRef, placeFields, placeRow, quantity, safetyRow, serial, stockMode, unreachedSite, wish } from './stock.ts'

const placeId = id
const { code, name, kind, holderId, customerId, address, region, serves, planDepots } = placeFields

export const listPlaces = endpoint({
  method: 'GET', path: '/places', permission: 'stock.read', summary: 'The places one may see: depots, one’s own van and bag; a dealer sees its own only',
  input: z.strictObject({ kind: kind.optional(), active: z.enum(['yes', 'all']).default('yes') }), reply: z.object({ rows: z.array(placeRow) }), refusals: [],
})
export const createPlace = endpoint({
  method: 'POST', path: '/places', permission: 'stock.adjust', summary: 'Add a place',
  input: z.strictObject({ code, name, kind, holderId: holderId.default(null), customerId: customerId.default(null), address: address.default(null), region: region.default(null), serves: serves.default([]),
    planDepots: planDepots.default([]) }),
  reply: placeRow, refusals: ['place.code-taken', 'place.needs-holder', 'person.unknown', 'customer.unknown'],
})
export const updatePlace = endpoint({
  method: 'PATCH', path: '/places/:placeId', permission: 'stock.adjust', summary: 'Change a place, or close it; a place that holds stock stays open',
  input: z.strictObject({ placeId, version: z.number().int(), code: code.optional(), name: name.optional(), holderId: holderId.optional(), customerId: customerId.optional(), address: address.optional(),
    region: region.optional(), serves: serves.optional(), planDepots: planDepots.optional(), isActive: z.boolean().optional() }),
  reply: placeRow, refusals: ['place.unknown', 'place.code-taken', 'place.needs-holder', 'person.unknown', 'customer.unknown', 'row.changed', 'row.in-use'],
})
export const listBalances = endpoint({
  method: 'GET', path: '/stock', permission: 'stock.read', summary: 'What lies where: part, place, serial, batch, condition', input: z.strictObject({ placeId: id.optional(), partId: id.optional(), ...page }),
  reply: pageOf(balanceRow), refusals: [],
})
export const listMoves = endpoint({
  method: 'GET', path: '/stock/moves', permission: 'stock.read', summary: 'The ledger of moves, newest first; of one part with the running balance',
  input: z.strictObject({ partId: id.optional(), placeId: id.optional(), ticketId: id.optional(), kind: z.enum(moveKinds).optional(), ...page }), reply: pageOf(moveRow), refusals: [],
})
const moved = z.object({ documentId: id, moves: z.array(moveRow) })
const moveRefusals = ['part.unknown', 'place.unknown', 'stock.quantity', 'stock.direction', 'stock.short', 'stock.serial-needed', 'stock.serial-elsewhere', 'stock.not-yours', 'stock.reason-needed'] as const
export const postMoves = endpoint({
  method: 'POST', path: '/stock/moves', permission: 'stock.move', summary: 'Receive, transfer, lend, hand back, issue or scrap; all lines or none',
  input: z.strictObject({
    kind: z.enum(['receive', 'transfer', 'borrow', 'issue', 'return', 'scrap']), lines: z.array(wish).min(1).max(200), reason: z.string().trim().max(500).nullable().default(null),
    reference: z.string().trim().max(100).nullable().default(null).describe('delivery note, order'),
    overdraw: z.boolean().default(false).describe('go below zero: needs stock.adjust and a reason'),
  }),
  reply: moved, refusals: [...moveRefusals, 'permission.missing'],
})

export const listSafety = endpoint({
  method: 'GET', path: '/stock/safety', permission: 'stock.read', summary: 'What the plans in force ask to be in stock, what is, and the clauses that ask for it',
  input: z.strictObject({ only: z.enum(['short', 'all']).default('short') }), reply: z.object({ rows: z.array(safetyRow) }), refusals: [],
})
export const getStockReadiness = endpoint({
  method: 'GET', path: '/stock/readiness', permission: 'stock.read', summary: 'What the plans in force need and is not there: depots, reach of sites, parts without supply within the design life', input: nothing,
  reply: z.object({
    depots: z.array(missingDepot), sites: z.array(unreachedSite),
    supply: z.array(z.object({ part: partRef, supplyUntil: day, assetId: id, assetName: z.string(), lifeEndsOn: day })),
  }), refusals: [],
})
export const replenish = endpoint({
  method: 'POST', path: '/stock/replenish', permission: 'stock.adjust', summary: 'Ask for what is short: one requisition for each part below what is needed and not yet on its way',
  input: z.strictObject({ toId: id }), reply: z.object({ requisitions: z.number() }), refusals: ['place.unknown'],
})
export const listDepots = endpoint({
  method: 'GET', path: '/stock/depots', permission: 'stock.read', summary: 'The directory of depots and repair stations that a plan names, with the place that each of them is',
  input: z.strictObject({ planVersionId: id }), reply: z.object({ rows: z.array(depotEntry) }), refusals: ['plan.unknown'],
})
export const listMyDepots = endpoint({
  method: 'GET', path: '/own/depots', permission: 'own.read', summary: 'Where the depots and repair stations are that the customer’s own plans name', input: nothing, reply: z.object({ rows: z.array(depotEntry) }), refusals: [],
})
export const getStockSettings = endpoint({
  method: 'GET', path: '/stock/settings', permission: 'signed-in', summary: 'How much of stock the screens show', input: nothing, reply: z.object({ mode: stockMode }), refusals: [],
})
export const saveStockSettings = endpoint({
  method: 'PUT', path: '/stock/settings', permission: 'setting.write', summary: 'Simple: one depot and no serials; standard; advanced', input: z.strictObject({ mode: stockMode }), reply: z.object({ mode: stockMode }),
  refusals: [],
})

const seasonPlan = z.object({
  id, agreementId: id, place: z.object({ id, name: z.string() }), season: z.string(), startsOn: day, dueOn: day, clause: z.string().nullable(), submittedAt: moment.nullable(), submittedByName: z.string().nullable(),
  isLate: z.boolean(), lines: z.array(z.object({ part: partRef, quantity: z.number(), available: z.number(), shortfall: z.number() })),
})
export type SeasonPlanView = z.output<typeof seasonPlan>
export const listSeasonPlans = endpoint({
  method: 'GET', path: '/season-plans', permission: 'stock.read', summary: 'Parts plans of the seasons against what really lies at the dealer', input: nothing, reply: z.object({ rows: z.array(seasonPlan) }), refusals: [],
})
export const announceSeason = endpoint({
  method: 'POST', path: '/season-plans', permission: 'stock.adjust', summary: 'Announce a season: a parts plan becomes due the days before it that the plan names',
  input: z.strictObject({ agreementId: id, placeId: id, season: z.string().trim().min(1).max(80), startsOn: day }), reply: seasonPlan, refusals: ['agreement.unknown', 'place.unknown', 'season.known', 'ticket.step-blocked'],
})
export const submitSeasonPlan = endpoint({
  method: 'POST', path: '/season-plans/:seasonPlanId/submit', permission: 'stock.move', summary: 'Hand in the parts plan of a season',
  input: z.strictObject({ seasonPlanId: id, lines: z.array(z.strictObject({ partId: id, quantity })).min(1).max(500) }), reply: seasonPlan,
  refusals: ['season.unknown', 'season.submitted', 'season.class-missing', 'part.unknown', 'ticket.step-blocked'],
})

export const listCounts = endpoint({
  method: 'GET', path: '/counts', permission: 'stock.read', summary: 'Counts, newest first', input: z.strictObject({ ...page }), reply: pageOf(countRow), refusals: [],
})
const countId = id
export const openCount = endpoint({
  method: 'POST', path: '/counts', permission: 'stock.move', summary: 'Open a count sheet of a place with what should be there', input: z.strictObject({ placeId }), reply: countView,
  refusals: ['place.unknown', 'count.open', 'stock.not-yours'],
})
export const getCount = endpoint({
  method: 'GET', path: '/counts/:countId', permission: 'stock.read', summary: 'A count sheet', input: z.strictObject({ countId }), reply: countView, refusals: ['count.unknown'],
})
export const saveCount = endpoint({
  method: 'PUT', path: '/counts/:countId/lines', permission: 'stock.move', summary: 'Enter what was counted; what should be there is read again at this moment',
  input: z.strictObject({ countId, lines: z.array(z.strictObject({ partId: id, serial: serial.default(''), batch: serial.default(''), condition: condition.default('new'), counted: z.number().int().min(0).max(1_000_000) })).min(1).max(500) }),
  reply: countView, refusals: ['count.unknown', 'count.ended', 'part.unknown', 'stock.serial-needed'],
})
export const endCount = endpoint({
  method: 'POST', path: '/counts/:countId/end', permission: 'stock.adjust', summary: 'Post the differences as moves, or drop the sheet', input: z.strictObject({ countId, post: z.boolean() }), reply: countView,
  refusals: ['count.unknown', 'count.ended', 'stock.serial-elsewhere', 'stock.short'],
})
