// A dealer with its plan and whether it may act today: only with a valid agreement, signed where the plan wants it signed.
import { readDealerTerms } from '#domain/settlement/terms.ts'
import type { DealerTerms } from '#domain/settlement/terms.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readOrg } from '../../org/index.ts'
import { planOf } from '../../plan/index.ts'
import { visibleDealers } from '../policy.ts'

export type AgreementRow = { id: string; number: string; planVersionId: string; startsOn: Day; endsOn: Day | null; state: string; forms: string[] }
export type DealerRecord = { id: string; name: string; grade: 'A' | 'B' | 'C' | 'D'; salespersonId: string | null; settledThrough: Day | null; agreement: AgreementRow | null }
export type Standing = 'active' | 'none' | 'unsigned' | 'expired'
export type DealerMatter = { dealer: DealerRecord; plan: Plan | null; terms: DealerTerms; standing: Standing; today: Day }

const noTerms = readDealerTerms({ dealers: [], documents: [], values: [], vocabulary: { severities: [], levels: [], zones: [], phases: [], channels: [], causes: [] } })
const read = new WeakMap<Plan, DealerTerms>()

export function termsOfPlan(plan: Plan | null): DealerTerms {
  if (!plan) return noTerms
  const known = read.get(plan) ?? readDealerTerms(plan)
  read.set(plan, known)
  return known
}

export async function todayOf({ tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>): Promise<Day> {
  const { org } = await readOrg(tx, actor.orgId)
  return localDay(org.zone, now)
}

/** `agreement` as a JSON object, of alias g. */
export const agreementJson = sql`case when g.id is null then null else json_build_object('id', g.id, 'number', g.number, 'planVersionId', g.plan_version_id, 'startsOn', g.starts_on, 'endsOn', g.ends_on, 'state', g.state,
  'forms', (select coalesce(json_agg(distinct f.code), '[]') from forms f where f.org_id = g.org_id and f.agreement_id = g.id and f.state = 'filed')) end`

export function standingOn(agreement: AgreementRow | null, terms: DealerTerms, day: Day): Standing {
  if (!agreement) return 'none'
  if (agreement.state !== 'active' || agreement.startsOn > day || (agreement.endsOn !== null && agreement.endsOn < day)) return 'expired'
  const form = terms.agreement?.form
  return form && !agreement.forms.includes(form) ? 'unsigned' : 'active'
}

export async function loadDealer(context: Context, dealerId: string, options: { lock?: boolean } = {}): Promise<DealerMatter> {
  const { tx, actor } = context
  const dealer = await tx.row<DealerRecord>(sql`
    select d.customer_id as id, c.name, d.grade, d.salesperson_id as "salespersonId", d.settled_through as "settledThrough", ${agreementJson} as agreement
    from dealers d join customers c on c.org_id = d.org_id and c.id = d.customer_id left join agreements g on g.org_id = d.org_id and g.id = d.agreement_id
    where d.org_id = ${actor.orgId} and d.customer_id = ${dealerId} and ${visibleDealers(actor, sql`d.customer_id`)} and c.deleted_at is null ${options.lock ? sql`for update of d` : sql``}`)
  if (!dealer) throw new Refusal('dealer.unknown')
  const plan = await planIf(tx, dealer.agreement)
  const terms = termsOfPlan(plan)
  const today = await todayOf(context)
  return { dealer, plan, terms, standing: standingOn(dealer.agreement, terms, today), today }
}

export const planIf = (tx: Tx, agreement: AgreementRow | null): Promise<Plan | null> => (agreement ? planOf(tx, agreement.planVersionId) : Promise.resolve(null))

/** Refuses what only an active dealer may do, and says which part of the agreement is missing. */
export async function activeDealer(context: Context, dealerId: string, options: { lock?: boolean } = {}): Promise<DealerMatter> {
  const matter = await loadDealer(context, dealerId, options)
  const { standing, terms } = matter
  if (standing === 'active') return matter
  throw new Refusal('dealer.not-active', { reason: `claim.agreement-${standing === 'none' ? 'missing' : standing}`, clause: terms.agreement?.clause ?? '' })
}
