// The service-plan document: the same shape on disk (YAML or JSON), over the wire and in the database.
import { z } from 'zod'
import type { Plan } from '#domain/plan/plan.ts'
import { activityKinds, channelKinds, clauseHandlings, partClasses, payers, remedies, ticketTypes } from '#domain/plan/words.ts'
import { clauseId, ruleId, text } from './text.ts'
import { factKind, factMatch, match, promiseRule, rung, span, trigger } from './rules.ts'

const also = z.array(clauseId).exactOptional()
const ruled = { id: ruleId, clause: clauseId, title: text, also }
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
const word = z.strictObject({ code, title: text, clause: clauseId.exactOptional(), also })
const clock = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/)
const windows = z.array(z.tuple([clock, clock]))
const day = z.iso.date()

const criterion = z.strictObject({ field: z.string(), when: match, title: text, clause: clauseId.exactOptional() })
const vocabulary = z.strictObject({
  severities: z.array(z.strictObject({ code, clause: clauseId.exactOptional(), title: text, criteria: z.array(criterion).exactOptional() })),
  levels: z.array(word),
  zones: z.array(word.extend({ places: z.array(z.string()).exactOptional() })),
  phases: z.array(word),
  channels: z.array(word.extend({ kind: z.enum(channelKinds), address: z.string().nullable().exactOptional(), calendar: z.string().exactOptional(), promptsForm: z.string().exactOptional() })),
  causes: z.array(word.extend({
    party: z.enum(['vendor', 'customer', 'construction', 'supplier', 'third-party', 'force-majeure']),
    excluded: z.enum(['charge', 'advice', 'refuse']).exactOptional(), evidence: z.boolean().exactOptional(),
  })),
  choices: z.array(z.strictObject({ field: z.string(), title: text, clause: clauseId.exactOptional(), options: z.array(word).min(2) })).exactOptional(),
})

export const calendar = z.strictObject({
  title: text.exactOptional(), zone: z.string(), regions: z.array(z.enum(['CN', 'TW'])).exactOptional(),
  versions: z.array(z.strictObject({ from: z.union([z.literal('0000'), day]), week: z.record(z.enum(['1', '2', '3', '4', '5', '6', '7']), windows).or(z.partialRecord(z.enum(['1', '2', '3', '4', '5', '6', '7']), windows)) })).min(1),
  closures: z.array(z.strictObject({ from: day, to: day.exactOptional(), at: z.tuple([clock, clock]).exactOptional() })).exactOptional(),
  openDates: z.record(day, windows).exactOptional(),
}).meta({ id: 'Calendar' })

const payer = z.enum(payers)
const cover = z.strictObject({
  ...ruled, component: z.string(), only: z.literal('named').exactOptional(), start: z.array(factKind), startDay: z.enum(['same-day', 'next-day']).exactOptional(),
  opens: match.exactOptional(), otherwise: z.array(factKind).min(1).exactOptional(), latest: z.strictObject({ from: z.array(factKind).min(1), within: span }).exactOptional(),
  length: z.union([span, z.literal('lifetime'), z.literal('contract')]), after: ruleId.exactOptional(), phase: z.string().exactOptional(),
  onReplacement: z.enum(['continue', 'renew']).exactOptional(), repairTime: z.literal('added').exactOptional(),
  registration: z.strictObject({ clause: clauseId, from: factKind, by: factKind, within: span, otherwise: z.enum(payers) }).exactOptional(),
  remedy: z.enum(remedies), pays: z.strictObject({ parts: payer, labour: payer, travel: payer }), when: match.exactOptional(), conditions: z.array(text).exactOptional(),
})
const charging = z.strictObject({
  ...ruled, when: match, parts: z.enum(['free', 'cost', 'list', 'contract-ceiling', 'market']).exactOptional(),
  labour: z.union([z.enum(['free', 'cost', 'list']), z.strictObject({ perHour: z.number().int().describe('minor units'), currency: z.string(), atMost: z.boolean().exactOptional() })]).exactOptional(),
  travel: z.enum(['free', 'list', 'cost']).exactOptional(), extras: z.array(word).exactOptional(), consentFirst: z.boolean().exactOptional(), receipt: z.boolean().exactOptional(),
  payer: z.enum(payers).exactOptional(), atDiscretion: z.boolean().exactOptional(),
})
const repeat = z.strictObject({
  ...ruled, of: z.enum(['same-fault', 'same-part', 'unit']), mode: z.enum(['consecutive', 'total']), threshold: z.number().int().min(1),
  remedy: z.enum(remedies), restriction: text.exactOptional(),
})
const cycle = z.strictObject({
  ...ruled, activity: z.enum(activityKinds), every: span.exactOptional(), times: z.strictObject({ count: z.number().int().min(1), per: span }).exactOptional(),
  months: z.array(z.number().int().min(1).max(12)).exactOptional(), anchor: z.enum(['start', 'calendar-year']).exactOptional(), from: factKind.exactOptional(),
  until: z.union([z.literal('agreement-end'), z.strictObject({ phase: z.string() })]).exactOptional(),
  window: z.strictObject({ before: span.exactOptional(), after: span.exactOptional() }).exactOptional(), calendar: z.string().exactOptional(),
  onEvent: trigger.exactOptional(), within: span.exactOptional(), scope: z.string().exactOptional(), checklist: z.string().exactOptional(),
  form: z.string().exactOptional(), free: z.boolean().exactOptional(),
})
const checklist = z.strictObject({
  id: ruleId, clause: clauseId.exactOptional(), also, title: text, use: z.enum(['conduct', 'arrival', 'inspection', 'acceptance', 'leaving', 'maintenance', 'training']),
  items: z.array(z.strictObject({
    id: ruleId, clause: clauseId.exactOptional(), title: text, kind: z.enum(['yes-no', 'number', 'text', 'photo', 'choice']),
    min: z.number().exactOptional(), max: z.number().exactOptional(), unit: z.string().exactOptional(),
  })),
})
const process = z.strictObject({
  id: ruleId, clause: clauseId.exactOptional(), title: text, types: z.array(z.enum(ticketTypes)).min(1), mode: z.enum(['strict', 'free']),
  steps: z.array(z.strictObject({ id: ruleId, clause: clauseId, also, title: text, fact: factKind, when: match.exactOptional(), only: match.exactOptional(), form: z.string().exactOptional() })).min(1),
})
const gate = z.strictObject({ ...ruled, before: factKind, beforeWhen: match.exactOptional(), only: match.exactOptional(), needs: z.union([factMatch, z.strictObject({ form: z.string() })]) })
const form = z.strictObject({
  code, clause: clauseId, also, title: text,
  fields: z.array(z.strictObject({
    key: z.string(), title: text, kind: z.enum(['text', 'long-text', 'number', 'date', 'time', 'choice', 'yes-no', 'phone', 'serial']),
    required: z.boolean().exactOptional(), options: z.array(word).exactOptional(),
  })),
  signatures: z.array(z.string()).exactOptional(), retention: span.exactOptional(),
  filedTo: z.array(z.enum(['customer', 'asset', 'agreement', 'ticket'])).exactOptional(), owedOn: trigger.exactOptional(),
})
const dealer = z.strictObject({
  ...ruled, kind: z.enum(['duty', 'registration', 'stock', 'claim', 'settlement', 'grading', 'territory', 'freight', 'reward']),
  figures: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
})
const organisation = z.strictObject({
  units: z.array(z.strictObject({ ...ruled, minimum: z.number().int().min(0).exactOptional(), qualification: z.string().exactOptional(), reportsTo: z.string().exactOptional() })),
  rosters: z.array(z.strictObject({ ...ruled, calendar: z.string(), minimum: z.number().int().min(1), qualification: z.string().exactOptional() })),
  depots: z.array(z.strictObject({ ...ruled, place: z.string().nullable().exactOptional(), keeps: z.strictObject({
    classes: z.array(z.enum(partClasses)).min(1), minimum: z.number().int().min(0), perContract: z.boolean().exactOptional(), aboveInstalled: z.boolean().exactOptional(),
  }).exactOptional() })),
  duties: z.array(z.strictObject({ ...ruled, of: z.string() })),
})
const measure = z.strictObject({
  ...ruled, figure: z.string(), op: z.enum(['>=', '>', '<=', '<', '=']), target: z.number().nullable(), unit: z.string().exactOptional(), window: span, consequence: text.exactOptional(),
})

export const planDocument = z.strictObject({
  plan: z.string().regex(/^[A-Z][A-Z0-9-]{1,30}$/, 'capital letters and digits, such as P01'),
  version: z.number().int().min(1),
  title: text, trade: text, summary: text, zone: z.string(), currency: z.enum(['CNY', 'TWD']),
  vocabulary, calendars: z.record(z.string(), calendar),
  values: z.array(z.strictObject({ key: z.string(), clause: clauseId, title: text, value: z.union([z.string(), z.number(), z.null()]), waived: text.exactOptional() })),
  ladders: z.record(z.string(), z.array(rung).min(1)).exactOptional(),
  promises: z.array(promiseRule), cover: z.array(cover), charging: z.array(charging), repeat: z.array(repeat), cycles: z.array(cycle),
  checklists: z.array(checklist), process: z.array(process), gates: z.array(gate),
  approvals: z.array(z.strictObject({
    ...ruled, of: z.string(), steps: z.array(z.string()).min(1), differing: z.string().exactOptional(),
    records: z.strictObject({ fact: factKind, data: z.record(z.string(), z.string()).exactOptional() }).exactOptional(),
  })),
  dealers: z.array(dealer), organisation, measures: z.array(measure), documents: z.array(form),
  texts: z.array(z.strictObject({ id: ruleId, clause: clauseId, also, text, show: z.enum(['customer', 'staff', 'both']) })),
  clauses: z.record(clauseId, z.strictObject({ as: z.enum(clauseHandlings), capability: z.string().regex(/^C-\d\d$/).exactOptional(), by: z.string().exactOptional(), note: z.string().exactOptional() })),
}).meta({ id: 'ServicePlan', title: 'Aftercare service plan' })

/** Parses a document into the domain's plan; the compiler holds the two shapes together. */
export const parsePlan = (document: unknown): Plan => planDocument.parse(document)
