// Who pays for which line of a job, how much, and by which clause. Lines that the plan does not know are refused, not forgotten.
import type { FactData } from '../fact/fact.ts'
import { share, sumOf, withTax } from '../money/money.ts'
import type { Currency, Taxed } from '../money/money.ts'
import type { ChargeRule, Plan } from '../plan/plan.ts'
import type { Payer, Text } from '../plan/words.ts'
import type { ChargeLine, LineKind, PriceItem, Pricing, RefusedLine, WantedLine } from './line.ts'
import { priceLine, treatmentOf } from './price.ts'
import { answeringRule, speaksOfCover } from './rule.ts'

/** What the cover of the asset says of this fault. */
export type CoverVerdict = { covered: boolean; ruleId: string | null; clause: string | null; title: Text | null; phase: string | null; pays: { parts: Payer; labour: Payer; travel: Payer } | null }
export type Job = { facts: FactData; verdict: CoverVerdict | null; wanted: readonly WantedLine[] }
/** A published list, and the unit prices of the contract by part. */
export type Prices = { currency: Currency; taxIncluded: boolean; items: readonly PriceItem[]; ceilings: Readonly<Record<string, number>> }
export type Charge = { lines: ChargeLine[]; refused: RefusedLine[]; ruleId: string | null; consentFirst: boolean; receipt: boolean; needsApproval: boolean; byPayer: Partial<Record<Payer, Taxed>> }

export function charge({ charging }: Pick<Plan, 'charging'>, job: Job, prices: Prices): Charge {
  const facts = factsOf(job)
  const results = job.wanted.map((wanted, index) => chargeLine(charging, job, wanted, index + 1, prices))
  const lines = results.flatMap((result) => ('fault' in result ? [] : [result]))
  const refused = results.flatMap((result) => ('fault' in result ? [result] : []))
  const rules = charging.filter(({ id }) => lines.some(({ ruleId, gross }) => ruleId === id && gross !== 0))
  return {
    lines, refused, ruleId: answeringRule(charging, facts)?.id ?? null,
    consentFirst: rules.some((rule) => rule.consentFirst === true), receipt: rules.some((rule) => rule.receipt === true),
    needsApproval: lines.some(({ pricing }) => pricing === 'discretion'), byPayer: byPayer(lines),
  }
}

/** The phase that cover found goes before the one written on the ticket. */
export const factsOf = ({ facts, verdict }: Pick<Job, 'facts' | 'verdict'>): FactData => (verdict?.phase ? { ...facts, phase: verdict.phase } : facts)

function chargeLine(rules: readonly ChargeRule[], job: Job, wanted: WantedLine, n: number, prices: Prices): ChargeLine | RefusedLine {
  const item = prices.items.find(({ kind, code }) => kind === wanted.kind && code === wanted.code) ?? null
  const partClass = item?.partClass ?? wanted.partClass ?? null
  const rule = answeringRule(rules, { ...factsOf(job), ...(wanted.kind === 'part' && partClass && { partClass }) })
  const line = (answer: Answer) => toLine(wanted, n, item, prices, answer)
  const cover = coverOf(job.verdict, wanted.kind)
  if (cover && !(rule && speaksOfCover(rule))) return line(cover)
  const no = (fault: RefusedLine['fault'], limit: number | null = null): RefusedLine => ({ n, kind: wanted.kind, code: wanted.code, fault, clause: rule?.clause ?? null, limit })
  if (!rule) return no('charge.no-rule')
  const treatment = treatmentOf(rule, wanted.kind, wanted.code)
  if (treatment === null) return no('charge.not-in-rule')
  const priced = priceLine(treatment, wanted, { currency: prices.currency, item, ceiling: prices.ceilings[wanted.code] ?? null }, rule.atDiscretion === true)
  if (!priced.yes) return no(priced.fault, priced.limit)
  return line({ ruleId: rule.id, clause: rule.clause, why: rule.title, pricing: priced.pricing, unitPrice: priced.unitPrice, payer: rule.payer ?? (priced.pricing === 'free' ? 'vendor' : 'customer') })
}

type Answer = { ruleId: string; clause: string; why: Text; pricing: Pricing; unitPrice: number; payer: Payer }
const said: Readonly<Record<LineKind, 'parts' | 'labour' | 'travel' | null>> = { part: 'parts', labour: 'labour', travel: 'travel', extra: null }

function coverOf(verdict: CoverVerdict | null, kind: LineKind): Answer | null {
  const of = said[kind]
  if (!verdict?.covered || !verdict.pays || !of || verdict.pays[of] === 'customer' || !verdict.title) return null
  return { ruleId: verdict.ruleId ?? '', clause: verdict.clause ?? '', why: verdict.title, pricing: 'covered', unitPrice: 0, payer: verdict.pays[of] }
}

function toLine(wanted: WantedLine, n: number, item: PriceItem | null, prices: Prices, { unitPrice, ...answer }: Answer): ChargeLine {
  const taxRate = item?.taxRate ?? (prices.currency === 'TWD' ? 500 : 600)
  return {
    n, kind: wanted.kind, code: wanted.code, title: wanted.title || item?.title || wanted.code, unit: wanted.kind === 'labour' ? 'min' : (item?.unit ?? ''), quantity: wanted.quantity,
    unitPrice, taxRate, ...withTax(amountOf(wanted, unitPrice), taxRate, prices.taxIncluded), ...answer, basis: wanted.basis ?? null,
    internalCost: item && item.cost !== null ? amountOf(wanted, item.cost) : null,
  }
}

// Labour is minutes at a price an hour; everything else is thousandths of a unit at a price a unit.
const amountOf = ({ kind, quantity }: WantedLine, unitPrice: number) => (kind === 'labour' ? share(unitPrice, quantity, 60) : share(unitPrice, Math.round(quantity * 1000), 1000))

function byPayer(lines: readonly ChargeLine[]): Charge['byPayer'] {
  return Object.fromEntries([...new Set(lines.map(({ payer }) => payer))].map((payer) => [payer, sumOf(lines.filter((line) => line.payer === payer))]))
}
