// A promise as it crosses the wire: the reading of its clock, its steps, and its ledger.
import { z } from 'zod'
import { ledgerKinds } from '#domain/promise/ledger-entry.ts'
import { explainKinds, promiseStates } from '#domain/promise/reading.ts'
import { text } from '../plan/text.ts'
import { id, moment } from '../endpoint.ts'

export const seconds = z.number().describe('seconds on the clock of the promise')

export const explainStep = z.object({
  kind: z.enum(explainKinds), at: moment.optional(), from: moment.optional(), until: moment.nullable().optional(), counted: seconds.optional(),
  clause: z.string().optional(), rule: z.string().optional(), factId: z.string().optional(), span: z.string().optional(),
  reason: z.string().optional(), count: z.number().optional(),
}).meta({ id: 'ExplainStep' })

export const promiseView = z.object({
  key: z.string(), ruleId: z.string(), clause: z.string(), title: text, note: text.nullable(), state: z.enum(promiseStates),
  startedAt: moment, dueAt: moment.nullable(), lateAfter: moment.nullable(), warnAt: moment.nullable(), metAt: moment.nullable(),
  target: z.string().nullable(), clock: z.string(), elapsed: seconds, left: seconds.nullable(), over: seconds,
  pauses: z.array(z.object({ from: moment, until: moment.nullable(), reason: z.string() })),
  repeat: z.boolean(), reason: z.string().nullable(), explained: z.string().nullable(),
  ladder: z.array(z.object({ at: moment, notify: z.string() })),
  steps: z.array(explainStep),
}).meta({ id: 'Promise' })
export type PromiseView = z.output<typeof promiseView>

export const promisePreview = z.object({
  ruleId: z.string(), clause: z.string(), title: text, dueAt: moment.nullable(), target: z.string().nullable(), clock: z.string(),
}).meta({ id: 'PromisePreview' })

export const ledgerEntry = z.object({
  n: z.number(), key: z.string(), kind: z.enum(ledgerKinds), at: moment, recordedAt: moment, dueAt: moment.nullable(),
  factId: id, factKind: z.string(), by: z.string().nullable(), data: z.record(z.string(), z.unknown()),
}).meta({ id: 'LedgerEntry' })

export const promiseRow = z.object({
  id, key: z.string(), ruleId: z.string(), clause: z.string(), title: text, state: z.enum(promiseStates), subjectKind: z.enum(['ticket', 'agreement']),
  subjectId: id, subjectNumber: z.string(), subjectTitle: z.string(), customer: z.object({ id, name: z.string() }), plan: z.string(),
  startedAt: moment, dueAt: moment.nullable(), metAt: moment.nullable(), brokenAt: moment.nullable(), holder: z.string().nullable(), explained: z.string().nullable(),
}).meta({ id: 'PromiseRow' })

export const clauseSummary = z.object({
  plan: z.string(), clause: z.string(), ruleId: z.string(), title: text,
  made: z.number(), running: z.number(), atRisk: z.number(), kept: z.number(), broken: z.number(), excused: z.number(), withdrawn: z.number(), measured: z.number(),
  /** kept / (kept + broken); excused and withdrawn stand in their own columns */
  keptRate: z.number().nullable(),
}).meta({ id: 'ClauseSummary' })
