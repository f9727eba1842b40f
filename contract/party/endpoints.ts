import { z } from 'zod'
import { done, endpoint, id, nothing, pageOf } from '../endpoint.ts'
import {
  contactFields, contactView, customerFields, customerFilter, customerPage, customerRow, customerView, importReport, importResult, lookupHit, siteFields, siteView,
} from './party.ts'

const customerId = id
const optional = <Fields extends Record<string, z.ZodType>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.optional()])) as { [Name in keyof Fields]: z.ZodOptional<Fields[Name]> }

export const listCustomers = endpoint({
  method: 'GET', path: '/customers', permission: 'customer.read', summary: 'Customers by filter, page by page', input: customerPage, reply: pageOf(customerRow), refusals: [],
})
export const getCustomer = endpoint({
  method: 'GET', path: '/customers/:customerId', permission: 'customer.read', summary: 'A customer with sites, contacts and counts',
  input: z.strictObject({ customerId }), reply: customerView, refusals: ['customer.unknown'],
})
export const createCustomer = endpoint({
  method: 'POST', path: '/customers', permission: 'customer.write', summary: 'Add a customer; its number is given unless stated',
  input: z.strictObject({
    ...customerFields, number: z.string().trim().min(1).max(60).optional(), kind: customerFields.kind.default('company'), grade: customerFields.grade.default(null),
    taxId: customerFields.taxId.default(null), address: customerFields.address.default(null), isKey: z.boolean().default(false), flags: customerFields.flags.default([]), note: customerFields.note.default(null),
  }),
  reply: customerView, refusals: ['customer.number-taken', 'customer.tax-id-wrong', 'permission.missing'],
})
export const updateCustomer = endpoint({
  method: 'PATCH', path: '/customers/:customerId', permission: 'customer.write', summary: 'Change a customer; refused when somebody else was quicker',
  input: z.strictObject({ customerId, version: z.number().int(), ...optional(customerFields) }),
  reply: customerView, refusals: ['customer.unknown', 'customer.tax-id-wrong', 'row.changed'],
})
export const deleteCustomer = endpoint({
  method: 'DELETE', path: '/customers/:customerId', permission: 'customer.write', summary: 'Put a customer into the bin; refused while tickets are open or agreements run',
  input: z.strictObject({ customerId }), reply: done, refusals: ['customer.unknown', 'row.in-use'],
})
export const restoreCustomer = endpoint({
  method: 'POST', path: '/customers/:customerId/restore', permission: 'customer.write', summary: 'Take a customer out of the bin',
  input: z.strictObject({ customerId }), reply: customerView, refusals: ['customer.unknown'],
})
export const exportCustomers = endpoint({
  method: 'GET', path: '/customers/export', permission: 'customer.read', summary: 'The filtered customers as CSV or XLSX', raw: true,
  input: z.strictObject({ ...customerFilter, format: z.enum(['csv', 'xlsx']).default('csv') }), reply: nothing, refusals: [],
})
export const checkCustomerImport = endpoint({
  method: 'POST', path: '/customers/import/check', permission: 'customer.import', multipart: true,
  summary: 'Read a CSV or XLSX file of customers, with sites and contacts, and say row by row what would happen; nothing is stored but the file',
  input: nothing, reply: importReport, refusals: ['import.unreadable', 'request.too-large'],
})
export const commitCustomerImport = endpoint({
  method: 'POST', path: '/customers/import/commit', permission: 'customer.import', summary: 'Take the good rows of a checked file',
  input: z.strictObject({ token: id }), reply: importResult, refusals: ['file.unknown', 'import.unreadable'],
})

export const createSite = endpoint({
  method: 'POST', path: '/customers/:customerId/sites', permission: 'customer.write', summary: 'Add a site to a customer',
  input: z.strictObject({
    customerId, ...siteFields, address: siteFields.address.default(null), zoneCode: siteFields.zoneCode.default(null), timeZone: siteFields.timeZone.default('Asia/Taipei'), note: siteFields.note.default(null),
  }),
  reply: siteView, refusals: ['customer.unknown', 'calendar.unknown-zone'],
})
export const updateSite = endpoint({
  method: 'PATCH', path: '/sites/:siteId', permission: 'customer.write', summary: 'Change a site',
  input: z.strictObject({ siteId: id, ...optional(siteFields) }), reply: siteView, refusals: ['site.unknown', 'calendar.unknown-zone'],
})
export const deleteSite = endpoint({
  method: 'DELETE', path: '/sites/:siteId', permission: 'customer.write', summary: 'Remove a site; refused while assets stand there',
  input: z.strictObject({ siteId: id }), reply: done, refusals: ['site.unknown', 'row.in-use'],
})

export const createContact = endpoint({
  method: 'POST', path: '/customers/:customerId/contacts', permission: 'customer.write', summary: 'Add a contact to a customer',
  input: z.strictObject({
    customerId, ...contactFields, role: contactFields.role.default(null), phone: contactFields.phone.default(null), email: contactFields.email.default(null), siteId: contactFields.siteId.default(null),
  }),
  reply: contactView, refusals: ['customer.unknown', 'site.unknown'],
})
export const updateContact = endpoint({
  method: 'PATCH', path: '/contacts/:contactId', permission: 'customer.write', summary: 'Change a contact',
  input: z.strictObject({ contactId: id, ...optional(contactFields) }), reply: contactView, refusals: ['contact.unknown', 'site.unknown'],
})
export const deleteContact = endpoint({
  method: 'DELETE', path: '/contacts/:contactId', permission: 'customer.write', summary: 'Remove a contact',
  input: z.strictObject({ contactId: id }), reply: done, refusals: ['contact.unknown'],
})

export const findByPhone = endpoint({
  method: 'GET', path: '/lookup/phone', permission: 'customer.read', summary: 'Who calls: customers and contacts by a phone number or its last four digits or more',
  input: z.strictObject({ phone: z.string().min(4).max(40) }),
  reply: z.object({
    rows: z.array(z.object({
      customer: customerRow, contact: contactView, assets: z.array(z.object({ id, number: z.string(), name: z.string(), serial: z.string().nullable(), siteId: id.nullable() })),
      counts: z.object({ assets: z.number().nullable(), agreements: z.number().nullable(), openTickets: z.number().nullable() }),
    })),
  }),
  refusals: [],
})
export const lookup = endpoint({
  method: 'GET', path: '/lookup', permission: 'signed-in', summary: 'Quick search over customers, contacts, assets and tickets, each as far as the caller may read them',
  input: z.strictObject({ q: z.string().trim().min(1).max(100), limit: z.coerce.number().int().min(1).max(20).default(6) }),
  reply: z.object({ hits: z.array(lookupHit) }), refusals: [],
})
