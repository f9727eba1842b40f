// The price of one unit under a rule. Nothing outside the published list, nothing above a cap or a ceiling, no price by hand unless the rule asks for one.
import type { Currency } from '../money/money.ts'
import type { ChargeRule } from '../plan/plan.ts'
import type { LineFault, LineKind, PriceItem, Pricing, WantedLine } from './line.ts'

export type PriceSources = { currency: Currency; item: PriceItem | null; ceiling: number | null }
export type Priced = { yes: true; pricing: Pricing; unitPrice: number } | { yes: false; fault: LineFault; limit: number | null }
type Treatment = NonNullable<ChargeRule['parts']> | NonNullable<ChargeRule['labour']> | 'extra'

/** What the rule says about this kind of line; null when it does not speak of it. */
export function treatmentOf(rule: ChargeRule, kind: LineKind, code: string): Treatment | null {
  switch (kind) {
    case 'part': return rule.parts ?? null
    case 'labour': return rule.labour ?? null
    case 'travel': return rule.travel ?? null
    case 'extra': return rule.extras?.some((extra) => extra.code === code) ? 'extra' : null
  }
}

export function priceLine(treatment: Treatment, wanted: WantedLine, sources: PriceSources, isAtDiscretion: boolean): Priced {
  if (typeof treatment === 'object') return hourly(treatment, wanted, sources)
  switch (treatment) {
    case 'free': return entered(wanted) ? no('charge.price-not-asked') : { yes: true, pricing: 'free', unitPrice: 0 }
    case 'cost': return atCost(wanted, sources)
    case 'list': return fromList(wanted, sources, isAtDiscretion)
    case 'contract-ceiling': return underCeiling(wanted, sources)
    case 'market': return byHand(wanted, 'market')
    case 'extra': return sources.item?.price !== null && sources.item ? fromList(wanted, sources, isAtDiscretion) : byHand(wanted, 'entered')
  }
}

// The rate of the list, or the one entered, both under the cap of the plan.
function hourly({ perHour, currency, atMost = false }: Extract<ChargeRule['labour'], object>, { unitPrice }: WantedLine, { item, currency: own }: PriceSources): Priced {
  if (currency !== own) return no('charge.wrong-currency')
  const wanted = unitPrice ?? null
  if (!atMost) return wanted === null || wanted === perHour ? { yes: true, pricing: 'fixed', unitPrice: perHour } : no('charge.price-not-asked', perHour)
  if (wanted !== null && wanted > perHour) return no('charge.above-cap', perHour)
  return { yes: true, pricing: 'capped', unitPrice: Math.min(wanted ?? item?.price ?? perHour, perHour) }
}

// Costs of a journey are those of its voucher where the list has none.
function atCost(wanted: WantedLine, { item }: PriceSources): Priced {
  if (item && item.cost !== null) return entered(wanted) ? no('charge.price-not-asked', item.cost) : { yes: true, pricing: 'cost', unitPrice: item.cost }
  if (wanted.kind !== 'travel') return no(item ? 'charge.no-cost' : 'charge.not-listed')
  return byHand(wanted, 'cost')
}

function fromList(wanted: WantedLine, { item }: PriceSources, isAtDiscretion: boolean): Priced {
  if (!item || item.price === null) return no('charge.not-listed')
  const { unitPrice = null } = wanted
  if (unitPrice === null || unitPrice === item.price) return { yes: true, pricing: 'list', unitPrice: item.price }
  if (!isAtDiscretion) return no('charge.price-not-asked', item.price)
  if (unitPrice > item.price) return no('charge.above-list', item.price)
  return wanted.basis ? { yes: true, pricing: 'discretion', unitPrice } : no('charge.basis-missing')
}

function underCeiling({ unitPrice = null }: WantedLine, { item, ceiling }: PriceSources): Priced {
  if (ceiling === null) return no('charge.no-ceiling')
  if (unitPrice !== null && unitPrice > ceiling) return no('charge.above-ceiling', ceiling)
  return { yes: true, pricing: 'contract-ceiling', unitPrice: Math.min(unitPrice ?? item?.price ?? ceiling, ceiling) }
}

function byHand({ unitPrice = null, basis }: WantedLine, pricing: Pricing): Priced {
  if (unitPrice === null) return no('charge.price-missing')
  return basis ? { yes: true, pricing, unitPrice } : no('charge.basis-missing')
}

const entered = ({ unitPrice }: WantedLine) => unitPrice !== undefined && unitPrice !== null && unitPrice !== 0
const no = (fault: LineFault, limit: number | null = null): Priced => ({ yes: false, fault, limit })
