import type { listAllCycles as all, listCycles as declared } from '#contract/report/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { CycleRule } from '#domain/plan/plan.ts'
import { readCycle } from '#domain/cycle/read-cycle.ts'
import { addMonths } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, termsOf, visibleAgreements } from '../../plan/index.ts'
import { factOf, loadFacts } from '../../promise/index.ts'
import type { StoredFact } from '../../promise/index.ts'

type Row = { id: string; number: string; customer: string; plan_version_id: string; starts_on: Day; ends_on: Day | null }

const agreements = sql`select a.id, a.number, c.name as customer, a.plan_version_id, a.starts_on, a.ends_on from agreements a join customers c on c.org_id = a.org_id and c.id = a.customer_id`

async function cyclesOf({ tx, actor, now }: Context, row: Row, from: Day, until: Day) {
  const plan = await planOf(tx, row.plan_version_id)
  const facts = [...await loadFacts(tx, actor.orgId, row.id), ...await ticketEvents(tx, actor.orgId, row.id, plan.cycles)]
  const terms = await termsOf(tx, row.id)
  const agreement = { startsOn: row.starts_on, endsOn: row.ends_on, zone: terms.zone }
  const today = localDay(terms.zone, now)
  return plan.cycles.flatMap((rule) => readCycle(rule, agreement, facts, today, { from, until, calendar: terms.calendar }).map((occurrence) => ({ rule, occurrence })))
}

// A visit after a repair is owed by what happened to a ticket of the agreement.
async function ticketEvents(tx: Tx, orgId: string, agreementId: string, cycles: readonly CycleRule[]): Promise<Fact[]> {
  const kinds = [...new Set(cycles.flatMap(({ onEvent }) => (onEvent && 'fact' in onEvent ? [onEvent.fact] : [])))]
  const rows = await tx.rows<StoredFact>(sql`
    select f.id, f.kind, f.happened_at, f.recorded_at, f.by_id, f.by_name, f.data, f.body, f.corrects from facts f
    where f.org_id = ${orgId} and f.kind = any(${kinds}::text[]) and f.subject_id in (select t.id from tickets t where t.org_id = ${orgId} and t.agreement_id = ${agreementId})
    order by f.happened_at limit 2000`)
  return rows.map(factOf)
}

export async function listCycles(context: Context, { agreementId, from, until }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const row = await context.tx.row<Row>(sql`${agreements} where a.org_id = ${context.actor.orgId} and a.id = ${agreementId} and ${visibleAgreements(context.actor, sql`a.customer_id`)}`)
  if (!row) throw new Refusal('agreement.unknown')
  const last = row.ends_on ?? addMonths(row.starts_on, 24)
  const found = await cyclesOf(context, row, (from as Day | undefined) ?? row.starts_on, (until as Day | undefined) ?? last)
  return {
    rows: found.map(({ rule, occurrence }) => ({
      ruleId: rule.id, clause: rule.clause, title: rule.title, activity: rule.activity, n: occurrence.n, dueOn: occurrence.dueOn, windowFrom: occurrence.windowFrom, windowTo: occurrence.windowTo,
      state: occurrence.state, form: rule.form ?? null, checklist: rule.checklist ?? null, free: rule.free ?? null,
    })).sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0)),
  }
}

export async function listAllCycles(context: Context, { from, until }: ParsedOf<typeof all>): Promise<ReplyOf<typeof all>> {
  const rows = await context.tx.rows<Row>(sql`${agreements} where a.org_id = ${context.actor.orgId} and a.state = 'active' and ${visibleAgreements(context.actor, sql`a.customer_id`)} order by a.id limit 500`)
  const found = []
  for (const row of rows) {
    for (const { rule, occurrence } of await cyclesOf(context, row, from as Day, until as Day)) {
      found.push({ agreement: { id: row.id, number: row.number }, customer: row.customer, ruleId: rule.id, clause: rule.clause, title: rule.title, activity: rule.activity,
        dueOn: occurrence.dueOn, state: occurrence.state })
    }
  }
  return { rows: found.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0)) }
}
