// The charging rules of a ticket's plan, put to its own facts: which rule answers, what each line costs, who pays.
import { charge, factsOf } from '#domain/charging/charge.ts'
import type { Charge, CoverVerdict } from '#domain/charging/charge.ts'
import type { WantedLine } from '#domain/charging/line.ts'
import { explainRules } from '#domain/charging/rule.ts'
import type { RuleStep } from '#domain/charging/rule.ts'
import type { Verdict } from '#domain/entitlement/verdict.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { coverOfTicket } from '../../entitlement/index.ts'
import { loadMatter } from '../../ticket/index.ts'
import type { TicketMatter, TicketRecord } from '../../ticket/index.ts'
import type { StoredLine } from '../store.ts'
import { itemsOf, priceListFor, publishedList } from './price-lists.ts'
import type { ListInForce } from './price-lists.ts'

export type Ground = { matter: TicketMatter; plan: Plan; facts: FactData; verdict: CoverVerdict | null; list: ListInForce | null; steps: RuleStep[] }
export type Wish = WantedLine & { reference?: string | undefined }
export type PricedJob = { ground: Ground; list: ListInForce; result: Charge; lines: StoredLine[] }

/** What the rules look at: every word ever said of the ticket, the newest last, and what cover found. */
export async function groundOf(context: Context, ticket: TicketRecord, priceListId?: string): Promise<Ground> {
  const { tx, actor, now } = context
  const matter = await loadMatter(tx, ticket)
  if (!matter.plan) throw new Refusal('charge.no-plan')
  const { plan } = matter
  const said = Object.assign({}, ...matter.facts.filter(({ kind }) => telling.has(kind)).map(({ data }) => data)) as FactData
  const attributes = attributesAt(matter.facts, now)
  const verdict = verdictOf(await coverOfTicket(tx, actor, ticket.id))
  const own = { ...(await countedOf(context, ticket, plan)), ...said, ...attributes }
  const list = priceListId ? await publishedList(tx, actor.orgId, priceListId) : await priceListFor(tx, actor.orgId, plan.plan, localDay(plan.zone, now))
  if (priceListId && !list) throw new Refusal('price.unknown')
  const facts = factsOf({ facts: own, verdict })
  return { matter, plan, facts: own, verdict, list, steps: explainRules(plan.charging, facts) }
}

const verdictOf = ({ covered, rule, clause, title, phase, pays }: Verdict): CoverVerdict => ({ covered, ruleId: rule, clause, title, phase, pays })

// What nobody has to say because it can be counted: whether this is the first training for the purchase.
async function countedOf({ tx, actor }: Context, ticket: TicketRecord, { charging }: Plan): Promise<FactData> {
  if (!charging.some(({ when }) => 'firstTraining' in when)) return {}
  const purchase = ticket.asset_id ? sql`t.asset_id = ${ticket.asset_id}` : sql`t.asset_id is null and t.customer_id = ${ticket.customer_id}`
  const earlier = await tx.row(sql`
    select 1 from tickets t where t.org_id = ${actor.orgId} and ${purchase} and t.type = 'training' and t.status <> 'cancelled' and t.deleted_at is null
      and (t.registered_at, t.id) < (${ticket.registered_at}::timestamptz, ${ticket.id}::uuid) limit 1`)
  return { firstTraining: earlier === null }
}

// Answers given at intake and on the way that a charging rule may ask for, beside the attributes of the ticket.
const telling = new Set<string>(['ticket.registered', 'ticket.graded', 'ticket.reclassified', 'warranty.verified', 'diagnosis.made', 'cause.analysed', 'part.appraised', 'evaluation.made', 'onsite.decided'])

export async function chargeOf(context: Context, ticket: TicketRecord, wishes: readonly Wish[], priceListId?: string): Promise<PricedJob> {
  const { tx, actor } = context
  const ground = await groundOf(context, ticket, priceListId)
  const { list, plan, facts, verdict } = ground
  if (!list) throw new Refusal('charge.no-price-list', { plan: plan.plan })
  const contract = ticket.agreement_id ? await tx.rows<{ code: string; unit_price: number | null }>(sql`
    select code, unit_price from contract_lines where org_id = ${actor.orgId} and agreement_id = ${ticket.agreement_id}`) : []
  const ceilings = Object.fromEntries(contract.flatMap(({ code, unit_price: price }) => (price === null ? [] : [[code, price]])))
  const result = charge(plan, { facts, verdict, wanted: wishes }, { currency: list.currency, taxIncluded: list.taxIncluded, items: await itemsOf(tx, actor.orgId, list.id), ceilings })
  const known = new Set(contract.map(({ code }) => code))
  const lines = result.lines.map((line) => {
    const reference = wishes[line.n - 1]?.reference ?? (known.has(line.code) ? line.code : null)
    return { ...line, reference, isUnmatched: known.size > 0 && line.kind !== 'travel' && (reference === null || !known.has(reference)) }
  })
  return { ground, list, result, lines }
}
