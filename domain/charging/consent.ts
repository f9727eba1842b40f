// Work that costs the customer money waits for the yes to its price; a ticket with money taken waits for its receipt.
import { byRecording, standing } from '../fact/fact.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { ChargeRule, Plan } from '../plan/plan.ts'
import type { Text } from '../plan/words.ts'
import { answeringRule } from './rule.ts'

export type ChargeBlock = { code: 'consent.missing' | 'receipt.missing'; id: string; clause: string; title: Text; needs: string }

const work = new Set<FactKind>(['part.replaced', 'fault.removed', 'work.finished', 'unit.repaired'])

export function missingForCharge({ charging }: Pick<Plan, 'charging'>, kind: FactKind, data: FactData, facts: readonly Fact[], attributes: FactData): ChargeBlock[] {
  const rule = answeringRule(charging, { ...attributes, ...data })
  if (!rule) return []
  if (work.has(kind) && rule.consentFirst === true && !hasConsent(facts)) return [block('consent.missing', rule, 'quote.accepted')]
  if (kind === 'ticket.closed' && hasUnreceipted(facts)) return [block('receipt.missing', rule, 'payment.received')]
  return []
}

// A quote sent again asks again; a quote of nothing needs no yes.
function hasConsent(facts: readonly Fact[]): boolean {
  const last = quotes(facts).at(-1)
  return last !== undefined && (last.kind === 'quote.accepted' || last.data['amount'] === 0)
}

const quotes = (facts: readonly Fact[]) => [...standing(facts)].filter(({ kind }) => kind === 'quote.sent' || kind === 'quote.accepted').sort(byRecording)

const hasUnreceipted = (facts: readonly Fact[]) => standing(facts).some(({ kind, data }) => kind === 'payment.received' && data['sheet'] !== undefined && !data['receipt'])

const block = (code: ChargeBlock['code'], { id, clause, title }: ChargeRule, needs: string): ChargeBlock => ({ code, id, clause, title, needs })
