import type { exportTickets as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { writeCsv, writeXlsx } from '#server/platform/table/write-table.ts'
import { selection } from './list-tickets.ts'
import type { Row } from './list-tickets.ts'
import { filteredTickets, findSaying } from './ticket-filter.ts'

const columns = ['number', 'type', 'title', 'status', 'severity', 'level', 'customer', 'site', 'asset', 'serial', 'plan', 'agreement', 'holder', 'nextDueAt', 'clause',
  'broken', 'registeredAt', 'resolvedAt', 'closedAt'] as const

export async function exportTickets(context: Context, { format, ...filter }: ParsedOf<typeof declared>): Promise<RawReply> {
  const order = sql`order by t.registered_at, t.id`
  const found = await findSaying(context, filter)
  const rows = await context.tx.rows<Row>(selection(sql`
    select t.*, null as sort_key from tickets t where ${filteredTickets(context, filter, found)} ${order} limit ${limits.exportRows}`, order))
  const cells = rows.map((row) => [
    row.number, row.type, row.title, row.status, row.severity, row.level, row.customer_name, row.site_name, row.asset_name, row.asset_serial, row.plan, row.agreement_number,
    row.holder_name, row.next_due_at, row.next_rule, row.broken_count, row.registered_at, row.resolved_at, row.closed_at,
  ])
  if (format === 'xlsx') return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: 'tickets.xlsx', body: await writeXlsx([...columns], cells) }
  return { type: 'text/csv; charset=utf-8', name: 'tickets.csv', body: writeCsv([...columns], cells) }
}
