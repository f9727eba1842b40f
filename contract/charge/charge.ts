import { z } from 'zod'
import { invoiceForms } from '#domain/charging/buyer.ts'
import { lineFaults, pricings } from '#domain/charging/line.ts'
import { retentionKinds } from '#domain/charging/retention.ts'
import { sheetStates, sheetVerbs } from '#domain/charging/sheet.ts'
import { payers } from '#domain/plan/words.ts'
import { day, id, moment } from '../endpoint.ts'
import { text } from '../plan/text.ts'
import { amount, currency, itemCode, lineKind } from './price.ts'

export const wantedLine = z.strictObject({
  kind: lineKind, code: itemCode, title: z.string().trim().max(200).optional(), quantity: z.number().positive().max(1_000_000).multipleOf(0.001).describe('minutes for labour, otherwise units'),
  unitPrice: amount.optional().describe('only where the rule asks for one'), basis: z.string().trim().max(500).optional().describe('source and date, voucher or reason of an entered price'),
  partClass: z.string().trim().max(60).optional(), reference: z.string().trim().max(60).optional().describe('line of the contract, budget or change sheet'),
}).meta({ id: 'WantedLine' })
export const wantedLines = z.array(wantedLine).min(1).max(200)

const payer = z.enum(payers)
const signed = z.number().int()
export const sums = z.object({ net: signed, tax: signed, gross: signed })
export const chargeLine = z.object({
  n: z.number().int(), kind: lineKind, code: z.string(), title: z.string(), unit: z.string(), quantity: z.number(), unitPrice: signed, taxRate: z.number().int(), net: signed, tax: signed, gross: signed,
  pricing: z.enum(pricings), payer, ruleId: z.string(), clause: z.string(), why: text, basis: z.string().nullable(), internalCost: signed.nullable(), reference: z.string().nullable(),
  isUnmatched: z.boolean().describe('the agreement has contract or budget lines and this one is none of them'),
}).meta({ id: 'ChargeLine' })
export const refusedLine = z.object({ n: z.number().int(), kind: lineKind, code: z.string(), fault: z.enum(lineFaults), clause: z.string().nullable(), limit: signed.nullable(), message: z.string() })
export const ruleStep = z.object({ ruleId: z.string(), clause: z.string(), title: text, outcome: z.enum(['answers', 'less-exact', 'fails']), field: z.string().nullable() })

export const quoteView = z.object({
  version: z.number().int(), state: z.enum(['sent', 'accepted', 'refused', 'replaced']), gross: signed, sentAt: moment, validUntil: day, decidedBy: z.string().nullable(), decidedAt: moment.nullable(),
  byLink: z.boolean().nullable(), reason: z.string().nullable(), priceList: z.string(),
})
export const paymentView = z.object({
  id, amount, method: z.enum(['cash', 'transfer', 'card', 'mobile', 'offset']), reference: z.string().nullable(), paidAt: moment, receiptNumber: z.string().nullable(), receiptAt: moment.nullable(),
})
export const bill = z.strictObject({
  form: z.enum(invoiceForms), title: z.string().trim().max(200).optional(), taxId: z.string().trim().max(20).optional(), carrier: z.string().trim().max(20).optional(),
  address: z.string().trim().max(200).optional(), bank: z.string().trim().max(200).optional(),
}).meta({ id: 'InvoiceBuyer' })

export const chargeRow = z.object({
  id, number: z.string(), state: z.enum(sheetStates), version: z.number().int(), ticket: z.object({ id, number: z.string(), title: z.string() }), customer: z.object({ id, name: z.string() }),
  plan: z.string(), currency, payer, net: signed, tax: signed, gross: signed, internalCost: signed, paid: signed, unreceipted: z.number().int(), billNumber: z.string().nullable(), createdAt: moment, updatedAt: moment,
}).meta({ id: 'ChargeRow' })
export const chargeView = chargeRow.extend({
  lines: z.array(chargeLine), byPayer: z.array(sums.extend({ payer })), consentFirst: z.boolean(), receiptNeeded: z.boolean(), needsApproval: z.boolean(), approvedBy: z.string().nullable(),
  rule: ruleStep.pick({ ruleId: true, clause: true, title: true }).nullable(), priceList: z.object({ id, code: z.string(), version: z.number().int(), title: z.string() }),
  quotes: z.array(quoteView), payments: z.array(paymentView), bill: bill.nullable(), billedAt: moment.nullable(), note: z.string().nullable(), verbs: z.array(z.enum(sheetVerbs)),
}).meta({ id: 'Charge' })

/** The ticket's panel: its sheet if there is one, and what the plan says before. */
export const ticketCharge = z.object({
  sheet: chargeView.nullable(), steps: z.array(ruleStep), verdict: z.object({ covered: z.boolean(), clause: z.string().nullable(), title: text.nullable(), phase: z.string().nullable() }).nullable(),
  facts: z.record(z.string(), z.string()), titles: z.record(z.string(), text).describe('the words of the plan for facts'), currency: currency.nullable(), extras: z.array(z.object({ code: z.string(), title: text })).describe('other charges that a rule of the plan knows'),
  priceList: z.object({ id, code: z.string(), version: z.number().int(), title: z.string() }).nullable().describe('the published list in force for this plan'),
  may: z.object({ write: z.boolean(), approve: z.boolean() }),
}).meta({ id: 'TicketCharge' })

export const chargePreview = z.object({ lines: z.array(chargeLine), refused: z.array(refusedLine), consentFirst: z.boolean(), receipt: z.boolean(), needsApproval: z.boolean(), sums, steps: z.array(ruleStep) }).meta({ id: 'ChargePreview' })

/** What a customer reads behind the link: no costs of ours. */
export const publicQuote = z.object({
  org: z.string(), hotline: z.string().nullable(), number: z.string(), version: z.number().int(), state: z.enum(['sent', 'accepted', 'refused', 'replaced', 'expired']), ticket: z.string(), title: z.string(), customer: z.string(),
  currency, taxIncluded: z.boolean(), lines: z.array(chargeLine.omit({ internalCost: true, reference: true, isUnmatched: true })), net: signed, tax: signed, gross: signed, validUntil: day, sentAt: moment,
  decidedBy: z.string().nullable(), decidedAt: moment.nullable(), consentFirst: z.boolean(), priceList: z.string(),
}).meta({ id: 'PublicQuote' })

export const retentionView = z.object({
  agreementId: id, currency, balance: signed,
  entries: z.array(z.object({ id, kind: z.enum(retentionKinds), amount, reason: z.string(), ticket: z.object({ id, number: z.string() }).nullable(), clause: z.string().nullable(), repairer: z.string().nullable(),
    document: z.string().nullable(), by: z.string().nullable(), at: moment, balance: signed })),
}).meta({ id: 'Retention' })
export const contractLine = z.strictObject({
  code: itemCode, title: z.string().trim().min(1).max(200), source: z.enum(['contract', 'budget', 'change-sheet']), unitPrice: amount.nullable().default(null), quantity: z.number().positive().multipleOf(0.001).nullable().default(null),
}).meta({ id: 'ContractLine' })

export type ChargeView = z.output<typeof chargeView>
export type ChargeRow = z.output<typeof chargeRow>
export type ChargeLineView = z.output<typeof chargeLine>
export type PublicQuote = z.output<typeof publicQuote>
export type RetentionView = z.output<typeof retentionView>
export type TicketCharge = z.output<typeof ticketCharge>
