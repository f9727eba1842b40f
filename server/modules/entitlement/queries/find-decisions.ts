import type { CoverDecisionView } from '#contract/entitlement/verdict.ts'
import type { Day } from '#domain/time/day.ts'
import type { Text } from '#domain/plan/words.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleDecisions } from '../policy.ts'

type Row = {
  id: string; kind: CoverDecisionView['kind']; decided_at: string; decided_name: string | null; cause: string | null; cause_title: Text | null; party: CoverDecisionView['party']
  excluded: CoverDecisionView['excluded']; clause: string | null; plan: string | null; state: CoverDecisionView['state']; until_day: Day | null; reason: string | null
  asset_id: string | null; asset_name: string | null; asset_number: string | null; ticket_id: string | null; ticket_number: string | null; ticket_title: string | null
  customer_id: string; customer_name: string
}

export const decisionColumns = sql`
  select d.id, d.kind, d.decided_at, d.decided_name, d.cause, d.cause_title, d.party, d.excluded, d.clause, d.plan, d.state, d.until_day, d.reason, d.asset_id, a.name as asset_name,
    a.number as asset_number, d.ticket_id, t.number as ticket_number, t.title as ticket_title, d.customer_id, c.name as customer_name
  from cover_decisions d join customers c on c.org_id = d.org_id and c.id = d.customer_id
    left join assets a on a.org_id = d.org_id and a.id = d.asset_id left join tickets t on t.org_id = d.org_id and t.id = d.ticket_id`

/** Of an asset, or of a matter without one: newest first. */
export async function decisionsOf(tx: Tx, actor: Actor, assetId: string | null, ticketId: string | null): Promise<CoverDecisionView[]> {
  const subject = ticketId ? sql`(d.ticket_id = ${ticketId} or (d.asset_id = ${assetId}::uuid and d.ticket_id is null))` : sql`d.asset_id = ${assetId}::uuid`
  const rows = await tx.rows<Row>(sql`${decisionColumns} where ${visibleDecisions(actor)} and ${subject} order by d.id desc limit 50`)
  return rows.map(decisionView)
}

export const decisionView = (row: Row): CoverDecisionView => ({
  id: row.id, kind: row.kind, at: row.decided_at, by: row.decided_name, cause: row.cause, causeTitle: row.cause_title, party: row.party, excluded: row.excluded, clause: row.clause, plan: row.plan,
  state: row.state, until: row.until_day, reason: row.reason, asset: row.asset_id ? { id: row.asset_id, name: row.asset_name ?? '', number: row.asset_number ?? '' } : null,
  ticket: row.ticket_id ? { id: row.ticket_id, number: row.ticket_number ?? '', title: row.ticket_title ?? '' } : null, customer: { id: row.customer_id, name: row.customer_name },
})
export type DecisionRow = Row

export type Limits = { days: number; perYear: number }
// Until somebody sets them: half a year ahead, twice a year.
const ordinary: Limits = { days: 180, perYear: 2 }

export async function goodwillLimits(tx: Tx, orgId: string): Promise<Limits> {
  return (await tx.row<Limits>(sql`select goodwill_days as days, goodwill_per_year as "perYear" from cover_limits where org_id = ${orgId}`)) ?? ordinary
}

export async function grantsSince(tx: Tx, orgId: string, assetId: string, since: Instant): Promise<number> {
  const row = await tx.row<{ n: number }>(sql`
    select count(*)::int as n from cover_decisions where org_id = ${orgId} and asset_id = ${assetId} and kind = 'grant' and decided_at > ${toIso(since)}`)
  return row?.n ?? 0
}
