import type { runLine, runView } from '#contract/dealer/claim.ts'
import type { getSettlement as declared } from '#contract/dealer/claims.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { dealerIn } from '#locales/dealer.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { inUnits } from '#domain/format/money.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { planOf } from '../../plan/index.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'

export type RunView = z.output<typeof runView>
type Line = z.output<typeof runLine>
type LineRow = Omit<Line, 'dealer'> & { dealerId: string; dealerName: string; number: string }

const runs = (where: RawBuilder<unknown>, orgId: string) => sql`
  select r.id, r.month, r.first_day as from, r.last_day as until, r.started_at as "startedAt", r.finished_at as "finishedAt", coalesce(s.dealers, 0)::int as dealers,
    (select count(*)::int from dealers d where d.org_id = r.org_id) as of, coalesce(s.opening, 0)::bigint as opening, coalesce(s.charges, 0)::bigint as charges, coalesce(s.offset_total, 0)::bigint as offset,
    coalesce(s.closing, 0)::bigint as closing
  from settlement_runs r left join lateral (
    select count(*) as dealers, sum(opening) as opening, sum(charges) as charges, sum(offset_total) as offset_total, sum(closing) as closing from settlement_statements t where t.org_id = r.org_id and t.run_id = r.id) s on true
  where r.org_id = ${orgId} and ${where} order by r.month desc`

export async function listRuns({ tx, actor }: Context): Promise<RunView[]> {
  const currency = await currencyOf(tx, actor.orgId)
  return (await tx.rows<Omit<RunView, 'currency'>>(runs(sql`true`, actor.orgId))).map((run) => ({ ...run, currency }))
}

// The sums of a month are in the currency of the dealers' plan.
async function currencyOf(tx: Tx, orgId: string): Promise<RunView['currency']> {
  const row = await tx.row<{ id: string }>(sql`
    select g.plan_version_id as id from dealers d join agreements g on g.org_id = d.org_id and g.id = d.agreement_id where d.org_id = ${orgId} order by d.customer_id limit 1`)
  return row && (await planOf(tx, row.id)).currency
}

export async function getRun({ tx, actor }: Context, runId: string): Promise<RunView> {
  const run = await tx.row<Omit<RunView, 'currency'>>(runs(sql`r.id = ${runId}`, actor.orgId))
  if (!run) throw new Refusal('settlement.unknown')
  return { ...run, currency: await currencyOf(tx, actor.orgId) }
}

const lines = (orgId: string, runId: string, end: RawBuilder<unknown>) => sql`
  select s.dealer_id as "dealerId", c.name as "dealerName", c.number, s.opening, s.charges, s.offset_total as offset, s.closing, s.lines
  from settlement_statements s join customers c on c.org_id = s.org_id and c.id = s.dealer_id where s.org_id = ${orgId} and s.run_id = ${runId} ${end}`

export async function getSettlement(context: Context, { runId, cursor, limit }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const run = await getRun(context, runId)
  const after = readCursor(cursor)
  const beyond = after ? sql`and (c.number, s.dealer_id) > (${after.key}, ${after.id}::uuid)` : sql``
  const rows = await tx.rows<LineRow>(lines(actor.orgId, runId, sql`${beyond} order by c.number, s.dealer_id limit ${limit + 1}`))
  const view = ({ dealerId, dealerName, number: _, ...row }: LineRow): Line => ({ ...row, dealer: { id: dealerId, name: dealerName } })
  return { run, ...pageOfRows(rows, limit, ({ number, dealerId }) => ({ key: number, id: dealerId }), view) }
}

export async function exportSettlement(context: Context, runId: string, format: 'csv' | 'xlsx'): Promise<RawReply> {
  const { tx, actor } = context
  const { month, currency } = await getRun(context, runId)
  const rows = await tx.rows<LineRow>(lines(actor.orgId, runId, sql`order by c.number, s.dealer_id limit ${limits.exportRows}`))
  const say = dealerIn(actor.language)
  return tableReply(format, `settlement-${month}`, [say('dealer.number'), say('dealer.name'), say('statement.opening'), say('statement.charges'), say('statement.offset'), say('statement.closing')],
    rows.map((row) => [row.number, row.dealerName, inUnits(row.opening, currency ?? 'CNY'), inUnits(row.charges, currency ?? 'CNY'), inUnits(row.offset, currency ?? 'CNY'), inUnits(row.closing, currency ?? 'CNY')]))
}
