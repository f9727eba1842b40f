import { customerKinds } from '#contract/party/party.ts'
import { plainTaxId, taxIdKind } from '#domain/format/tax-id.ts'
import { readPhone } from '#domain/format/phone.ts'
import type { Region } from '#domain/format/phone.ts'
import { halfWidth } from '#domain/format/width.ts'
import { isZone } from '#domain/time/zone.ts'
import { partyWords } from '#locales/party.ts'
import { fold } from '#server/platform/search/text.ts'
import { recordOf } from '#server/platform/table/import-file.ts'
import type { Column } from '#server/platform/table/import-file.ts'
import { wordOf } from '#server/platform/table/import-report.ts'
import type { Problem } from '#server/platform/table/import-report.ts'
import type { ContactDraft, CustomerDraft, SiteDraft } from '../store.ts'

export const fields = [
  'number', 'name', 'kind', 'grade', 'taxId', 'address', 'isKey', 'flags', 'note', 'siteName', 'siteAddress', 'siteZone', 'siteTimeZone', 'contactName', 'contactRole', 'contactPhone', 'contactEmail',
] as const
export type Field = (typeof fields)[number]
export type RowDraft = {
  /** Rows with the same key are of one customer. */
  key: string; customer: CustomerDraft
  site: Omit<SiteDraft, 'customerId' | 'note'> | null; contact: Omit<ContactDraft, 'customerId' | 'siteId'> | null
}

const longest: Readonly<Record<Field, number>> = {
  number: 60, name: 200, kind: 40, grade: 40, taxId: 30, address: 300, isKey: 10, flags: 1000, note: 5000, siteName: 200, siteAddress: 300, siteZone: 60, siteTimeZone: 60,
  contactName: 100, contactRole: 60, contactPhone: 40, contactEmail: 200,
}
const languages = Object.values(partyWords)
const yes = new Set(['1', 'y', 'yes', 'true', '是', 'v', '✓', ...languages.map((words) => words.yes)])
const no = new Set(['', '0', 'n', 'no', 'false', '否', ...languages.map((words) => words.no)])

type Check = { field: Field; code: Problem['code']; isWrong: (of: Record<Field, string>, region: Region) => boolean }
const checks: readonly Check[] = [
  { field: 'name', code: 'missing', isWrong: ({ name }) => name === '' },
  { field: 'kind', code: 'unknown-word', isWrong: ({ kind }) => kind !== '' && kindOf(kind) === null },
  { field: 'isKey', code: 'unknown-word', isWrong: ({ isKey }) => !yes.has(isKey.toLowerCase()) && !no.has(isKey.toLowerCase()) },
  { field: 'taxId', code: 'tax-id-wrong', isWrong: ({ taxId }) => taxId !== '' && taxIdKind(taxId) === null },
  { field: 'siteName', code: 'missing', isWrong: (of) => of.siteName === '' && Boolean(of.siteAddress || of.siteZone) },
  { field: 'siteTimeZone', code: 'zone-wrong', isWrong: ({ siteTimeZone }) => siteTimeZone !== '' && !isZone(siteTimeZone) },
  { field: 'contactName', code: 'missing', isWrong: (of) => of.contactName === '' && Boolean(of.contactPhone || of.contactEmail) },
  { field: 'contactPhone', code: 'phone-wrong', isWrong: ({ contactPhone }, region) => contactPhone !== '' && readPhone(contactPhone, region) === null },
  { field: 'contactEmail', code: 'email-wrong', isWrong: ({ contactEmail }) => contactEmail !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contactEmail) },
]

export function readCustomerRow(columns: readonly Column<Field>[], cells: readonly string[], { region, zone }: { region: Region; zone: string }): { title: string;
  problems: Problem[]; draft: RowDraft | null } {
  const of = recordOf(columns, cells, fields)
  const problems: Problem[] = [
    ...fields.filter((field) => of[field].length > longest[field]).map((field) => ({ field, code: 'too-long' as const, value: of[field] })),
    ...checks.filter(({ isWrong }) => isWrong(of, region)).map(({ field, code }) => ({ field, code, value: of[field] })),
  ]
  return { title: of.name || of.number, problems, draft: problems.length > 0 ? null : draftOf(of, zone) }
}

function draftOf(of: Record<Field, string>, zone: string): RowDraft {
  const taxId = of.taxId ? plainTaxId(of.taxId) : null
  return {
    key: of.number ? `number:${of.number}` : `name:${fold(of.name)}:${taxId ?? ''}`,
    customer: {
      number: halfWidth(of.number), name: of.name, kind: kindOf(of.kind) ?? 'company', grade: of.grade || null, taxId, address: of.address || null, isKey: yes.has(of.isKey.toLowerCase()),
      flags: of.flags.split(/[;；,，]/).map((flag) => flag.trim()).filter(Boolean).slice(0, 30), note: of.note || null,
    },
    site: of.siteName ? { name: of.siteName, address: of.siteAddress || null, zoneCode: of.siteZone || null, timeZone: of.siteTimeZone || zone } : null,
    contact: of.contactName ? { name: of.contactName, role: of.contactRole || null, phone: of.contactPhone || null, email: of.contactEmail || null } : null,
  }
}

const kindOf = (text: string) => wordOf(text, customerKinds, languages.map(({ kinds }) => kinds))
