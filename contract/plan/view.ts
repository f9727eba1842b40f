// What is said of a plan over the wire: the library, one version with its mistakes and gaps, the difference of two.
import { z } from 'zod'
import { id, moment } from '../endpoint.ts'
import { planDocument } from './plan.ts'
import { text } from './text.ts'

const path = z.array(z.union([z.string(), z.number()]))
export const planStates = ['draft', 'active', 'retired'] as const
export const planState = z.enum(planStates).meta({ id: 'PlanState' })

export const planFinding = z.object({
  severity: z.enum(['error', 'warning']), code: z.string(), message: z.string().describe('what is wrong, in the caller\'s language'), remedy: z.string(),
  line: z.number().int().nullable(), column: z.number().int().nullable(), field: z.string().describe('path such as promises[2].within'), path,
}).meta({ id: 'PlanFinding' })
export type PlanFindingView = z.infer<typeof planFinding>

export const openValueView = z.object({
  clause: z.string(), title: text, path, field: z.string(), line: z.number().int().nullable(), kind: z.enum(['span', 'value']).describe('span: still tbd; value: still empty and not waived'),
}).meta({ id: 'OpenValue' })

export const clauseCarrier = z.object({ clause: z.string(), how: z.enum(['rule', 'text', 'note']), section: z.string(), id: z.string() }).meta({ id: 'ClauseCarrier' })

const versionRow = z.object({
  id, version: z.number().int(), state: planState, openValues: z.number().int(), errors: z.number().int(), agreements: z.number().int(), createdAt: moment, activatedAt: moment.nullable(),
})
export const planRow = z.object({
  id, code: z.string(), title: text, trade: text, summary: text, zone: z.string(), currency: z.string(), copiedFrom: id.nullable(),
  clauses: z.number().int(), openValues: z.number().int().describe('of the newest version'), agreements: z.number().int().describe('running now, on any version'),
  activeVersionId: id.nullable(), versions: z.array(versionRow).describe('newest first'),
}).meta({ id: 'PlanRow' })

export const planVersionView = z.object({
  id, planId: id, code: z.string(), title: text, version: z.number().int(), state: planState, agreements: z.number().int(), createdAt: moment, activatedAt: moment.nullable(),
  sha256: z.string(), source: z.string().describe('the YAML as its author wrote it'), document: planDocument,
  findings: z.array(planFinding), openValues: z.array(openValueView), clauses: z.array(clauseCarrier),
  versions: z.array(versionRow).describe('all versions of this plan, newest first'),
}).meta({ id: 'PlanVersion' })

export const planCheck = z.object({
  isUsable: z.boolean().describe('no error; it may be saved'), mayActivate: z.boolean().describe('no error and no open value'),
  code: z.string().nullable(), document: planDocument.nullable(), findings: z.array(planFinding), openValues: z.array(openValueView),
}).meta({ id: 'PlanCheck' })

export const fieldChange = z.object({ path, field: z.string(), from: z.unknown().describe('null where there was nothing'), to: z.unknown().describe('null where nothing is left') }).meta({ id: 'FieldChange' })
export const ruleChange = z.object({
  section: z.string(), id: z.string(), clause: z.string().nullable(), title: text.nullable(), change: z.enum(['added', 'removed', 'changed']), fields: z.array(fieldChange),
}).meta({ id: 'RuleChange' })
const diffSide = z.object({ id, version: z.number().int(), state: planState, code: z.string(), title: text })
export const planDiffView = z.object({
  from: diffSide, to: diffSide, added: z.number().int(), removed: z.number().int(), changed: z.number().int(),
  sections: z.array(z.object({ section: z.string(), changes: z.array(ruleChange) })),
}).meta({ id: 'PlanDiff' })

export const planFilter = z.strictObject({ q: z.string().max(100).optional(), state: planState.optional() })
export const sourceText = z.string().min(1).max(900_000)
