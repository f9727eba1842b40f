// Dealers as they cross the wire: who they are, what is registered, what stands at them. Money in minor units of the plan's currency.
import { z } from 'zod'
import { grades } from '#domain/settlement/grade.ts'
import { day, id, moment, page } from '../endpoint.ts'
import { text } from '../plan/text.ts'

export const named = z.object({ id, name: z.string() })
const words = (length: number) => z.string().trim().min(1).max(length)
export const minor = z.number().int().min(0).max(1_000_000_000_000)
export const signedMinor = z.number().int().min(-1_000_000_000_000).max(1_000_000_000_000)

export const outlet = z.strictObject({
  name: words(100), address: z.string().trim().max(300).default(''), phone: z.string().trim().max(40).default(''), hours: z.number().int().min(0).max(24).default(8).describe('hours a day somebody answers'),
  roster: z.string().trim().max(40).default('').describe('the roster that says who is on duty'),
  place: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable().default(null),
}).meta({ id: 'DealerOutlet' })
export const repairer = z.strictObject({ name: words(100), skill: z.string().trim().max(60).default(''), phone: z.string().trim().max(40).default('') }).meta({ id: 'DealerRepairer' })

export const dealerFields = {
  agreementId: id.nullable(), territory: z.array(words(60)).max(200), outlets: z.array(outlet).max(100), repairers: z.array(repairer).max(300), salespersonId: id.nullable(),
  note: z.string().trim().max(5000).nullable(),
}

export const standings = ['active', 'none', 'unsigned', 'expired'] as const
export const dealerRow = z.object({
  id, number: z.string(), name: z.string(), territory: z.array(z.string()), grade: z.enum(grades), standing: z.enum(standings).describe('active only with a valid agreement'),
  agreement: z.object({ id, number: z.string(), endsOn: day.nullable() }).nullable(), salesperson: named.nullable(), openClaims: z.number(), overdueCards: z.number(), balance: z.number(), currency: z.enum(['TWD', 'CNY']).nullable(),
}).meta({ id: 'DealerRow' })
export type DealerRow = z.output<typeof dealerRow>

export const dutyView = z.object({ clause: z.string(), kind: z.string(), title: text, figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }).meta({ id: 'DealerDuty' })
export const flagCodes = ['outlet-hours', 'outlet-roster', 'agreement', 'policy', 'cards', 'old-parts', 'lists', 'stock-plan'] as const
export const flagView = z.object({ code: z.enum(flagCodes), clause: z.string().nullable(), what: z.string() }).meta({ id: 'DealerFlag' })
export const gradeView = z.object({
  id, from: z.enum(grades), to: z.enum(grades), cause: z.string(), clause: z.string().nullable(), proposedAt: moment, proposedBy: z.string(), state: z.enum(['proposed', 'applied', 'refused']),
  approvals: z.array(z.object({ by: id, name: z.string(), at: moment, yes: z.boolean(), reason: z.string() })), steps: z.number(),
}).meta({ id: 'DealerGradeDecision' })
export const awardView = z.object({ id, period: z.string(), basis: z.string(), score: z.number(), amount: z.number(), approver: z.string(), awardedOn: day }).meta({ id: 'DealerAward' })
export const scoreView = z.object({
  score: z.number(), cards: z.number(), claims: z.number(), tasks: z.number(), unfounded: z.number(), frauds: z.number(), delays: z.number().describe('late tasks the dealer answers for'), proposal: z.object({ grade: z.enum(grades), award: z.boolean(), because: z.string() }),
  promises: z.array(z.object({ clause: z.string(), kept: z.number(), broken: z.number() })).describe('promises of the tasks handed to this dealer'),
}).meta({ id: 'DealerScore' })
export const policyView = z.object({
  planVersionId: id, plan: z.string(), version: z.number(), clause: z.string().nullable(), texts: z.array(z.object({ clause: z.string(), text })),
  confirmedAt: moment.nullable(), confirmedBy: z.string().nullable(),
})
export const dealerView = dealerRow.extend({
  outlets: z.array(outlet), repairers: z.array(repairer), note: z.string().nullable(), plan: z.string().nullable(), settledThrough: day.nullable(),
  duties: z.array(dutyView), flags: z.array(flagView), grades: z.array(gradeView), awards: z.array(awardView), score: scoreView, policy: policyView.nullable(), version: z.number(),
}).meta({ id: 'Dealer' })
export type DealerView = z.output<typeof dealerView>

export const dealerFilter = { q: z.string().max(200).optional(), territory: z.string().max(60).optional(), grade: z.enum(grades).optional(), sort: z.enum(['name', 'number']).optional() }
export const dealerPage = z.strictObject({ ...dealerFilter, ...page })

export const cardView = z.object({
  id, dealer: named, serial: z.string(), product: z.string(), soldOn: day, dueOn: day.nullable(), returnedOn: day.nullable(), state: z.enum(['in-time', 'late', 'outstanding', 'overdue']),
  userName: z.string(), userPhone: z.string(), userAddress: z.string(),
}).meta({ id: 'DealerCard' })
export const cardFields = {
  serial: words(100), product: words(200), soldOn: day, userName: words(100), userPhone: words(40), userAddress: words(300),
}

export const seasonView = z.object({ id, line: z.string(), title: z.string(), startsOn: day, endsOn: day }).meta({ id: 'DealerSeason' })
export const stockStates = ['in-stock', 'sold', 'returned', 'deemed-sold'] as const
export const stockView = z.object({
  id, dealer: named, line: z.string(), serial: z.string(), title: z.string(), price: z.number(), deliveredOn: day, state: z.enum(stockStates), seasons: z.number().describe('whole seasons it has stood through'),
  deemedSoldOn: day.nullable().describe('the day it counts as sold, or did; warranty runs from it'), clause: z.string().nullable(),
}).meta({ id: 'DealerStock' })
export const stockPlanLine = z.strictObject({ part: words(120), kind: z.enum(['three-guarantee', 'wear']), quantity: z.number().int().min(1).max(1_000_000) }).meta({ id: 'StockPlanLine' })
export const stockPlanView = z.object({
  season: seasonView, dueOn: day, submittedOn: day.nullable(), state: z.enum(['submitted', 'late', 'open', 'overdue']), clause: z.string().nullable(),
  lines: z.array(stockPlanLine.extend({ bought: z.number() })),
}).meta({ id: 'StockPlan' })

export const orderLine = z.strictObject({ part: words(120), quantity: z.number().int().min(1).max(1_000_000), price: minor.describe('for one') }).meta({ id: 'DealerOrderLine' })
export const orderView = z.object({
  id, number: z.string(), dealer: named, lines: z.array(orderLine), total: z.number(), orderedOn: day, paidOn: day.nullable(), shippedOn: day.nullable(), listDueOn: day.nullable(), listReturnedOn: day.nullable(),
  state: z.enum(['ordered', 'paid', 'shipped', 'list-overdue', 'closed']), blockedBy: z.string().nullable().describe('the clause that still keeps it from leaving'),
}).meta({ id: 'DealerOrder' })

export const returnReasons = z.string().trim().min(1).max(60)
export const returnView = z.object({
  id, number: z.string(), dealer: named, stock: z.object({ id, serial: z.string(), title: z.string() }), reason: z.string(), requestedOn: day, note: z.string().nullable(), confirmed: z.boolean().nullable(),
  inspection: z.string().nullable(), payer: z.enum(['company', 'dealer']).nullable(), clause: z.string().nullable(), freight: z.number().nullable(), hours: z.number().nullable(), labour: z.number().nullable(),
  rateVersion: z.number().nullable(), decidedOn: day.nullable(),
}).meta({ id: 'DealerReturn' })

export const taskView = z.object({
  id, dealer: named, ticket: z.object({ id, number: z.string(), title: z.string(), description: z.string(), customer: z.string(), phone: z.string().nullable(), address: z.string().nullable(), asset: z.string().nullable(), status: z.string() }),
  task: z.string(), transferredAt: moment, dueAt: moment.nullable(), arrangedAt: moment.nullable(), person: z.string().nullable(), visitAt: moment.nullable(),
  state: z.enum(['open', 'overdue', 'arranged', 'pushed-back', 'returned', 'ended']), pushReason: z.string().nullable(), pushAccepted: z.boolean().nullable(),
  liable: z.string().nullable().describe('the clause by which the dealer answers for the delay'),
  promises: z.array(z.object({ clause: z.string(), state: z.string(), dueAt: moment.nullable() })),
}).meta({ id: 'DealerTask' })
