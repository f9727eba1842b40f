// The shapes of a plan's promises: what starts them, what fulfils them, how long they have.
import { z } from 'zod'
import { factKinds } from '#domain/fact/kinds.ts'
import { spanPattern } from '#domain/plan/span.ts'
import { escalationTargets, pauseReasons } from '#domain/plan/words.ts'
import { clauseId, ruleId, text } from './text.ts'

export const span = z.string().regex(spanPattern, 'a span such as 10min, 2h, 3wd, 2d, 6mo, 2y, or tbd, or none').meta({ id: 'Span' })
export const factKind = z.enum(factKinds).meta({ id: 'FactKind' })

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()])
const comparison = z.strictObject({
  gte: z.number().exactOptional(), gt: z.number().exactOptional(), lte: z.number().exactOptional(), lt: z.number().exactOptional(),
  not: z.union([scalar, z.array(scalar)]).exactOptional(), given: z.boolean().exactOptional(),
})
export const match = z.record(z.string(), z.union([scalar, z.array(scalar), comparison])).meta({ id: 'Match' })
export const factMatch = z.strictObject({ fact: factKind, when: match.exactOptional() }).meta({ id: 'FactMatch' })
const promiseMatch = z.strictObject({ promise: ruleId, becomes: z.enum(['kept', 'broken']), when: match.exactOptional() })
export const trigger = z.union([factMatch, promiseMatch]).meta({ id: 'Trigger' })
const stop = z.union([factMatch, z.strictObject({ any: z.array(factMatch).min(2) }), z.strictObject({ all: z.array(factMatch).min(2) })]).meta({ id: 'Stop' })

export const rung = z.strictObject({
  at: z.string().regex(/^(\d+%|\+\d+(min|h|d|wd))$/, 'a share such as 80% or a time after the due moment such as +30min'),
  notify: z.enum(escalationTargets), repeat: span.exactOptional(),
}).meta({ id: 'Rung' })

const common = {
  id: ruleId, clause: clauseId, title: text,
  subject: z.enum(['ticket', 'agreement']).exactOptional(),
  on: z.union([trigger, z.array(trigger).min(1)]),
  by: stop,
  clock: z.string().exactOptional(),
  pauses: z.array(z.enum(pauseReasons)).exactOptional(),
  each: z.boolean().exactOptional(),
  warnAt: z.number().gt(0).lte(1).exactOptional(),
  ladder: z.union([z.string(), z.array(rung)]).exactOptional(),
  breach: z.strictObject({ title: text, clause: clauseId.exactOptional(), right: z.literal('third-party-repair').exactOptional().describe('the customer may hire others; the cost comes off the retention money') }).exactOptional(),
  also: z.array(clauseId).exactOptional(),
  note: text.exactOptional(),
}
const before = z.strictObject({ field: z.string(), offset: z.string().regex(/^-\d+(\.\d+)?(min|h|d|wd)$/).exactOptional() })

export const promiseRule = z.union([
  z.strictObject({ ...common, within: span }),
  z.strictObject({ ...common, targets: z.array(z.strictObject({ when: match.exactOptional(), within: span })).min(1) }),
  z.strictObject({ ...common, before }),
  z.strictObject({ ...common, at: z.strictObject({ time: z.string().regex(/^\d\d:\d\d$/), days: z.number().int().min(0) }) }),
  z.strictObject({ ...common, atLeast: z.strictObject({ count: z.number().int().min(1), per: span }) }),
]).meta({ id: 'PromiseRule' })
