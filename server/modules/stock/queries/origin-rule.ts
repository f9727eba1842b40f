// May a part of this origin go into this asset? The plan's gates say what a warranty allows; within its design life an asset takes
// original parts only.
import type { Plan } from '#domain/plan/plan.ts'
import type { Origin } from '#domain/stock/stock.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import { day, yearsFrom } from '#domain/time/day.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { filedForms } from '../../promise/index.ts'
import { orgFacts } from '../../party/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'

/** The clause that refuses a part of this origin, or null. A refusal without clause is an empty text. */
export async function originClause(context: Context, matter: TicketMatter, origin: Origin): Promise<string | null> {
  if (origin === 'original') return null
  return gateAgainst(context, matter, origin) ?? lifeClause(context, matter)
}

export async function refuseOrigin(context: Context, matter: TicketMatter, origin: Origin): Promise<void> {
  const clause = await originClause(context, matter, origin)
  if (clause !== null) throw new Refusal('stock.origin-refused', { field: 'partId', clause })
}

// What stands against this origin and would not stand against an original part.
function gateAgainst({ now }: Context, { plan, facts, agreementFacts }: TicketMatter, origin: Origin): string | null {
  if (!plan) return null
  const situation = { facts, agreementFacts, filedForms: [...filedForms(facts), ...filedForms(agreementFacts)], attributes: attributesAt(facts, now) }
  const blocksOf = (of: Origin) => {
    const decision = mayRecord(plan, 'part.replaced', { origin: of, original: of === 'original' }, situation)
    return decision.yes ? [] : decision.because
  }
  const always = new Set(blocksOf('original').map(({ id }) => id))
  return blocksOf(origin).find(({ id }) => !always.has(id))?.clause ?? null
}

async function lifeClause({ tx, actor, now }: Context, { ticket, plan }: TicketMatter): Promise<string | null> {
  if (ticket.asset_id === null) return null
  const asset = await tx.row<{ bornOn: string; years: number }>(sql`
    select coalesce(a.accepted_on, a.installed_on, a.delivered_on) as "bornOn", d.years from assets a join design_lives d on d.org_id = a.org_id and d.product_id = a.product_id
    where a.org_id = ${actor.orgId} and a.id = ${ticket.asset_id} and coalesce(a.accepted_on, a.installed_on, a.delivered_on) is not null`)
  if (!asset) return null
  const today = localDay((await orgFacts(tx, actor.orgId)).zone, now)
  return today > yearsFrom(day(asset.bornOn), asset.years) ? null : genuineClause(plan)
}

const genuineClause = (plan: Plan | null): string => plan?.cover.find(({ component }) => component === 'genuine-parts')?.clause ?? ''
