import { z } from 'zod'
import { endpoint, id, moment, nothing, page, pageOf } from '../endpoint.ts'
import { text } from '../plan/text.ts'

const formFields = z.record(z.string().max(60), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()])).meta({ id: 'FormFields' })
const signature = z.strictObject({
  signer: z.string().max(60), name: z.string().trim().min(1).max(100), image: z.string().max(200_000).regex(/^data:image\/(png|svg\+xml);base64,/).optional(),
}).meta({ id: 'Signature' })

export const formDefinition = z.object({
  code: z.string(), clause: z.string(), title: text, plan: z.string(), signatures: z.array(z.string()), retention: z.string().nullable(),
  fields: z.array(z.object({
    key: z.string(), title: text, kind: z.enum(['text', 'long-text', 'number', 'date', 'time', 'choice', 'yes-no', 'phone', 'serial']),
    required: z.boolean(), options: z.array(z.object({ code: z.string(), title: text })),
  })),
}).meta({ id: 'FormDefinition' })

export const formRow = z.object({
  id, number: z.string(), code: z.string(), clause: z.string(), title: text, state: z.enum(['draft', 'filed']),
  ticket: z.object({ id, number: z.string() }).nullable(), agreement: z.object({ id, number: z.string() }).nullable(),
  customer: z.object({ id, name: z.string() }), author: z.string().nullable(), createdAt: moment, filedAt: moment.nullable(), keepUntil: z.string().nullable(),
}).meta({ id: 'FormRow' })
export const formView = formRow.extend({ definition: formDefinition, fields: formFields, signatures: z.array(signature.extend({ signedAt: moment })) }).meta({ id: 'Form' })

export const listForms = endpoint({
  method: 'GET', path: '/forms', permission: 'form.read', summary: 'Filed forms and drafts',
  input: z.strictObject({
    code: z.string().max(80).optional(), ticketId: id.optional(), agreementId: id.optional(), customerId: id.optional(), assetId: id.optional(), q: z.string().max(100).optional(), ...page,
  }),
  reply: pageOf(formRow), refusals: [],
})
export const listDefinitions = endpoint({
  method: 'GET', path: '/form-definitions', permission: 'form.read', summary: 'The forms that a ticket or agreement may file',
  input: z.strictObject({ ticketId: id.optional(), agreementId: id.optional() }), reply: z.object({ rows: z.array(formDefinition) }),
  refusals: ['ticket.unknown', 'agreement.unknown', 'form.unknown'],
})
export const getForm = endpoint({
  method: 'GET', path: '/forms/:formId', permission: 'form.read', summary: 'One form', input: z.strictObject({ formId: id }), reply: formView, refusals: ['form.unknown'],
})
export const fileForm = endpoint({
  method: 'POST', path: '/forms', permission: 'form.file', summary: 'Fill in a form of the plan; filing it is a fact of the ticket or agreement',
  input: z.strictObject({
    formId: id.optional().describe('an own draft that is continued'), code: z.string().max(80), ticketId: id.optional(), agreementId: id.optional(), assetId: id.optional(),
    fields: formFields, signatures: z.array(signature).max(10).default([]), file: z.boolean().default(true).describe('false keeps a draft'), happenedAt: moment.optional(),
  }),
  reply: formView,
  refusals: ['form.unknown', 'form.field-missing', 'form.signature-missing', 'form.filed', 'ticket.unknown', 'agreement.unknown', 'ticket.action-closed', 'ticket.step-blocked', 'fact.in-future', 'asset.unknown'],
})
export const printForm = endpoint({
  method: 'GET', path: '/forms/:formId/print', permission: 'form.read', summary: 'The form as an A4 page to print', raw: true,
  input: z.strictObject({ formId: id }), reply: nothing, refusals: ['form.unknown'],
})
