// How much of a part must be in stock, and which clause asks for it: the depots a plan keeps, and promises that can only be kept
// with the part in reach. What the several
// depots of one plan keep adds up, for it lies in several places; otherwise one piece answers all clauses, and the largest need counts.
import type { FactKind } from '../fact/kinds.ts'
import type { Plan } from '../plan/plan.ts'
import type { PromiseRule } from '../plan/promise-rule.ts'
import { readSpan } from '../plan/span.ts'
import type { PartClass, Text } from '../plan/words.ts'

export type PartDemand = { classes: readonly PartClass[]; minimum: number | null }
/** How many agreements on the plan are in force, and how many pieces that this part fits stand under them. */
export type PlanUse = { plan: Pick<Plan, 'plan' | 'promises' | 'organisation'>; contracts: number; installed: number }
export type SafetyStep = {
  clause: string; plan: string; rule: string; title: Text; because: 'depot-keeps' | 'per-contract' | 'above-installed' | 'promise-in-reach' | 'own-minimum'
  quantity: number; within: string | null; contracts: number; installed: number
}

const deliveries: readonly FactKind[] = ['spare.arrived', 'part.replaced', 'loaner.delivered']
/** A promise within this many hours leaves no time to order. */
const inReachHours = 72

export function safetyStock(part: PartDemand, uses: readonly PlanUse[]): { needed: number; steps: SafetyStep[] } {
  const steps = uses.filter(({ contracts }) => contracts > 0).flatMap((use) => [...keptByDepots(part, use), ...promisedInReach(part, use)])
  const own: SafetyStep[] = part.minimum === null ? [] : [{
    clause: '', plan: '', rule: '', title: { 'zh-TW': '自訂安全庫存', 'zh-CN': '自定安全库存', en: 'Own safety stock' }, because: 'own-minimum', quantity: part.minimum, within: null, contracts: 0, installed: 0,
  }]
  const all = [...steps, ...own]
  const sums = new Map<string, number>()
  for (const { because, plan, quantity } of all) if (because === 'depot-keeps') sums.set(plan, (sums.get(plan) ?? 0) + quantity)
  return { needed: Math.max(0, ...sums.values(), ...all.map(({ quantity }) => quantity)), steps: all }
}

/** Promises that a spare or a machine arrives, with a time so short that it must lie in a depot in reach. */
export function promisesInReach({ promises }: Pick<Plan, 'promises'>): { rule: PromiseRule; kind: 'part' | 'standby'; within: string; hours: number }[] {
  return promises.flatMap((rule) => {
    const facts = factsThatStop(rule)
    const within = spans(rule).map((span) => ({ span, hours: hoursOf(span) })).filter(({ hours }) => hours !== null && hours <= inReachHours).toSorted((a, b) => a.hours! - b.hours!)[0]
    if (!within || !facts.some((kind) => deliveries.includes(kind))) return []
    return [{ rule, kind: facts.some((kind) => kind !== 'loaner.delivered' && deliveries.includes(kind)) ? 'part' as const : 'standby' as const, within: within.span, hours: within.hours! }]
  })
}

function keptByDepots(part: PartDemand, { plan, contracts, installed }: PlanUse): SafetyStep[] {
  return plan.organisation.depots.flatMap(({ id, clause, title, keeps }): SafetyStep[] => {
    if (!keeps || !keeps.classes.some((one) => part.classes.includes(one))) return []
    const shared = { clause, plan: plan.plan, rule: id, title, within: null, contracts, installed }
    if (keeps.aboveInstalled) return [{ ...shared, because: 'above-installed', quantity: Math.max(keeps.minimum, installed + 1) }]
    return keeps.perContract
      ? [{ ...shared, because: 'per-contract', quantity: keeps.minimum * contracts }]
      : [{ ...shared, because: 'depot-keeps', quantity: keeps.minimum }]
  })
}

function promisedInReach({ classes }: PartDemand, { plan, contracts, installed }: PlanUse): SafetyStep[] {
  return promisesInReach(plan)
    .filter(({ kind }) => (kind === 'standby' ? classes.includes('standby') : classes.includes('common') || classes.includes('wear')))
    .map(({ rule, within }) => ({ clause: rule.clause, plan: plan.plan, rule: rule.id, title: rule.title, because: 'promise-in-reach', quantity: 1, within, contracts, installed }))
}

function factsThatStop({ by }: PromiseRule): FactKind[] {
  const list = 'any' in by ? by.any : 'all' in by ? by.all : [by]
  return list.map(({ fact }) => fact)
}

function spans(rule: PromiseRule): string[] {
  if ('within' in rule) return [rule.within]
  return 'targets' in rule ? rule.targets.map(({ within }) => within) : []
}

function hoursOf(span: string): number | null {
  const reading = readSpan(span)
  if (reading.kind !== 'target') return null
  const { unit, amount } = reading.target
  if (unit === 'minutes') return amount / 60
  if (unit === 'hours') return amount
  return unit === 'days' || unit === 'working-days' ? amount * 24 : null
}

/** A place is in reach of an address if the address names it, or one of the places it serves. */
export const reaches = (place: { region: string | null; serves: readonly string[] }, address: string | null): boolean =>
  address !== null && [place.region, ...place.serves].some((name) => name !== null && name !== '' && address.includes(name))
