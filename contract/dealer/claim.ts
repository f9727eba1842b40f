// A claim as it crosses the wire: its chain of links, each done, next, blocked or refused, with reason and clause.
import { z } from 'zod'
import { claimants, claimEntryKinds, claimLinks, claimStates } from '#domain/settlement/claim.ts'
import { bookingKinds } from '#domain/settlement/statement.ts'
import { day, id, moment, page } from '../endpoint.ts'
import { text } from '../plan/text.ts'
import { minor, named } from './dealer.ts'

export const lineKinds = ['parts', 'labour', 'travel'] as const
/** Nothing else can be claimed: no special, accidental or indirect loss. */
export const claimLine = z.strictObject({
  kind: z.enum(lineKinds), text: z.string().trim().min(1).max(200), quantity: z.number().int().min(1).max(100_000).describe('pieces, hours, kilometres'),
  price: minor.optional().describe('parts only: cost of one; labour and travel take the rate in force'),
  beyondScope: z.boolean().default(false).describe('promised by the dealer beyond the scope: the dealer bears it'),
}).meta({ id: 'ClaimLineDraft' })
export const claimLineView = z.object({ kind: z.enum(lineKinds), text: z.string(), quantity: z.number(), price: z.number(), amount: z.number(), beyondScope: z.boolean(), rateVersion: z.number().nullable() }).meta({ id: 'ClaimLine' })

export const claimFields = {
  claimant: z.enum(claimants).default('dealer'), dealerId: id.optional(), agreementId: id.optional().describe('of the customer, when the house itself claims'), ticketId: id.nullable().default(null),
  serial: z.string().trim().min(1).max(100), product: z.string().trim().min(1).max(200), origin: z.enum(['own', 'outsourced']).default('own'),
  recordNumber: z.string().trim().min(1).max(60).describe('number of the repair record'), repairedOn: day, replacedPart: z.string().trim().min(1).max(200).nullable().default(null),
  oldPartId: id.nullable().default(null), fault: z.string().trim().min(1).max(2000), work: z.string().trim().min(1).max(4000), lines: z.array(claimLine).min(1).max(60),
  explained: z.boolean().default(false).describe('the service policy was explained to the user'),
}

export const linkView = z.object({
  link: z.enum(claimLinks), clause: z.string().nullable(), title: text.nullable(), state: z.enum(['done', 'next', 'blocked', 'refused', 'skipped']), because: z.string().nullable(), on: day.nullable(),
}).meta({ id: 'ClaimLink' })
const currency = z.enum(['TWD', 'CNY'])
export const claimRow = z.object({
  id, number: z.string(), claimant: z.enum(claimants), dealer: named.nullable(), serial: z.string(), product: z.string(), origin: z.enum(['own', 'outsourced']), recordNumber: z.string(),
  repairedOn: day, replacedPart: z.string().nullable(), returnBy: day.nullable(), amount: z.number(), dealerBorne: z.number(), approved: z.number().nullable(), state: z.enum(claimStates),
  currency, nextLink: z.enum(claimLinks).nullable(), responsible: z.enum(['technical-department', 'salesperson']), salesperson: named.nullable(), filedOn: day,
}).meta({ id: 'ClaimRow' })
export type ClaimRow = z.output<typeof claimRow>
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
export const claimView = claimRow.extend({
  agreement: z.object({ id, number: z.string() }), ticketId: id.nullable(), oldPartId: id.nullable(), fault: z.string(), work: z.string(), lines: z.array(claimLineView), chain: z.array(linkView),
  missing: z.object({ link: z.enum(claimLinks), clause: z.string().nullable(), because: z.string(), isFinal: z.boolean() }).nullable(),
  entries: z.array(z.object({ kind: z.enum(claimEntryKinds), on: day, by: z.string(), recordedAt: moment, data: z.record(z.string(), scalar) })),
  files: z.array(z.object({ id, name: z.string(), mediaType: z.string() })), causes: z.array(z.object({ code: z.string(), title: text, isInScope: z.boolean() })),
  userNote: z.string().nullable().describe('a late card costs the dealer; the right of the user stays'),
}).meta({ id: 'Claim' })
export type ClaimView = z.output<typeof claimView>

export const claimFilter = {
  q: z.string().max(200).optional(), dealerId: id.optional(), state: z.enum(claimStates).optional(), next: z.enum(claimLinks).optional(), claimant: z.enum(claimants).optional(),
  from: day.optional(), until: day.optional(),
}
export const claimPage = z.strictObject({ ...claimFilter, ...page })
export const rateView = z.object({ kind: z.enum(['labour', 'travel']), version: z.number(), price: z.number(), validFrom: day, createdAt: moment }).meta({ id: 'ClaimRate' })
export const oldPartView = z.object({ claimId: id, number: z.string(), dealer: named.nullable(), salesperson: named.nullable(), serial: z.string(), part: z.string(), replacedOn: day, returnBy: day.nullable(),
  daysLeft: z.number().nullable(), state: z.enum(['outstanding', 'sent', 'overdue', 'received', 'appraised', 'stored']), store: z.enum(['reusable', 'scrap']).nullable(), place: z.string().nullable() }).meta({ id: 'OldPart' })

export const bookingView = z.object({ id, kind: z.enum(bookingKinds), on: day, minor: z.number(), balance: z.number(), reference: z.string(), claim: z.object({ id, number: z.string() }).nullable() }).meta({ id: 'Booking' })
export const statementView = z.object({ dealer: named, from: day, until: day, opening: z.number(), charges: z.number(), offset: z.number(), closing: z.number(), lines: z.array(bookingView), currency: currency.nullable() }).meta({ id: 'DealerStatement' })
export const runView = z.object({ id, month: z.string(), from: day, until: day, startedAt: moment, finishedAt: moment.nullable(), currency: currency.nullable(), dealers: z.number(), of: z.number(), opening: z.number(), charges: z.number(), offset: z.number(), closing: z.number() }).meta({ id: 'SettlementRun' })
export const runLine = z.object({ dealer: named, opening: z.number(), charges: z.number(), offset: z.number(), closing: z.number(), lines: z.number() }).meta({ id: 'SettlementLine' })

export const vendorView = z.object({ id, number: z.string(), name: z.string(), contact: z.string(), phone: z.string(), isApproved: z.boolean(), note: z.string().nullable(), open: z.number(), recovered: z.number() }).meta({ id: 'Vendor' })
export const vendorClaimView = z.object({ id, number: z.string(), vendor: named, claim: z.object({ id, number: z.string() }).nullable(), fault: z.string(), amount: z.number(), state: z.enum(['sent', 'accepted', 'refused', 'recovered']),
  acceptedAmount: z.number().nullable(), recoveredAmount: z.number().nullable(), reason: z.string().nullable(), sentOn: day, answeredOn: day.nullable(), recoveredOn: day.nullable() }).meta({ id: 'VendorClaim' })
