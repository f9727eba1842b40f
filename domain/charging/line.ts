// A line of a job: what is wanted, and what becomes of it. A line that costs nothing stays, with its reason.
import type { TaxRate, Taxed } from '../money/money.ts'
import type { Payer, Text } from '../plan/words.ts'

export const lineKinds = ['part', 'labour', 'travel', 'extra'] as const
export type LineKind = (typeof lineKinds)[number]

/** `quantity`: minutes for labour, otherwise units with up to three decimals. `unitPrice` only where the rule asks for one. */
export type WantedLine = {
  kind: LineKind; code: string; title?: string | null | undefined; quantity: number; unitPrice?: number | null | undefined
  /** Where an entered price comes from: source and date, voucher, reason. */
  basis?: string | null | undefined
  partClass?: string | null | undefined
}
/** One row of a published price list. Amounts are minor units of the list's currency. */
export type PriceItem = { kind: LineKind; code: string; title: string; unit: string; price: number | null; cost: number | null; taxRate: TaxRate; partClass: string | null }

export const pricings = ['free', 'covered', 'cost', 'list', 'fixed', 'capped', 'contract-ceiling', 'market', 'entered', 'discretion'] as const
export type Pricing = (typeof pricings)[number]

export const lineFaults = [
  'charge.no-rule', 'charge.not-in-rule', 'charge.not-listed', 'charge.no-cost', 'charge.no-ceiling', 'charge.above-ceiling', 'charge.above-cap', 'charge.above-list',
  'charge.price-not-asked', 'charge.price-missing', 'charge.basis-missing', 'charge.wrong-currency',
] as const
export type LineFault = (typeof lineFaults)[number]
export type RefusedLine = { n: number; kind: LineKind; code: string; fault: LineFault; clause: string | null; limit: number | null }

export type ChargeLine = Taxed & {
  n: number; kind: LineKind; code: string; title: string; unit: string; quantity: number; unitPrice: number; taxRate: TaxRate; pricing: Pricing; payer: Payer
  ruleId: string; clause: string; why: Text; basis: string | null
  /** What the line costs us, whoever pays: the cost of the list. */
  internalCost: number | null
}
