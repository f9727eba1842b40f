import { z } from 'zod'
import { lineKinds } from '#domain/charging/line.ts'
import { day, id, moment } from '../endpoint.ts'

export const currency = z.enum(['TWD', 'CNY']).meta({ id: 'Currency' })
export const amount = z.number().int().min(0).max(1_000_000_000_000).describe('minor units: fen; whole New Taiwan dollars')
export const lineKind = z.enum(lineKinds).meta({ id: 'ChargeLineKind' })
export const itemCode = z.string().trim().min(1).max(60)

export const priceItem = z.strictObject({
  kind: lineKind, code: itemCode, title: z.string().trim().min(1).max(200), unit: z.string().trim().max(20).default(''),
  price: amount.nullable().default(null).describe('list price of a unit, or of an hour of labour'), cost: amount.nullable().default(null), taxRate: z.number().int().min(0).max(10_000).describe('basis points: 500 is 5 %'),
  partClass: z.string().trim().max(60).nullable().default(null).describe('the class a rule of the plan may ask for'),
}).meta({ id: 'PriceItem' })

export const priceListHead = z.object({
  id, code: z.string(), version: z.number().int(), title: z.string(), planCode: z.string().nullable(), currency, taxIncluded: z.boolean(), state: z.enum(['draft', 'published']),
  validFrom: day, validTo: day.nullable(), publishedAt: moment.nullable(), publishedBy: z.string().nullable(), items: z.number().int(), isValid: z.boolean().describe('published and in force today'),
}).meta({ id: 'PriceListHead' })
export const priceListView = priceListHead.extend({ items: z.array(priceItem) }).meta({ id: 'PriceList' })
export const priceProblem = z.object({ row: z.number().int(), field: z.string(), value: z.string(), code: z.enum(['missing', 'wrong', 'twice']) })
export const priceImport = z.object({ taken: z.boolean(), rows: z.number().int(), problems: z.array(priceProblem) }).meta({ id: 'PriceImport' })
export type PriceListView = z.output<typeof priceListView>
export type PriceItemView = z.output<typeof priceItem>
