// An agreement: which version of which plan was promised to whom, for what, from when until when.
import { z } from 'zod'
import { day, id, moment, page } from '../endpoint.ts'
import { factKind, match, span } from '../plan/rules.ts'
import { ruleId, text } from '../plan/text.ts'

export const agreementStates = ['draft', 'active', 'ended'] as const
export const agreementState = z.enum(agreementStates).meta({ id: 'AgreementState' })

/** A value of the agreement in place of the plan's. */
export const override = z.union([
  z.strictObject({ within: span }),
  z.strictObject({ targets: z.array(z.strictObject({ when: match.exactOptional(), within: span })).min(1) }),
  z.strictObject({ waived: z.literal(true) }),
  z.strictObject({ cover: z.strictObject({
    length: z.union([span, z.literal('lifetime'), z.literal('contract')]).exactOptional(), start: z.array(factKind).min(1).exactOptional(),
    startDay: z.enum(['same-day', 'next-day']).exactOptional(), onReplacement: z.enum(['continue', 'renew']).exactOptional(),
  }) }),
]).meta({ id: 'Override', description: 'within: another time; targets: another table; waived: openly without a target, only measured; cover: another length, start or rule for replaced units of a term' })
export const overrides = z.record(ruleId, override)
export const attributes = z.record(z.string().max(60), z.union([z.string().max(400), z.number(), z.boolean(), z.null()]))

export const agreementFields = {
  title: z.string().trim().min(1).max(200),
  planVersionId: id,
  level: z.string().max(60).nullable(),
  priority: z.number().int().min(-1000).max(1000),
  startsOn: day,
  endsOn: day.nullable(),
  signedOn: day.nullable(),
  sourceReference: z.string().max(200).nullable(),
  siteIds: z.array(id).max(500),
  assetIds: z.array(id).max(2000),
  attributes,
  overrides,
}

const named = z.object({ id, name: z.string() })
export const agreementRow = z.object({
  id, number: z.string(), title: z.string(), customer: named, plan: z.object({ id, code: z.string(), title: text, versionId: id, version: z.number().int() }),
  level: z.string().nullable(), priority: z.number().int(), startsOn: day, endsOn: day.nullable(), state: agreementState,
  sites: z.number().int(), assets: z.number().int(), overrides: z.number().int(),
}).meta({ id: 'AgreementRow' })

export const agreementView = z.object({
  ...agreementRow.omit({ sites: true, assets: true, overrides: true }).shape,
  signedOn: day.nullable(), sourceReference: z.string().nullable(), attributes, overrides, createdAt: moment,
  sites: z.array(named), assets: z.array(named.extend({ number: z.string(), serial: z.string().nullable() })),
}).meta({ id: 'Agreement' })
export type AgreementView = z.infer<typeof agreementView>

export const agreementPage = z.strictObject({
  q: z.string().max(100).optional(), customerId: id.optional(), planId: id.optional(), planVersionId: id.optional(), assetId: id.optional(), state: agreementState.optional(),
  endsBefore: day.optional(), ...page,
})
