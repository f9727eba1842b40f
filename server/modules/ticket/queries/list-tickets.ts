import type { RawBuilder } from 'kysely'
import type { countTickets as counting, listTickets as declared } from '#contract/ticket/endpoints.ts'
import type { TicketFilter, TicketRow } from '#contract/ticket/ticket.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { readCursor, writeCursor } from '#server/platform/table/cursor.ts'
import { planOf } from '../../plan/index.ts'
import { filteredTickets, findSaying } from './ticket-filter.ts'

export type Row = {
  id: string; number: string; type: TicketRow['type']; title: string; channel: string; status: TicketRow['status']; severity: string | null; level: string | null
  customer_id: string; customer_name: string; site_id: string | null; site_name: string | null; asset_id: string | null; asset_name: string | null; asset_number: string | null
  asset_serial: string | null; agreement_id: string | null; agreement_number: string | null; plan: string | null; plan_version_id: string | null; holder_id: string | null; holder_name: string | null
  holder_accepted_at: string | null; team_id: string | null; team_name: string | null; next_due_at: string | null; next_rule: string | null; next_state: TicketRow['nextState']
  broken_count: number; registered_at: string; resolved_at: string | null; closed_at: string | null; updated_at: string; tags: string[]; version: number; sort_key: string | null
}

const sorts = {
  due: { key: sql`coalesce(t.next_due_at, 'infinity'::timestamptz)`, type: sql`timestamptz`, down: false },
  '-registered': { key: sql`t.registered_at`, type: sql`timestamptz`, down: true },
  registered: { key: sql`t.registered_at`, type: sql`timestamptz`, down: false },
  '-updated': { key: sql`t.updated_at`, type: sql`timestamptz`, down: true },
  severity: { key: sql`coalesce(t.severity, '~')`, type: sql`text`, down: false },
  customer: { key: sql`t.customer_id`, type: sql`uuid`, down: false },
} as const

export async function listTickets(context: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { key, type, down } = sorts[filter.sort ?? 'due']
  const after = readCursor(cursor)
  const beyond = after ? sql`and (${key}, t.id) ${down ? sql`<` : sql`>`} (${after.key}::${type}, ${after.id}::uuid)` : sql``
  const order = down ? sql`${key} desc, t.id desc` : sql`${key}, t.id`
  const found = await findSaying(context, filter)
  const rows = await context.tx.rows<Row>(selection(sql`
    select t.*, (${key})::text as sort_key from tickets t where ${filteredTickets(context, filter, found)} ${beyond} order by ${order} limit ${limit + 1}`, sql`order by ${order}`))
  const last = rows[limit - 1]
  return {
    rows: await ticketRows(context.tx, rows.slice(0, limit)),
    next: rows.length > limit && last ? writeCursor({ key: last.sort_key ?? '', id: last.id }) : null,
  }
}

/** The page first, then the names of its few rows. */
export const selection = (page: RawBuilder<unknown>, order: RawBuilder<unknown> = sql``, more: RawBuilder<unknown> = sql``) => sql`
  select t.id, t.number, t.type, t.title, t.channel, t.status, t.severity, t.level, t.customer_id, c.name as customer_name, t.site_id, s.name as site_name,
    t.asset_id, a.name as asset_name, a.number as asset_number, a.serial as asset_serial, t.agreement_id, g.number as agreement_number, p.code as plan, t.plan_version_id,
    t.holder_id, h.name as holder_name, t.holder_accepted_at, t.team_id, m.name as team_name, t.next_due_at, t.next_rule, t.next_state, t.broken_count,
    t.registered_at, t.resolved_at, t.closed_at, t.updated_at, t.tags, t.version, t.sort_key ${more}
  from (${page}) t
    join customers c on c.org_id = t.org_id and c.id = t.customer_id
    left join sites s on s.org_id = t.org_id and s.id = t.site_id
    left join assets a on a.org_id = t.org_id and a.id = t.asset_id
    left join agreements g on g.org_id = t.org_id and g.id = t.agreement_id
    left join plan_versions v on v.org_id = t.org_id and v.id = t.plan_version_id
    left join plans p on p.org_id = v.org_id and p.id = v.plan_id
    left join people h on h.org_id = t.org_id and h.id = t.holder_id
    left join teams m on m.org_id = t.org_id and m.id = t.team_id
  ${order}`

export async function ticketRows(tx: Tx, rows: readonly Row[]): Promise<TicketRow[]> {
  const plans = new Map<string, Plan>()
  for (const { plan_version_id: version } of rows) if (version && !plans.has(version)) plans.set(version, await planOf(tx, version))
  return rows.map((row) => ticketRow(row, row.plan_version_id ? plans.get(row.plan_version_id) ?? null : null))
}

export function ticketRow(row: Row, plan: Plan | null): TicketRow {
  return {
    id: row.id, number: row.number, type: row.type, title: row.title, channel: row.channel, status: row.status,
    severity: row.severity, severityTitle: plan?.vocabulary.severities.find(({ code }) => code === row.severity)?.title ?? null, level: row.level,
    customer: { id: row.customer_id, name: row.customer_name }, site: named(row.site_id, row.site_name),
    asset: row.asset_id ? { id: row.asset_id, name: row.asset_name ?? '', number: row.asset_number ?? '', serial: row.asset_serial } : null,
    agreement: row.agreement_id ? { id: row.agreement_id, number: row.agreement_number ?? '' } : null, plan: row.plan,
    holder: named(row.holder_id, row.holder_name), holderAccepted: row.holder_accepted_at !== null, team: named(row.team_id, row.team_name),
    nextDueAt: row.next_due_at, nextRule: row.next_rule, nextState: row.next_state, brokenCount: row.broken_count,
    registeredAt: row.registered_at, resolvedAt: row.resolved_at, closedAt: row.closed_at, updatedAt: row.updated_at, tags: row.tags, version: row.version,
  }
}

export async function countTickets(context: Context, { filters }: ParsedOf<typeof counting>): Promise<ReplyOf<typeof counting>> {
  if (filters.length === 0) return { counts: [] }
  const found = await Promise.all(filters.map((filter: TicketFilter) => findSaying(context, filter)))
  const counts = filters.map((filter: TicketFilter, n) => sql`(select count(*)::int from (select 1 from tickets t where ${filteredTickets(context, filter, found[n])} limit 999) as found)`)
  const row = await context.tx.row<{ counts: number[] }>(sql`select array[${sql.join(counts)}] as counts`)
  return { counts: row?.counts ?? [] }
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
