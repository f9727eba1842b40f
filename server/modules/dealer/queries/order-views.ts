import type { orderView } from '#contract/dealer/dealer.ts'
import type { listOrders as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleDealers } from '../policy.ts'
import { loadDealer, todayOf } from './standing.ts'

type OrderView = z.output<typeof orderView>
type Row = Omit<OrderView, 'dealer' | 'blockedBy'> & { dealerId: string; dealerName: string }

const orders = async (context: Context, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select * from (select o.id, o.number, o.dealer_id as "dealerId", c.name as "dealerName", o.lines, o.total, o.ordered_on as "orderedOn", o.paid_on as "paidOn", o.shipped_on as "shippedOn", o.list_due_on as "listDueOn",
      o.list_returned_on as "listReturnedOn", case when o.list_returned_on is not null or (o.shipped_on is not null and o.list_due_on is null) then 'closed'
        when o.shipped_on is not null then case when o.list_due_on < ${await todayOf(context)}::date then 'list-overdue' else 'shipped' end when o.paid_on is not null then 'paid' else 'ordered' end as state
    from dealer_orders o join customers c on c.org_id = o.org_id and c.id = o.dealer_id where o.org_id = ${context.actor.orgId} and ${visibleDealers(context.actor, sql`o.dealer_id`)}) o where ${where} ${end}`

export async function listOrders(context: Context, { cursor, limit, dealerId, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const where = sql`${dealerId ? sql`o."dealerId" = ${dealerId}` : sql`true`} ${state ? sql`and o.state = ${state}` : sql``} ${after ? sql`and o.id < ${after.id}` : sql``}`
  const rows = await context.tx.rows<Row>(await orders(context, where, sql`order by o.id desc limit ${limit + 1}`))
  const views: OrderView[] = []
  for (const row of rows) views.push(await viewOf(context, row))
  return pageOfRows(views, limit, ({ id }) => ({ key: '', id }), (row) => row)
}

export async function getOrder(context: Context, orderId: string): Promise<OrderView> {
  const row = await context.tx.row<Row>(await orders(context, sql`o.id = ${orderId}`, sql``))
  if (!row) throw new Refusal('dealer.order-unknown')
  return viewOf(context, row)
}

async function viewOf(context: Context, { dealerId, dealerName, ...row }: Row): Promise<OrderView> {
  const waits = row.state === 'ordered' ? (await loadDealer(context, dealerId)).terms.prepay?.clause : undefined
  return { ...row, dealer: { id: dealerId, name: dealerName }, blockedBy: waits ?? null }
}
