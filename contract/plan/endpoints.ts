import { z } from 'zod'
import { languages } from '#domain/plan/words.ts'
import { done, endpoint, id, nothing } from '../endpoint.ts'
import { planCheck, planDiffView, planFilter, planRow, planVersionView, sourceText } from './view.ts'

const planVersionId = id
const code = z.string().regex(/^[A-Z][A-Z0-9-]{1,30}$/, 'capital letters and digits, such as P01')

export const listPlans = endpoint({
  method: 'GET', path: '/plans', permission: 'plan.read', summary: 'The plan library: every plan with its versions, gaps and running agreements',
  input: planFilter, reply: z.object({ rows: z.array(planRow) }), refusals: [],
})
export const getPlanVersion = endpoint({
  method: 'GET', path: '/plan-versions/:planVersionId', permission: 'plan.read', summary: 'A version of a plan: document, YAML, mistakes, open values, what carries each clause',
  input: z.strictObject({ planVersionId }), reply: planVersionView, refusals: ['plan.unknown'],
})
export const checkPlan = endpoint({
  method: 'POST', path: '/plans/check', permission: 'plan.read', summary: 'Check the YAML of a plan: every mistake with line, field and remedy; nothing is stored',
  input: z.strictObject({ source: sourceText }), reply: planCheck, refusals: [],
})
export const createPlan = endpoint({
  method: 'POST', path: '/plans', permission: 'plan.write', summary: 'A new plan from YAML, or a copy of a version under a new code; it begins as a draft',
  input: z.union([z.strictObject({ source: sourceText }), z.strictObject({ copyOf: id, code })]),
  reply: planVersionView, refusals: ['plan.unknown', 'plan.invalid', 'plan.code-taken'],
})
export const createPlanVersion = endpoint({
  method: 'POST', path: '/plans/:planId/versions', permission: 'plan.write', summary: 'A new draft of a plan, from the version named or else from the newest',
  input: z.strictObject({ planId: id, from: id.optional() }), reply: planVersionView, refusals: ['plan.unknown'],
})
export const savePlanDraft = endpoint({
  method: 'PUT', path: '/plan-versions/:planVersionId/source', permission: 'plan.write', summary: 'Save the YAML of a draft; a published version is fixed',
  input: z.strictObject({ planVersionId, source: sourceText, sha256: z.string().length(64).optional().describe('of the source that was edited; refused when somebody else was quicker') }),
  reply: planVersionView, refusals: ['plan.unknown', 'plan.fixed', 'plan.invalid', 'plan.code-taken', 'row.changed'],
})
export const fillPlanDraft = endpoint({
  method: 'POST', path: '/plan-versions/:planVersionId/fill', permission: 'plan.write', summary: 'Fill every open value of a draft with sample figures, to try the plan out',
  input: z.strictObject({ planVersionId }), reply: planVersionView, refusals: ['plan.unknown', 'plan.fixed'],
})
export const activatePlanVersion = endpoint({
  method: 'POST', path: '/plan-versions/:planVersionId/activate', permission: 'plan.activate',
  summary: 'Make a draft the version that agreements are made on; mistakes and open values are listed instead. The version before it is retired, its agreements run on',
  input: z.strictObject({ planVersionId }), reply: planVersionView, refusals: ['plan.unknown', 'plan.fixed', 'plan.invalid', 'plan.incomplete'],
})
export const retirePlanVersion = endpoint({
  method: 'POST', path: '/plan-versions/:planVersionId/retire', permission: 'plan.activate', summary: 'No new agreements on this version; those that exist run on',
  input: z.strictObject({ planVersionId }), reply: planVersionView, refusals: ['plan.unknown', 'plan.fixed'],
})
export const deletePlanDraft = endpoint({
  method: 'DELETE', path: '/plan-versions/:planVersionId', permission: 'plan.write', summary: 'Throw a draft away; with its only version the plan goes too',
  input: z.strictObject({ planVersionId }), reply: done, refusals: ['plan.unknown', 'plan.fixed'],
})
export const diffPlanVersions = endpoint({
  method: 'GET', path: '/plan-versions/:planVersionId/diff', permission: 'plan.read', summary: 'What this version says differently from another one, rule by rule and field by field',
  input: z.strictObject({ planVersionId, against: id }), reply: planDiffView, refusals: ['plan.unknown'],
})
export const printPlanVersion = endpoint({
  method: 'GET', path: '/plan-versions/:planVersionId/print', permission: 'plan.read', summary: 'The plan to read or print, all clauses, in one language', raw: true,
  input: z.strictObject({ planVersionId, language: z.enum(languages).optional(), format: z.enum(['html', 'markdown']).default('html') }), reply: nothing, refusals: ['plan.unknown'],
})
export const getPlanSchema = endpoint({
  method: 'GET', path: '/plans/schema', permission: 'plan.read', summary: 'The JSON Schema of the plan document, for editors', raw: true, input: nothing, reply: nothing, refusals: [],
})
