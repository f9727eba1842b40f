import type { listPromises as declared } from '#contract/promise/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Text } from '#domain/plan/words.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { literally } from '#server/platform/search/text.ts'
import { planOf } from '../../plan/index.ts'
import { visiblePromises } from '../policy.ts'
import { untitled } from './promise-view.ts'

type Input = ParsedOf<typeof declared>
type Reply = ReplyOf<typeof declared>
export type PromiseRow = Reply['rows'][number]
type Row = {
  id: string; key: string; rule_id: string; clause: string; state: PromiseRow['state']; subject_kind: PromiseRow['subjectKind']; subject_id: string
  subject_number: string; subject_title: string; customer_id: string; customer_name: string; plan: string; plan_version_id: string
  started_at: string; due_at: string | null; met_at: string | null; broken_at: string | null; holder: string | null; explained: string | null
}

export async function listPromises({ tx, actor, now }: Context, input: Input): Promise<Reply> {
  const after = readCursor(input.cursor)
  const beyond = !after ? sql`true` : after.key === '' ? sql`(p.due_at is null and p.id > ${after.id}::uuid)` : sql`((p.due_at, p.id) > (${after.key}::timestamptz, ${after.id}::uuid) or p.due_at is null)`
  const rows = await tx.rows<Row>(sql`${selection()}
    where p.org_id = ${actor.orgId} and ${visiblePromises(actor)} and ${asked(input, now)} and ${beyond}
    order by p.due_at nulls last, p.id limit ${input.limit + 1}`)
  const { rows: page, next } = pageOfRows(rows, input.limit, ({ id, due_at: key }) => ({ key: key ?? '', id }), (row) => row)
  return { rows: await titled(tx, page), next }
}

export const selection = () => sql`
  select p.id, p.key, p.rule_id, p.clause, p.state, p.subject_kind, p.subject_id, coalesce(t.number, a.number) as subject_number,
    coalesce(t.title, a.title) as subject_title, p.customer_id, c.name as customer_name, pl.code as plan, p.plan_version_id,
    p.started_at, p.due_at, p.met_at, p.broken_at, h.name as holder, p.explained
  from promises p
    join customers c on c.org_id = p.org_id and c.id = p.customer_id
    join agreements a on a.org_id = p.org_id and a.id = p.agreement_id
    join plan_versions v on v.org_id = p.org_id and v.id = p.plan_version_id
    join plans pl on pl.org_id = v.org_id and pl.id = v.plan_id
    left join tickets t on p.subject_kind = 'ticket' and t.org_id = p.org_id and t.id = p.subject_id
    left join people h on h.org_id = p.org_id and h.id = t.holder_id`

export async function titled(tx: Tx, rows: readonly Row[]): Promise<PromiseRow[]> {
  const plans = new Map<string, Plan>()
  for (const { plan_version_id: version } of rows) if (!plans.has(version)) plans.set(version, await planOf(tx, version))
  return rows.map((row) => ({
    id: row.id, key: row.key, ruleId: row.rule_id, clause: row.clause, title: titleOf(plans.get(row.plan_version_id), row.rule_id), state: row.state,
    subjectKind: row.subject_kind, subjectId: row.subject_id, subjectNumber: row.subject_number, subjectTitle: row.subject_title,
    customer: { id: row.customer_id, name: row.customer_name }, plan: row.plan, startedAt: row.started_at, dueAt: row.due_at, metAt: row.met_at,
    brokenAt: row.broken_at, holder: row.holder, explained: row.explained,
  }))
}

export const titleOf = (plan: Plan | undefined, ruleId: string): Text => plan?.promises.find(({ id }) => id === ruleId)?.title ?? untitled(ruleId)

type Asked = Pick<Input, 'state' | 'customerId' | 'plan' | 'clause' | 'ruleId' | 'from' | 'until' | 'q'>

function asked(input: Asked, now: Instant) {
  const conditions = [
    input.state && inState(input.state, now),
    input.customerId && sql`p.customer_id = ${input.customerId}::uuid`,
    input.plan && sql`pl.code = ${input.plan}`,
    input.clause && sql`p.clause = ${input.clause}`,
    input.ruleId && sql`p.rule_id = ${input.ruleId}`,
    input.from && sql`p.started_at >= ${input.from}::timestamptz`,
    input.until && sql`p.started_at < ${input.until}::timestamptz`,
    input.q && sql`(t.number ilike ${`%${literally(input.q)}%`} or c.name ilike ${`%${literally(input.q)}%`} or p.clause ilike ${`${literally(input.q)}%`})`,
  ].filter((condition) => condition !== undefined && condition !== '')
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` and `)}`
}

// At risk: less than a fifth of the time is left, or less than an hour.
function inState(state: NonNullable<Input['state']>, now: Instant) {
  const at = toIso(now)
  switch (state) {
    case 'open': return sql`p.state in ('running', 'paused')`
    case 'overdue': return sql`(p.state = 'broken' and p.met_at is null)`
    case 'at-risk': return sql`(p.state = 'running' and p.due_at is not null and p.due_at > ${at}::timestamptz
      and p.due_at - ${at}::timestamptz < greatest((p.due_at - p.started_at) / 5, interval '0'))`
    default: return sql`p.state = ${state}`
  }
}
