import type { returnView, stockPlanLine, stockPlanView, stockView } from '#contract/dealer/dealer.ts'
import type { listGoodsReturns as returning, listStock as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { deemedSoldOn } from '#domain/settlement/stock.ts'
import { addDays } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleDealers } from '../policy.ts'
import { loadDealer, todayOf } from './standing.ts'

export type SeasonRow = { id: string; line: string; title: string; startsOn: Day; endsOn: Day }
export const listSeasons = ({ tx, actor }: Context): Promise<SeasonRow[]> => tx.rows<SeasonRow>(sql`
  select id, line, title, starts_on as "startsOn", ends_on as "endsOn" from dealer_seasons where org_id = ${actor.orgId} order by starts_on desc, id`)

type StockView = z.output<typeof stockView>
type Row = Omit<StockView, 'dealer' | 'seasons' | 'clause' | 'deemedSoldOn'> & { dealerId: string; dealerName: string; deemed: Day | null; deliveredOn: Day }

const goods = ({ actor }: Context, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select * from (select s.id, s.dealer_id as "dealerId", c.name as "dealerName", s.line, s.serial, s.title, s.price, s.delivered_on as "deliveredOn", s.deemed_sold_on as deemed,
      case when s.deemed_sold_on is not null then 'deemed-sold' when s.returned_on is not null then 'returned' when s.card_id is not null then 'sold' else 'in-stock' end as state
    from dealer_stock s join customers c on c.org_id = s.org_id and c.id = s.dealer_id where s.org_id = ${actor.orgId} and ${visibleDealers(actor, sql`s.dealer_id`)}) s where ${where} ${end}`

export async function listStock(context: Context, { cursor, limit, dealerId, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const where = sql`${dealerId ? sql`s."dealerId" = ${dealerId}` : sql`true`} ${state ? sql`and s.state = ${state}` : sql``} ${after ? sql`and s.id < ${after.id}` : sql``}`
  const rows = await context.tx.rows<Row>(goods(context, where, sql`order by s.id desc limit ${limit + 1}`))
  const views = await stockViews(context, rows)
  return pageOfRows(views, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getStock(context: Context, stockId: string): Promise<StockView> {
  const [view] = await stockViews(context, await context.tx.rows<Row>(goods(context, sql`s.id = ${stockId}`, sql``)))
  if (!view) throw new Refusal('dealer.stock-unknown')
  return view
}

async function stockViews(context: Context, rows: readonly Row[]): Promise<StockView[]> {
  const seasons = await listSeasons(context)
  const today = await todayOf(context)
  const matters = new Map<string, Awaited<ReturnType<typeof loadDealer>>>()
  for (const { dealerId } of rows) if (!matters.has(dealerId)) matters.set(dealerId, await loadDealer(context, dealerId))
  return rows.map(({ dealerId, dealerName, deemed, ...row }) => {
    const rule = matters.get(dealerId)?.terms.deemedSold ?? null
    const own = seasons.filter(({ line }) => line === row.line).map(({ startsOn, endsOn }) => ({ from: startsOn, until: endsOn }))
    return {
      ...row, dealer: { id: dealerId, name: dealerName }, seasons: own.filter(({ from, until }) => from >= row.deliveredOn && until < today).length, clause: rule?.clause ?? null,
      deemedSoldOn: deemed ?? (rule && row.state === 'in-stock' ? deemedSoldOn(row.deliveredOn, own, rule.seasons) : null),
    }
  })
}

type PlanLine = z.output<typeof stockPlanLine>

export async function listStockPlans(context: Context, dealerId: string): Promise<z.output<typeof stockPlanView>[]> {
  const { tx, actor } = context
  const { terms, today } = await loadDealer(context, dealerId)
  const plans = await tx.rows<{ seasonId: string; lines: PlanLine[]; submittedOn: Day }>(sql`
    select season_id as "seasonId", lines, submitted_on as "submittedOn" from dealer_stock_plans where org_id = ${actor.orgId} and dealer_id = ${dealerId}`)
  const bought = await tx.rows<{ part: string; quantity: number }>(sql`
    select lower(x.part) as part, sum(x.quantity)::int as quantity from dealer_orders o, jsonb_to_recordset(o.lines) as x (part text, quantity int)
    where o.org_id = ${actor.orgId} and o.dealer_id = ${dealerId} and o.paid_on is not null group by lower(x.part)`)
  const of = new Map(bought.map(({ part, quantity }) => [part, quantity]))
  return (await listSeasons(context)).map((season) => {
    const plan = plans.find(({ seasonId }) => seasonId === season.id)
    const dueOn = addDays(season.startsOn, -(terms.stockPlan?.daysBefore ?? 0))
    const state = plan ? (plan.submittedOn <= dueOn ? 'submitted' as const : 'late' as const) : today > dueOn ? 'overdue' as const : 'open' as const
    const lines = (plan?.lines ?? []).map((line) => ({ ...line, bought: of.get(line.part.toLowerCase()) ?? 0 }))
    return { season, dueOn, submittedOn: plan?.submittedOn ?? null, state, clause: terms.stockPlan?.clause ?? null, lines }
  })
}

type ReturnView = z.output<typeof returnView>
type ReturnRow = Omit<ReturnView, 'dealer' | 'stock'> & { dealerId: string; dealerName: string; stockId: string; serial: string; title: string }

const returns = ({ actor }: Context, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select r.id, r.number, r.dealer_id as "dealerId", c.name as "dealerName", r.stock_id as "stockId", s.serial, s.title, r.reason, r.requested_on as "requestedOn", r.note, r.confirmed, r.inspection, r.payer, r.clause, r.freight,
    r.hours, r.labour, r.rate_version as "rateVersion", r.decided_on as "decidedOn"
  from dealer_returns r join customers c on c.org_id = r.org_id and c.id = r.dealer_id join dealer_stock s on s.org_id = r.org_id and s.id = r.stock_id
  where r.org_id = ${actor.orgId} and ${visibleDealers(actor, sql`r.dealer_id`)} and ${where} ${end}`
const returnOf = ({ dealerId, dealerName, stockId, serial, title, ...row }: ReturnRow): ReturnView => ({ ...row, dealer: { id: dealerId, name: dealerName }, stock: { id: stockId, serial, title } })

export async function listGoodsReturns(context: Context, { cursor, limit, dealerId }: ParsedOf<typeof returning>): Promise<ReplyOf<typeof returning>> {
  const after = readCursor(cursor)
  const where = sql`${dealerId ? sql`r.dealer_id = ${dealerId}` : sql`true`} ${after ? sql`and r.id < ${after.id}` : sql``}`
  const rows = await context.tx.rows<ReturnRow>(returns(context, where, sql`order by r.id desc limit ${limit + 1}`))
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), returnOf)
}

export async function getReturn(context: Context, returnId: string): Promise<ReturnView> {
  const row = await context.tx.row<ReturnRow>(returns(context, sql`r.id = ${returnId}`, sql``))
  if (!row) throw new Refusal('dealer.return-unknown')
  return returnOf(row)
}
