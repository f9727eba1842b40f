import { z } from 'zod'
import { day, endpoint, id, pageOf } from '../endpoint.ts'
import { agreementFields, agreementPage, agreementRow, agreementView } from './agreement.ts'

const agreementId = id
const refusals = ['plan.unknown', 'agreement.plan-inactive', 'agreement.tie', 'agreement.unknown-rule', 'agreement.foreign-part', 'request.invalid'] as const
const { planVersionId, title, startsOn, ...rest } = agreementFields

export const listAgreements = endpoint({
  method: 'GET', path: '/agreements', permission: 'agreement.read', summary: 'Agreements by filter, page by page', input: agreementPage, reply: pageOf(agreementRow), refusals: ['request.invalid'],
})
export const getAgreement = endpoint({
  method: 'GET', path: '/agreements/:agreementId', permission: 'agreement.read', summary: 'An agreement with its sites, assets and own values',
  input: z.strictObject({ agreementId }), reply: agreementView, refusals: ['agreement.unknown'],
})
export const findAnswering = endpoint({
  method: 'GET', path: '/agreements/answering', permission: 'agreement.read', summary: 'Which agreement answers for a matter: explicit priority, then the most specific, then the oldest',
  input: z.strictObject({ customerId: id, siteId: id.optional(), assetId: id.optional(), day }), reply: z.object({ agreement: agreementView.nullable() }), refusals: [],
})
export const createAgreement = endpoint({
  method: 'POST', path: '/agreements', permission: 'agreement.write', summary: 'Bind a customer, sites, assets and dates to an active version of a plan',
  input: z.strictObject({
    customerId: id, number: z.string().trim().min(1).max(60).optional().describe('given unless stated'), planVersionId, title, startsOn,
    level: rest.level.default(null), priority: rest.priority.default(0), endsOn: rest.endsOn.default(null), signedOn: rest.signedOn.default(null),
    sourceReference: rest.sourceReference.default(null), siteIds: rest.siteIds.default([]), assetIds: rest.assetIds.default([]),
    attributes: rest.attributes.default({}), overrides: rest.overrides.default({}),
  }),
  reply: agreementView, refusals: [...refusals, 'customer.unknown'],
})
export const updateAgreement = endpoint({
  method: 'PATCH', path: '/agreements/:agreementId', permission: 'agreement.write', summary: 'Change an agreement; what is left out stays',
  input: z.strictObject({
    agreementId, planVersionId: planVersionId.optional(), title: title.optional(), startsOn: startsOn.optional(), level: rest.level.optional(), priority: rest.priority.optional(),
    endsOn: rest.endsOn.optional(), signedOn: rest.signedOn.optional(), sourceReference: rest.sourceReference.optional(), siteIds: rest.siteIds.optional(),
    assetIds: rest.assetIds.optional(), attributes: rest.attributes.optional(), overrides: rest.overrides.optional(),
  }),
  reply: agreementView, refusals: [...refusals, 'agreement.unknown'],
})
export const endAgreement = endpoint({
  method: 'POST', path: '/agreements/:agreementId/end', permission: 'agreement.write', summary: 'End an agreement; its last day still counts',
  input: z.strictObject({ agreementId, endsOn: day }), reply: agreementView, refusals: ['agreement.unknown', 'request.invalid'],
})
