import type { getReturn, listReturns } from '#contract/repair/returns.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { readReturn } from '#domain/repair/return.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleRepairs } from '../policy.ts'
import { readMatter } from './read-matter.ts'
import { filesColumn, ticketColumns, ticketJoins } from './columns.ts'

type Row = ReplyOf<typeof listReturns>['rows'][number]
type View = ReplyOf<typeof getReturn>

// A chain of approval decides on the ticket; the newest word of it stands until the desk goes on.
const state = sql`case when x.state not in ('inspected', 'sent-back', 'objection') then x.state else coalesce((
  select case when f.kind = 'approval.decided' then 'sent-back' when f.data ->> 'decision' = 'approved' then 'approved' else 'rejected' end from facts f
  where f.org_id = x.org_id and f.subject_id = x.ticket_id and x.inspection is not null and f.happened_at >= (x.inspection ->> 'at')::timestamptz
    and (f.kind = 'return.decided' or (f.kind = 'approval.decided' and f.data ->> 'yes' = 'false')) order by f.recorded_at desc, f.id desc limit 1), x.state) end`

const columns = sql`
  x.id, x.number, x.kind, ${state} as state, x.reason, ${ticketColumns}, x.product, x.quantity, x.requested_at as "requestedAt", x.days_in_use as "daysInUse", x.is_late as "isLate"`

export async function findReturns({ tx, actor }: Context, { cursor, limit, ...input }: ParsedOf<typeof listReturns>): Promise<ReplyOf<typeof listReturns>> {
  const after = readCursor(cursor)
  const q = input.q?.trim()
  const where = [
    sql`x.org_id = ${actor.orgId} and ${visibleRepairs(actor)}`,
    ...(q ? [sql`(x.number ilike ${`%${q}%`} or x.product ilike ${`%${q}%`} or t.number ilike ${`%${q}%`})`] : []),
    ...(input.kind ? [sql`x.kind = ${input.kind}`] : []), ...(input.ticketId ? [sql`x.ticket_id = ${input.ticketId}`] : []), ...(input.state ? [sql`${state} = ${input.state}`] : []),
    ...(input.open === 'true' ? [sql`${state} not in ('rejected', 'settled', 'accepted', 'training-accepted')`] : []), ...(after ? [sql`x.id < ${after.id}`] : []),
  ]
  const rows = await tx.rows<Row>(sql`select ${columns} from goods_returns x ${ticketJoins} where ${sql.join(where, sql` and `)} order by x.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

type Stored = Row & Pick<View, 'statement' | 'purchasedOn' | 'lateReason' | 'windows' | 'inspection' | 'decision' | 'freight' | 'settlement' | 'files'> & {
  training: { isFree: boolean; clause: string | null } | null; trainingTicket: View['ticket'] | null
}

export async function getReturnView(context: Context, returnId: string): Promise<View> {
  const { tx, actor } = context
  const row = await tx.row<Stored>(sql`
    select ${columns}, x.statement, x.purchased_on as "purchasedOn", x.late_reason as "lateReason", x.windows, x.training, x.inspection, x.decision, x.freight, x.settlement, ${filesColumn},
      case when k.id is null then null else json_build_object('id', k.id, 'number', k.number, 'title', k.title) end as "trainingTicket"
    from goods_returns x ${ticketJoins} left join tickets k on k.org_id = x.org_id and k.id = x.training_ticket_id
    where x.org_id = ${actor.orgId} and x.id = ${returnId} and ${visibleRepairs(actor)}`)
  if (!row) throw new Refusal('return.unknown')
  const { trainingTicket, training, ...view } = row
  const { plan, facts } = await readMatter(context, row.ticket.id)
  const { state: read, steps, refusedBecause } = readReturn(plan, facts, returnId)
  return {
    ...view, state: read, steps: [...steps], refusedBecause, training: training && { isFree: training.isFree, clause: training.clause, ticket: trainingTicket },
    approvalNeeded: plan?.approvals.find(({ records }) => records?.fact === 'return.decided')?.clause ?? null,
  }
}
