// Tickets handed to dealers: only what a dealer needs for the work, never the rest of the ticket.
import type { taskView } from '#contract/dealer/dealer.ts'
import type { listTasks as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import type { FactDraft } from '../../promise/index.ts'
import { visibleDealers } from '../policy.ts'
import { loadDealer } from './standing.ts'

export type FactDraftLike = FactDraft
type TaskView = z.output<typeof taskView>
type Row = Omit<TaskView, 'dealer' | 'liable'> & { dealerId: string; dealerName: string; cause: string | null }

const tasks = ({ actor, now }: Context, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select k.id, k.dealer_id as "dealerId", c.name as "dealerName", k.task, k.transferred_at as "transferredAt", k.due_at as "dueAt", k.arranged_at as "arrangedAt", k.arrangement->>'person' as person, k.arrangement->>'visitAt' as "visitAt",
    case when k.push_accepted then 'returned' when k.ended_at is not null then 'ended' when k.pushed_at is not null and k.push_accepted is null then 'pushed-back' when k.arranged_at is not null then 'arranged'
      when k.due_at < ${toIso(now)}::timestamptz then 'overdue' else 'open' end as state, k.push_reason as "pushReason", k.push_accepted as "pushAccepted",
    (select f.data->>'cause' from facts f where f.org_id = k.org_id and f.subject_id = k.ticket_id and f.data->>'cause' is not null order by f.recorded_at desc, f.id desc limit 1) as cause,
    json_build_object('id', t.id, 'number', t.number, 'title', t.title, 'description', t.description, 'customer', u.name, 'phone', coalesce(t.caller_phone, n.phone), 'address', coalesce(s.address, u.address),
      'asset', a.name || coalesce(' ' || a.serial, ''), 'status', t.status) as ticket,
    (select coalesce(json_agg(json_build_object('clause', p.clause, 'state', p.state, 'dueAt', to_char(p.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.due_at), '[]') from promises p
      where p.org_id = k.org_id and p.subject_id = k.ticket_id and p.started_at >= k.transferred_at) as promises
  from dealer_tasks k join customers c on c.org_id = k.org_id and c.id = k.dealer_id join tickets t on t.org_id = k.org_id and t.id = k.ticket_id join customers u on u.org_id = t.org_id and u.id = t.customer_id
    left join sites s on s.org_id = t.org_id and s.id = t.site_id left join assets a on a.org_id = t.org_id and a.id = t.asset_id left join contacts n on n.org_id = t.org_id and n.id = t.contact_id
  where k.org_id = ${actor.orgId} and t.deleted_at is null and ${visibleDealers(actor, sql`k.dealer_id`)} and ${where} ${end}`

async function viewOf(context: Context, { dealerId, dealerName, cause, ...row }: Row): Promise<TaskView> {
  const liability = cause === null ? null : (await loadDealer(context, dealerId)).terms.liability
  return { ...row, dealer: { id: dealerId, name: dealerName }, liable: liability && liability.cause === cause ? liability.clause : null }
}

export async function listTasks(context: Context, { cursor, limit, dealerId, open }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const where = sql`${dealerId ? sql`k.dealer_id = ${dealerId}` : sql`true`} ${open ? (open === 'yes' ? sql`and k.ended_at is null` : sql`and k.ended_at is not null`) : sql``} ${after ? sql`and k.id < ${after.id}` : sql``}`
  const rows = await context.tx.rows<Row>(tasks(context, where, sql`order by k.id desc limit ${limit + 1}`))
  const views: TaskView[] = []
  for (const row of rows) views.push(await viewOf(context, row))
  return pageOfRows(views, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getTask(context: Context, taskId: string): Promise<TaskView> {
  const row = await context.tx.row<Row>(tasks(context, sql`k.id = ${taskId}`, sql``))
  if (!row) throw new Refusal('dealer.task-unknown')
  return viewOf(context, row)
}
