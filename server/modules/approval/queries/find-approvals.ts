import type { getApproval, listApprovals, listAskable } from '#contract/approval/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { newestOf, readApprovals } from '#domain/approval/approval.ts'
import { isOutside } from '#domain/approval/decide.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, visibleAgreements } from '../../plan/index.ts'
import { loadFacts } from '../../promise/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { visibleApprovals } from '../policy.ts'
import type { ApprovalRecord } from '../store.ts'
import { holdersOf, seatsOf } from './find-seats.ts'

type Row = ReplyOf<typeof listApprovals>['rows'][number]
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const columns = (seats: readonly string[], mayRecordOutside: boolean) => sql`
  a.id, a.state, a.clause, a.title, a.seat, (a.state = 'pending' and (a.seat = any(${[...seats]}::text[]) or (${mayRecordOutside} and a.seat in ('customer', 'owner', 'dealer', 'supplier')))) as "isMine",
  case when t.id is null then null else json_build_object('id', t.id, 'number', t.number, 'title', t.title) end as ticket,
  case when g.id is null then null else json_build_object('id', g.id, 'number', g.number, 'title', g.title) end as agreement,
  json_build_object('id', c.id, 'name', c.name) as customer, a.form_id as "formId", a.note, p.name as "askedBy", a.asked_at as "askedAt", a.decided_at as "decidedAt"`
const joined = sql`approvals a left join tickets t on t.org_id = a.org_id and t.id = a.ticket_id
  left join agreements g on g.org_id = a.org_id and g.id = coalesce(a.agreement_id, t.agreement_id)
  join customers c on c.org_id = a.org_id and c.id = coalesce(t.customer_id, g.customer_id) left join people p on p.org_id = a.org_id and p.id = a.asked_by`

export async function findApprovals(context: Context, input: ParsedOf<typeof listApprovals>): Promise<ReplyOf<typeof listApprovals>> {
  const { tx, actor } = context
  if (input.cursor !== undefined && !uuid.test(input.cursor)) throw new Refusal('request.invalid', { field: 'cursor' })
  const seats = await seatsOf(context)
  const where = [
    sql`a.org_id = ${actor.orgId} and ${visibleApprovals(actor, seats)}`,
    ...(input.state ? [sql`a.state = ${input.state}`] : []),
    ...(input.mine === 'true' ? [sql`a.state = 'pending' and a.seat = any(${seats}::text[])`] : []),
    ...(input.ticketId ? [sql`a.ticket_id = ${input.ticketId}`] : []),
    ...(input.agreementId ? [sql`a.agreement_id = ${input.agreementId}`] : []),
    ...(input.seat ? [sql`a.seat = ${input.seat}`] : []),
    ...(input.cursor ? [sql`a.id < ${input.cursor}`] : []),
  ]
  const rows = await tx.rows<Row>(sql`select ${columns(seats, actor.permissions.has('form.file'))} from ${joined} where ${sql.join(where, sql` and `)} order by a.id desc limit ${input.limit + 1}`)
  return { rows: rows.slice(0, input.limit), next: rows.length > input.limit ? (rows[input.limit - 1]?.id ?? null) : null }
}

export async function readApproval(context: Context, approvalId: string): Promise<ReplyOf<typeof getApproval>> {
  const { tx, actor } = context
  const seats = await seatsOf(context)
  const row = await tx.row<Row & ApprovalRecord>(sql`
    select ${columns(seats, actor.permissions.has('form.file'))}, a.ticket_id, a.agreement_id, a.plan_version_id from ${joined}
    where a.org_id = ${actor.orgId} and a.id = ${approvalId} and ${visibleApprovals(actor, seats)}`)
  if (!row) throw new Refusal('approval.unknown')
  const facts = await loadFacts(tx, actor.orgId, (row.ticket_id ?? row.agreement_id)!)
  const reading = readApprovals(await planOf(tx, row.plan_version_id), facts).find(({ id }) => id === approvalId)
  if (!reading) throw new Refusal('approval.unknown')
  const holders = await holdersOf(context, reading.steps.map(({ seat }) => seat))
  const deciders = reading.steps.flatMap(({ by }) => by ?? [])
  const people = await tx.rows<{ id: string; name: string }>(sql`select id, name from people where org_id = ${actor.orgId} and id = any(${deciders}::uuid[])`)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const steps = reading.steps.map((step) => ({
    ...step, by: step.by ? (names.get(step.by) ?? null) : null, at: step.at === null ? null : toIso(step.at), holders: holders.get(step.seat) ?? [], isOutside: isOutside(step.seat),
  }))
  return { ...row, steps }
}

/** What the plan of a ticket or an agreement lets be asked for; a chain still under way is not asked twice. */
export async function findAskable(context: Context, { ticketId, agreementId }: ParsedOf<typeof listAskable>): Promise<ReplyOf<typeof listAskable>> {
  const { subjectId, planVersionId } = await subjectOf(context, ticketId, agreementId)
  if (!planVersionId) return { rows: [] }
  const plan = await planOf(context.tx, planVersionId)
  const readings = readApprovals(plan, await loadFacts(context.tx, context.actor.orgId, subjectId))
  const forms = new Set(plan.documents.map(({ code }) => code))
  return { rows: plan.approvals.map(({ id, clause, title, of, steps }) => {
    const form = forms.has(of) ? of : null
    const newest = newestOf(readings, id)
    return { ruleId: id, clause, title, seats: [...steps], form, canAsk: form === null && (newest === null || newest.state === 'refused') }
  }) }
}

async function subjectOf({ tx, actor }: Context, ticketId: string | undefined, agreementId: string | undefined): Promise<{ subjectId: string; planVersionId: string | null }> {
  const row = ticketId
    ? await tx.row<{ id: string; plan: string | null }>(sql`select t.id, t.plan_version_id as plan from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
    : await tx.row<{ id: string; plan: string | null }>(sql`select g.id, g.plan_version_id as plan from agreements g where g.org_id = ${actor.orgId} and g.id = ${agreementId ?? null}::uuid and ${visibleAgreements(actor, sql`g.customer_id`)}`)
  if (!row) throw new Refusal(ticketId ? 'ticket.unknown' : 'agreement.unknown')
  return { subjectId: row.id, planVersionId: row.plan }
}
