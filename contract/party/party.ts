// Customers, their sites and the people one speaks to there, as they cross the wire.
import { z } from 'zod'
import { id, moment, page } from '../endpoint.ts'

export const customerKinds = ['company', 'household', 'institution', 'dealer', 'project'] as const
export type CustomerKind = (typeof customerKinds)[number]
export const customerSorts = ['name', 'number', '-created'] as const

const name = z.string().trim().min(1).max(200)
const line = (length: number) => z.string().trim().max(length).nullable()

export const customerFields = {
  name, kind: z.enum(customerKinds), grade: line(40), taxId: line(30).describe('統一編號 (8 digits) or 統一社會信用代碼 (18)'),
  address: line(300), isKey: z.boolean(), flags: z.array(z.string().trim().min(1).max(60)).max(30), note: line(5000),
}
export const siteFields = {
  name, address: line(300), zoneCode: line(60).describe('a zone of the service plan'), timeZone: z.string().max(60).describe('IANA name'), note: line(5000),
}
export const contactFields = {
  name: z.string().trim().min(1).max(100), role: line(60), phone: line(40), email: z.email().max(200).nullable(), siteId: id.nullable(),
}

export const customerRow = z.object({
  id, number: z.string(), name: z.string(), kind: z.enum(customerKinds), grade: z.string().nullable(), taxId: z.string().nullable(), address: z.string().nullable(),
  isKey: z.boolean(), flags: z.array(z.string()), note: z.string().nullable(), version: z.number(), createdAt: moment, deletedAt: moment.nullable(),
})
export const siteView = z.object({
  id, customerId: id, name: z.string(), address: z.string().nullable(), zoneCode: z.string().nullable(), timeZone: z.string(), note: z.string().nullable(),
})
export const contactView = z.object({
  id, customerId: id, siteId: id.nullable(), name: z.string(), role: z.string().nullable(), email: z.string().nullable(),
  phone: z.string().nullable().describe('as it was given'), phoneE164: z.string().nullable(), phoneShown: z.string().nullable(), phoneMasked: z.string().nullable(),
})
/** A count is null where the caller may not read what is counted. */
export const customerView = customerRow.extend({
  sites: z.array(siteView), contacts: z.array(contactView),
  counts: z.object({ sites: z.number(), contacts: z.number(), assets: z.number().nullable(), agreements: z.number().nullable(), openTickets: z.number().nullable() }),
})
export type CustomerRow = z.output<typeof customerRow>
export type SiteView = z.output<typeof siteView>
export type ContactView = z.output<typeof contactView>

const flag = z.enum(['yes', 'no'])
export const customerFilter = {
  q: z.string().max(200).optional().describe('name, initials, number, tax id, phone, address'),
  kind: z.enum(customerKinds).optional(), grade: z.string().max(40).optional(), isKey: flag.optional(),
  deleted: flag.optional().describe("'yes': only those in the bin"), sort: z.enum(customerSorts).optional(),
}
export const customerFilterShape = z.strictObject(customerFilter)
export type CustomerFilter = z.output<typeof customerFilterShape>
export const customerPage = z.strictObject({ ...customerFilter, ...page })

/** Why a row of a file was not taken, and what to do about it. */
export const importProblem = z.object({
  field: z.string(), code: z.enum(['missing', 'too-long', 'unknown-word', 'tax-id-wrong', 'phone-wrong', 'email-wrong', 'day-wrong', 'unknown-customer', 'unknown-site', 'unknown-product', 'unknown-parent', 'unknown-delivery',
    'duplicate-in-file', 'already-known', 'zone-wrong', 'circle', 'number-wrong', 'unknown-place']),
  value: z.string(), message: z.string().describe("in the caller's language: what is wrong and what to do"),
})
export const importReport = z.object({
  token: z.string().describe('name of the checked file; commit with it'),
  total: z.number(), good: z.number(), bad: z.number(), duplicates: z.number(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })).describe('field null: not known, left out'),
  missingColumns: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), state: z.enum(['good', 'bad', 'duplicate']), title: z.string(), problems: z.array(importProblem) })).describe('all bad and duplicate rows (at most 500) and the first 20 good ones'),
})
export const importResult = z.object({ created: z.number(), skipped: z.number() })

export const lookupHit = z.object({
  kind: z.enum(['customer', 'contact', 'asset', 'ticket']), id, title: z.string(), subtitle: z.string(), customerId: id.nullable(),
})
