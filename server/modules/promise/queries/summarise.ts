// How each clause is kept. Excused and withdrawn promises stand in columns of their own, outside the rate.
import type { summariseClauses as byClause, summariseCustomers as byCustomer } from '#contract/promise/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { planOf } from '../../plan/index.ts'
import { visiblePromises } from '../policy.ts'
import { titleOf } from './list-promises.ts'

type Counts = { made: number; running: number; at_risk: number; kept: number; broken: number; excused: number; withdrawn: number; measured: number }
type ClauseRow = Counts & { plan: string; clause: string; rule_id: string; version: string }

const counts = (at: string) => sql`
  count(*)::int as made,
  count(*) filter (where p.state in ('running', 'paused'))::int as running,
  count(*) filter (where p.state = 'running' and p.due_at > ${at}::timestamptz and p.due_at - ${at}::timestamptz < (p.due_at - p.started_at) / 5)::int as at_risk,
  count(*) filter (where p.state = 'kept')::int as kept, count(*) filter (where p.state = 'broken')::int as broken,
  count(*) filter (where p.state = 'excused')::int as excused, count(*) filter (where p.state = 'withdrawn')::int as withdrawn,
  count(*) filter (where p.state = 'measured')::int as measured`

const span = ({ from, until }: { from?: string | undefined; until?: string | undefined }) => sql`
  ${from ? sql`and p.started_at >= ${from}::timestamptz` : sql``} ${until ? sql`and p.started_at < ${until}::timestamptz` : sql``}`

export async function summariseClauses({ tx, actor, now }: Context, input: ParsedOf<typeof byClause>): Promise<ReplyOf<typeof byClause>> {
  const rows = await tx.rows<ClauseRow>(sql`
    select pl.code as plan, p.clause, p.rule_id, max(p.plan_version_id::text) as version, ${counts(toIso(now))}
    from promises p
      join plan_versions v on v.org_id = p.org_id and v.id = p.plan_version_id join plans pl on pl.org_id = v.org_id and pl.id = v.plan_id
      left join tickets t on p.subject_kind = 'ticket' and t.org_id = p.org_id and t.id = p.subject_id
    where p.org_id = ${actor.orgId} and ${visiblePromises(actor)} ${span(input)}
      ${input.customerId ? sql`and p.customer_id = ${input.customerId}::uuid` : sql``} ${input.plan ? sql`and pl.code = ${input.plan}` : sql``}
    group by pl.code, p.clause, p.rule_id order by pl.code, p.clause, p.rule_id`)
  const titles = await Promise.all(rows.map(async ({ version, rule_id }) => titleOf(await planOf(tx, version), rule_id)))
  return {
    rows: rows.map(({ rule_id: ruleId, at_risk: atRisk, version: _version, ...row }, index) => ({
      ...row, ruleId, atRisk, title: titles[index]!, keptRate: row.kept + row.broken === 0 ? null : row.kept / (row.kept + row.broken),
    })),
  }
}

export async function summariseCustomers({ tx, actor, now }: Context, input: ParsedOf<typeof byCustomer>): Promise<ReplyOf<typeof byCustomer>> {
  const rows = await tx.rows<Counts & { id: string; name: string }>(sql`
    select c.id, c.name, ${counts(toIso(now))}
    from promises p join customers c on c.org_id = p.org_id and c.id = p.customer_id
      left join tickets t on p.subject_kind = 'ticket' and t.org_id = p.org_id and t.id = p.subject_id
    where p.org_id = ${actor.orgId} and ${visiblePromises(actor)} ${span(input)}
    group by c.id, c.name order by broken desc, at_risk desc, running desc, c.name limit 200`)
  return { rows: rows.map((row) => ({ customer: { id: row.id, name: row.name }, running: row.running, atRisk: row.at_risk, broken: row.broken, kept: row.kept })) }
}
