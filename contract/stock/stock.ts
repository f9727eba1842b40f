// Parts, the places they lie at, and the moves whose sums are the balance.
import { z } from 'zod'
import { text } from '../plan/text.ts'
import {
  appraisals, conditions, countStates, moveKinds, oldPartStates, origins, placeKinds, priceSources, requisitionReasons, requisitionStates, stockModes,
} from '#domain/stock/stock.ts'
import { partClasses } from '#domain/plan/words.ts'
import { day, id, moment } from '../endpoint.ts'

const line = (length: number) => z.string().trim().max(length).nullable()
const minor = z.number().int().min(0).max(1_000_000_000_000).nullable()
export const quantity = z.number().int().min(1).max(1_000_000)
/** A serial or a batch number; an absent one is an empty text. */
export const serial = z.string().trim().max(100)
export const partClass = z.enum(partClasses)
export const condition = z.enum(conditions)

export const partFields = {
  number: z.string().trim().min(1).max(60), name: z.string().trim().min(1).max(200), unit: z.string().trim().min(1).max(20), classes: z.array(partClass).max(5),
  origin: z.enum(origins).describe('original: made by the maker of the equipment; approved by it; or neither'), isSerial: z.boolean(), isBatch: z.boolean(),
  productIds: z.array(id).max(200).describe('the products it fits'), minimum: z.number().int().min(0).max(1_000_000).nullable(),
  listPrice: minor.describe('the company’s one price list, minor units'), costPrice: minor, marketPrice: minor, marketSource: line(200), marketOn: day.nullable(), priceSource: z.enum(priceSources),
  supplier: line(200), supplyUntil: day.nullable().describe('last day on which the maker supplies it'), note: line(2000),
}
const named = z.object({ id, name: z.string() })
export const partRef = z.object({ id, number: z.string(), name: z.string(), unit: z.string() })
export const placeRef = z.object({ id, code: z.string(), name: z.string(), kind: z.enum(placeKinds) })
export const partRow = z.object({
  ...partFields, id, version: z.number(), createdAt: moment, deletedAt: moment.nullable(), onHand: z.number(), reserved: z.number(), available: z.number(),
})
export const balanceRow = z.object({ part: partRef, place: placeRef, serial: z.string(), batch: z.string(), condition, onHand: z.number(), reserved: z.number(), available: z.number() })
export const moveRow = z.object({
  id, documentId: id, kind: z.enum(moveKinds), part: partRef, quantity: z.number(), from: placeRef.nullable(), to: placeRef.nullable(), serial: z.string(), batch: z.string(), condition, becomes: condition,
  ticket: z.object({ id, number: z.string() }).nullable(), reason: z.string().nullable(), reference: z.string().nullable(), byName: z.string(), at: moment,
  after: z.number().nullable().describe('what all visible places together hold after this move; only in the ledger of one part'),
})
export const partView = partRow.extend({
  products: z.array(z.object({ id, code: z.string(), name: z.string() })), substitutes: z.array(partRef.extend({ origin: z.enum(origins), available: z.number() })), balances: z.array(balanceRow),
})
export type PartRow = z.output<typeof partRow>
export type PartView = z.output<typeof partView>
export type BalanceRow = z.output<typeof balanceRow>
export type MoveRow = z.output<typeof moveRow>
export type PartRef = z.output<typeof partRef>
export type PlaceRef = z.output<typeof placeRef>

export const placeFields = {
  code: z.string().trim().min(1).max(40), name: z.string().trim().min(1).max(120), kind: z.enum(placeKinds), holderId: id.nullable().describe('whose van or bag it is'),
  customerId: id.nullable().describe('the dealer it belongs to'), address: line(300), region: line(60), serves: z.array(z.string().trim().min(1).max(60)).max(100).describe('places in reach, as they stand in addresses'),
  planDepots: z.array(z.string().max(100)).max(100).describe('depots of service plans that this place is: plan/depot'),
}
export const placeRow = z.object({
  ...placeFields, id, holder: named.nullable(), customer: named.nullable(), isActive: z.boolean(), version: z.number(), onHand: z.number(), parts: z.number(),
})
export type PlaceRow = z.output<typeof placeRow>

export const wish = z.strictObject({
  partId: id, quantity, fromId: id.nullable().default(null), toId: id.nullable().default(null), serial: serial.optional(), batch: serial.optional(), condition: condition.optional(),
})

export const reservationRow = z.object({
  id, part: partRef, place: placeRef, serial: z.string(), batch: z.string(), condition, quantity: z.number(), left: z.number(), byName: z.string(), at: moment,
})
export const oldPartRow = z.object({
  id, number: z.string(), state: z.enum(oldPartStates), ticket: z.object({ id, number: z.string(), title: z.string() }), assetId: id.nullable(), part: partRef, quantity: z.number(), serial: z.string(),
  owedBy: id.nullable(), owedByName: z.string(), customer: named.nullable(), replacedAt: moment, returnBy: day.nullable(), isLate: z.boolean(), daysLeft: z.number().nullable(),
  shipment: z.string().nullable(), hasRecord: z.boolean(), returnedAt: moment.nullable(), returnedToName: z.string().nullable(), toldAt: moment.nullable(),
  appraisal: z.enum(appraisals).nullable(), appraisedAt: moment.nullable(), appraisedByName: z.string().nullable(), place: placeRef.nullable(), note: z.string().nullable(),
})
export type OldPartRow = z.output<typeof oldPartRow>

export const requisitionRow = z.object({
  id, number: z.string(), state: z.enum(requisitionStates), reason: z.enum(requisitionReasons), from: placeRef.nullable(), to: placeRef.nullable(), ticket: z.object({ id, number: z.string() }).nullable(),
  clause: z.string().nullable(), note: z.string().nullable(), requestedBy: id.nullable(), requestedByName: z.string(), requestedAt: moment, decidedByName: z.string().nullable(), decidedAt: moment.nullable(),
  refusal: z.string().nullable(), issuedAt: moment.nullable(), issuedByName: z.string().nullable(), receivedAt: moment.nullable(), receivedByName: z.string().nullable(),
  minutesToIssue: z.number().nullable().describe('from the request to the issue'), lines: z.array(z.object({ part: partRef, quantity: z.number() })), version: z.number(),
})
export type RequisitionRow = z.output<typeof requisitionRow>

export const countLine = z.object({
  part: partRef, serial: z.string(), batch: z.string(), condition, expected: z.number(), counted: z.number().nullable(), difference: z.number().nullable(), countedByName: z.string().nullable(),
})
export const countRow = z.object({
  id, number: z.string(), place: placeRef, state: z.enum(countStates), openedByName: z.string(), openedAt: moment, endedByName: z.string().nullable(), endedAt: moment.nullable(), lines: z.number(), counted: z.number(),
})
export const countView = countRow.extend({ sheet: z.array(countLine) })
export type CountView = z.output<typeof countView>

export const safetyStep = z.object({
  clause: z.string(), plan: z.string(), rule: z.string(), title: text, because: z.enum(['depot-keeps', 'per-contract', 'above-installed', 'promise-in-reach', 'own-minimum']), quantity: z.number(),
  within: z.string().nullable(), contracts: z.number(), installed: z.number(),
})
export const safetyRow = z.object({ part: partRef, needed: z.number(), available: z.number(), shortfall: z.number(), onOrder: z.number(), steps: z.array(safetyStep) })
export type SafetyRow = z.output<typeof safetyRow>
export const missingDepot = z.object({ plan: z.string(), planVersionId: id, depot: z.string(), clause: z.string(), title: text, place: z.string().nullable() })
export const unreachedSite = z.object({ siteId: id, name: z.string(), customerName: z.string(), plan: z.string(), clause: z.string(), within: z.string() })
export const depotEntry = z.object({ plan: z.string(), depot: z.string(), clause: z.string(), title: text, placeName: z.string().nullable(), address: z.string().nullable(), region: z.string().nullable() })
export const stockMode = z.enum(stockModes)
