// The verdict on cover as it crosses the wire; the same for desk, engineer, dealer and customer.
import { z } from 'zod'
import { coverStepCodes, treatments, verdictStates } from '#domain/entitlement/verdict.ts'
import { factKinds } from '#domain/fact/kinds.ts'
import { payers, remedies } from '#domain/plan/words.ts'
import { text } from '../plan/text.ts'
import { day, id, moment } from '../endpoint.ts'

const optionalDay = day.nullable()
export const parties = ['vendor', 'customer', 'construction', 'supplier', 'third-party', 'force-majeure'] as const
export const coverStep = z.object({
  code: z.enum(coverStepCodes), rule: z.string().nullable(), clause: z.string().nullable(), day: optionalDay, until: optionalDay, fact: z.enum(factKinds).nullable(),
  field: z.string().nullable(), other: z.string().nullable(), days: z.number().nullable(), reason: z.string().nullable(),
}).meta({ id: 'CoverStep' })

export const pays = z.object({ parts: z.enum(payers), labour: z.enum(payers), travel: z.enum(payers) }).meta({ id: 'Pays' })
export const cause = z.object({ code: z.string(), clause: z.string().nullable(), party: z.enum(parties), title: text })

export const verdict = z.object({
  state: z.enum(verdictStates), covered: z.boolean(), treatment: z.enum(treatments), rule: z.string().nullable(), clause: z.string().nullable(), also: z.array(z.string()), title: text.nullable(),
  component: z.string().nullable(), phase: z.string().nullable(), from: optionalDay, until: optionalDay.describe('the last day, included; null: without end'),
  remedy: z.enum(remedies).nullable(), offers: z.array(z.object({ rule: z.string(), clause: z.string(), remedy: z.enum(remedies), conditions: z.array(text) })),
  pays: pays.nullable(), cause: cause.nullable(), needs: z.array(z.string()).describe('what must still be answered'), day, because: z.array(coverStep),
}).meta({ id: 'Verdict' })
export type VerdictView = z.output<typeof verdict>

export const coverTerm = z.object({
  rule: z.string(), clause: z.string(), title: text, component: z.string(), phase: z.string().nullable(), remedy: z.enum(remedies), pays, conditions: z.array(text),
  from: optionalDay, until: optionalDay, endless: z.boolean(), state: z.enum(['in-force', 'ahead', 'over', 'not-opened']), asksFor: z.array(z.string()).describe('answers the term depends on'),
  steps: z.array(coverStep),
}).meta({ id: 'CoverTerm' })
export type CoverTermView = z.output<typeof coverTerm>

export const owed = z.object({
  rule: z.string(), clause: z.string(), title: text, restriction: text.nullable(), remedy: z.enum(remedies), of: z.enum(['same-fault', 'same-part', 'unit']), what: z.string().nullable(),
  count: z.number(), threshold: z.number(), reached: z.boolean(), inForce: z.boolean().describe('the asset is within a free term, also an extended one'),
  counted: z.array(z.object({ ticketId: id, number: z.string(), day, fault: z.string().nullable(), part: z.string().nullable(), solved: z.boolean(), failed: z.boolean() })),
}).meta({ id: 'RepeatOwed' })
export type OwedView = z.output<typeof owed>

export const decisionKinds = ['cause', 'check', 'grant', 'override', 'extension'] as const
export const coverDecision = z.object({
  id, kind: z.enum(decisionKinds), at: moment, by: z.string().nullable(), cause: z.string().nullable(), causeTitle: text.nullable(), party: z.enum(parties).nullable(),
  excluded: z.enum(['charge', 'advice', 'refuse']).nullable(), clause: z.string().nullable(), plan: z.string().nullable(), state: z.enum(verdictStates).nullable(), until: optionalDay, reason: z.string().nullable(),
  asset: z.object({ id, name: z.string(), number: z.string() }).nullable(), ticket: z.object({ id, number: z.string(), title: z.string() }).nullable(), customer: z.object({ id, name: z.string() }),
}).meta({ id: 'CoverDecision' })
export type CoverDecisionView = z.output<typeof coverDecision>

const causeChoice = z.object({
  code: z.string(), clause: z.string().nullable(), title: text, party: z.enum(parties), excluded: z.enum(['charge', 'advice', 'refuse']).nullable(), evidence: z.boolean(),
})
const word = z.object({ code: z.string(), title: text })
const agreement = z.object({ id, number: z.string(), title: z.string(), startsOn: day, endsOn: optionalDay, plan: z.string(), planTitle: text })

export const assetCover = z.object({
  assetId: id, day, agreement: agreement.nullable(), phase: z.string().nullable(), phaseTitle: text.nullable(), components: z.array(z.string()), component: z.string().nullable(),
  causes: z.array(causeChoice), choices: z.array(z.object({ field: z.string(), title: text, options: z.array(word) })), terms: z.array(coverTerm), verdict, owed: z.array(owed),
  decisions: z.array(coverDecision),
}).meta({ id: 'AssetCover' })
export type AssetCoverView = z.output<typeof assetCover>

export const ticketCover = assetCover.extend({
  assetId: id.nullable(), ticketId: id, evidence: z.string().nullable().describe('what proves the chosen cause'),
  may: z.object({ decide: z.boolean(), grant: z.boolean(), override: z.boolean() }),
}).meta({ id: 'TicketCover' })
export type TicketCoverView = z.output<typeof ticketCover>

export const myCover = z.object({
  asset: z.object({ id, name: z.string(), number: z.string() }), day,
  components: z.array(z.object({ component: z.string(), title: text, clause: z.string(), phase: text.nullable(), from: optionalDay, until: optionalDay, state: z.enum(['in-force', 'ahead', 'over', 'not-opened']), pays })),
}).meta({ id: 'MyCover' })
