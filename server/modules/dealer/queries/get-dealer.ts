// A dealer with everything that is asked of it and what is missing.
import type { DealerView, flagView } from '#contract/dealer/dealer.ts'
import { lackingHours } from '#domain/settlement/outlet.ts'
import { proposeGrade, scoreDealer } from '#domain/settlement/grade.ts'
import type { DealerTerms } from '#domain/settlement/terms.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Day } from '#domain/time/day.ts'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleDealers } from '../policy.ts'
import { dealerColumns, dealerRowOf, dealerTables } from './list-dealers.ts'
import type { DealerStored } from './list-dealers.ts'
import { listDecisions } from './list-decisions.ts'
import { planIf, termsOfPlan, todayOf } from './standing.ts'

type Flag = z.output<typeof flagView>
type Stored = DealerStored & Pick<DealerView, 'outlets' | 'repairers' | 'note' | 'settledThrough' | 'version'>

export async function getDealer(context: Context, dealerId: string): Promise<DealerView> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const stored = await tx.row<Stored>(sql`
    select ${dealerColumns(today)}, d.outlets, d.repairers, d.note, d.settled_through as "settledThrough", d.version from ${dealerTables}
    where d.org_id = ${actor.orgId} and d.customer_id = ${dealerId} and c.deleted_at is null and ${visibleDealers(actor, sql`d.customer_id`)}`)
  if (!stored) throw new Refusal('dealer.unknown')
  const row = await dealerRowOf(context, stored, today)
  const plan = await planIf(tx, stored.agreement)
  const terms = termsOfPlan(plan)
  const policy = plan && stored.agreement ? await policyOf(context, dealerId, stored.agreement.planVersionId, plan, terms) : null
  const { outlets, repairers, note, settledThrough, version } = stored
  return {
    ...row, outlets, repairers, note, settledThrough, version, plan: plan?.plan ?? null,
    duties: (plan?.dealers ?? []).map(({ clause, kind, title, figures = {} }) => ({ clause, kind, title, figures: { ...figures } })),
    flags: [...(await flagsOf(context, dealerId, { terms, outlets, today })), ...(row.standing === 'active' ? [] : [{ code: 'agreement' as const, clause: terms.agreement?.clause ?? null, what: row.standing }]),
      ...(policy && policy.confirmedAt === null && terms.policy ? [{ code: 'policy' as const, clause: terms.policy.clause, what: `${policy.plan} v${policy.version}` }] : [])],
    ...(await listDecisions(context, dealerId)), score: await scoreOf(context, dealerId, row.grade, terms.liability?.cause ?? null), policy,
  }
}

async function policyOf({ tx, actor }: Context, dealerId: string, planVersionId: string, plan: Plan, terms: DealerTerms): Promise<DealerView['policy']> {
  const read = await tx.row<{ at: string; by: string }>(sql`
    select confirmed_at as at, by_name as by from dealer_policy_reads where org_id = ${actor.orgId} and dealer_id = ${dealerId} and plan_version_id = ${planVersionId}`)
  const texts = plan.texts.map(({ clause, text }) => ({ clause, text }))
  return { planVersionId, plan: plan.plan, version: plan.version, clause: terms.policy?.clause ?? null, texts, confirmedAt: read?.at ?? null, confirmedBy: read?.by ?? null }
}

type Asked = { terms: DealerTerms; outlets: DealerView['outlets']; today: Day }

async function flagsOf({ tx, actor, now }: Context, dealerId: string, { terms, outlets, today }: Asked): Promise<Flag[]> {
  const late = await tx.row<{ cards: number; parts: number; lists: number; plans: number }>(sql`
    select (select count(*)::int from dealer_cards where org_id = ${actor.orgId} and dealer_id = ${dealerId} and returned_on is null and due_on < ${today}) as cards,
      (select count(*)::int from claims l where l.org_id = ${actor.orgId} and l.dealer_id = ${dealerId} and l.replaced_part is not null and l.state = 'open' and l.return_by < ${today}
        and not exists (select 1 from claim_entries e where e.org_id = l.org_id and e.claim_id = l.id and e.kind = 'part-received')) as parts,
      (select count(*)::int from dealer_orders where org_id = ${actor.orgId} and dealer_id = ${dealerId} and shipped_on is not null and list_returned_on is null) as lists,
      (select count(*)::int from dealer_seasons s where s.org_id = ${actor.orgId} and s.ends_on >= ${today} and s.starts_on - ${terms.stockPlan?.daysBefore ?? 0}::int < ${today}::date
        and not exists (select 1 from dealer_stock_plans t where t.org_id = s.org_id and t.season_id = s.id and t.dealer_id = ${dealerId})) as plans`)
  const duty = await tx.rows<{ roster: string }>(sql`
    select distinct roster from roster_shifts where org_id = ${actor.orgId} and starts_at <= to_timestamp(${now} / 1000.0) and ends_at > to_timestamp(${now} / 1000.0)`)
  const manned = new Set(duty.map(({ roster }) => roster))
  const hours = terms.outletHours
  const counted = (code: Flag['code'], clause: string | undefined, count: number): Flag[] => (count > 0 && clause !== undefined ? [{ code, clause, what: String(count) }] : [])
  return [
    ...(hours ? lackingHours(outlets, hours.hours).map(({ name }) => ({ code: 'outlet-hours' as const, clause: hours.clause, what: name })) : []),
    ...(hours ? outlets.filter(({ roster }) => roster === '' || !manned.has(roster)).map(({ name }) => ({ code: 'outlet-roster' as const, clause: hours.clause, what: name })) : []),
    ...counted('cards', terms.card?.clause, late!.cards), ...counted('old-parts', terms.oldPart?.dueClause, late!.parts), ...counted('lists', terms.signedList?.clause, late!.lists),
    ...counted('stock-plan', terms.stockPlan?.clause, late!.plans),
  ]
}

export async function scoreOf(context: Context, dealerId: string, grade: DealerView['grade'], cause: string | null = null): Promise<DealerView['score']> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const own = sql`org_id = ${actor.orgId} and dealer_id = ${dealerId}`
  const [work] = await tx.rows<{ cardsInTime: number; cardsAll: number; inScope: number; judged: number; tasksInTime: number; tasksAll: number; unfounded: number; frauds: number; delays: number }>(sql`
    select (select count(*)::int from dealer_cards where ${own} and returned_on <= due_on) as "cardsInTime",
      (select count(*)::int from dealer_cards where ${own} and (returned_on is not null or due_on < ${today})) as "cardsAll",
      (select count(*)::int from claims l join claim_entries e on e.org_id = l.org_id and e.claim_id = l.id and e.kind = 'appraised' where l.org_id = ${actor.orgId} and l.dealer_id = ${dealerId}) as judged,
      (select count(*)::int from claims l join claim_entries e on e.org_id = l.org_id and e.claim_id = l.id and e.kind = 'appraised' and e.data->>'inScope' = 'true' where l.org_id = ${actor.orgId} and l.dealer_id = ${dealerId}
        and not exists (select 1 from claim_entries x where x.org_id = l.org_id and x.claim_id = l.id and x.kind = 'checked' and x.data->>'inScope' = 'false')) as "inScope",
      (select count(*)::int from dealer_tasks where ${own} and arranged_at <= due_at) as "tasksInTime", (select count(*)::int from dealer_tasks where ${own} and due_at is not null) as "tasksAll",
      (select count(*)::int from dealer_tasks where ${own} and push_accepted = false) as unfounded, (select count(*)::int from dealer_grades where ${own} and state = 'proposed' and cause <> 'score') as frauds,
      (select count(distinct k.ticket_id)::int from dealer_tasks k join facts f on f.org_id = k.org_id and f.subject_id = k.ticket_id and f.data->>'cause' = ${cause}
        where k.org_id = ${actor.orgId} and k.dealer_id = ${dealerId}) as delays`)
  const promises = await tx.rows<{ clause: string; kept: number; broken: number }>(sql`
    select p.clause, count(*) filter (where p.state = 'kept')::int as kept, count(*) filter (where p.state = 'broken')::int as broken
    from promises p where p.org_id = ${actor.orgId} and p.state in ('kept', 'broken') and p.subject_id in (select ticket_id from dealer_tasks where ${own}) group by p.clause order by p.clause`)
  const { cardsInTime = 0, cardsAll = 0, inScope = 0, judged = 0, tasksInTime = 0, tasksAll = 0, unfounded = 0, frauds = 0, delays = 0 } = work ?? {}
  const done = { cards: { inTime: cardsInTime, all: cardsAll }, claims: { inScope, judged }, tasks: { inTime: tasksInTime, all: tasksAll }, unfounded, frauds }
  return { ...scoreDealer(done), unfounded, frauds, delays, proposal: proposeGrade(grade, done), promises }
}
