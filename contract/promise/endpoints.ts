import { z } from 'zod'
import { promiseStates } from '#domain/promise/reading.ts'
import { agreementFactKinds } from '#domain/fact/kinds.ts'
import { endpoint, id, moment, page, pageOf } from '../endpoint.ts'
import { clauseSummary, ledgerEntry, promiseRow, promiseView } from './promise.ts'
import { factData, factView } from './fact.ts'

const filter = {
  state: z.enum([...promiseStates, 'open', 'at-risk', 'overdue']).optional(),
  customerId: id.optional(), plan: z.string().max(40).optional(), clause: z.string().max(12).optional(), ruleId: z.string().max(60).optional(),
  from: moment.optional(), until: moment.optional(), q: z.string().max(100).optional(),
}

export const listPromises = endpoint({
  method: 'GET', path: '/promises', permission: 'promise.read', summary: 'Promises, the next due first',
  input: z.strictObject({ ...filter, ...page }), reply: pageOf(promiseRow), refusals: [],
})

export const summariseClauses = endpoint({
  method: 'GET', path: '/promises/by-clause', permission: 'promise.read', summary: 'Kept rate by clause',
  input: z.strictObject({ customerId: id.optional(), plan: z.string().max(40).optional(), from: moment.optional(), until: moment.optional() }),
  reply: z.object({ rows: z.array(clauseSummary) }), refusals: [],
})

export const summariseCustomers = endpoint({
  method: 'GET', path: '/promises/by-customer', permission: 'promise.read', summary: 'Open, at risk and broken promises by customer',
  input: z.strictObject({ from: moment.optional(), until: moment.optional() }),
  reply: z.object({ rows: z.array(z.object({
    customer: z.object({ id, name: z.string() }), running: z.number(), atRisk: z.number(), broken: z.number(), kept: z.number(),
  })) }), refusals: [],
})

export const getPromise = endpoint({
  method: 'GET', path: '/promises/:promiseId', permission: 'promise.read', summary: 'One promise with its steps and its whole ledger',
  input: z.strictObject({ promiseId: id }),
  reply: z.object({ row: promiseRow, promise: promiseView, ledger: z.array(ledgerEntry), rule: z.record(z.string(), z.unknown()) }),
  refusals: ['promise.unknown'],
})

export const excusePromise = endpoint({
  method: 'POST', path: '/promises/:promiseId/excuse', permission: 'promise.excuse',
  summary: 'Sign an excuse of a broken promise; it counts once two different people have signed',
  input: z.strictObject({ promiseId: id, reason: z.string().trim().min(3).max(500) }),
  reply: promiseView, refusals: ['promise.unknown', 'promise.not-broken', 'promise.same-signer'],
})

export const explainPromise = endpoint({
  method: 'POST', path: '/promises/:promiseId/explain', permission: 'ticket.work', summary: 'Give the reason of a breach',
  input: z.strictObject({ promiseId: id, reason: z.string().trim().min(3).max(500) }),
  reply: promiseView, refusals: ['promise.unknown'],
})

export const getAgreementLedger = endpoint({
  method: 'GET', path: '/agreements/:agreementId/promises', permission: 'agreement.read', summary: 'Promises and facts of an agreement itself',
  input: z.strictObject({ agreementId: id }),
  reply: z.object({ promises: z.array(promiseView), facts: z.array(factView), ledger: z.array(ledgerEntry) }), refusals: ['agreement.unknown'],
})

export const recordAgreementFact = endpoint({
  method: 'POST', path: '/agreements/:agreementId/facts', permission: 'agreement.write',
  summary: 'Record what happened to an agreement: acceptance, an inspection done, a season begun …',
  input: z.strictObject({
    agreementId: id, kind: z.enum(agreementFactKinds), happenedAt: moment.optional(), data: factData.default({}), body: z.string().max(20_000).optional(), corrects: id.optional(),
  }),
  reply: z.object({ fact: factView, promises: z.array(promiseView) }), refusals: ['agreement.unknown', 'fact.in-future', 'ticket.step-blocked'],
})
