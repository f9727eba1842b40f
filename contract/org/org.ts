import { z } from 'zod'
import { languages } from '#domain/plan/words.ts'
import { text } from '../plan/text.ts'

export const regions = ['TW', 'CN'] as const

/** Prefixes a new organisation begins with; a number reads prefix, day, dash, four digits. */
export const numberPrefixes: Readonly<Record<string, string>> = {
  fault: 'WX', installation: 'AZ', maintenance: 'BY', inspection: 'XJ', consultation: 'ZX', complaint: 'TS', claim: 'SBP', return: 'TH', change: 'BG', training: 'PX',
  guidance: 'ZD', delivery: 'JF', supply: 'GY', ticket: 'GD', workorder: 'PG', rma: 'RMA', loaner: 'JY', issue: 'LL', restock: 'TL', transfer: 'DB', count: 'PD', visit: 'HF',
  settlement: 'JS', quote: 'BJ', agreement: 'HT', customer: 'KH', asset: 'SB', form: 'BD',
}

const prefix = z.string().regex(/^[A-Z]{1,6}$/, 'one to six capital letters')

/** A line of people on duty and what each of them must be able to do. */
export const rosterRule = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), title: text, qualifications: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
}).meta({ id: 'RosterRule' })

export const orgSettings = z.object({
  /** Years of the Republic in dates and numbers. */
  minguo: z.boolean().default(false),
  /** Where a series does not use the prefix it came with. */
  prefixes: z.record(z.string(), prefix).default({}),
  rosters: z.array(rosterRule).max(100).default([]),
  hotline: z.string().max(40).default(''),
}).meta({ id: 'OrgSettings' })
export type OrgSettings = z.infer<typeof orgSettings>

export const orgView = z.object({
  id: z.uuid(), name: z.string(), language: z.enum(languages), zone: z.string(), region: z.enum(regions),
  minguo: z.boolean(), hotline: z.string(), rosters: z.array(rosterRule), prefixes: z.record(z.string(), z.string()).meta({ description: 'Prefix of each number series in force' }),
}).meta({ id: 'Org' })
export type OrgView = z.infer<typeof orgView>

export const orgPatch = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(), language: z.enum(languages).optional(), zone: z.string().max(60).optional(), region: z.enum(regions).optional(),
  minguo: z.boolean().optional(), hotline: z.string().trim().max(40).optional(), rosters: z.array(rosterRule).max(100).optional(), prefixes: z.record(z.string().max(40), prefix).optional(),
})
