// Parts of dealers: ordered, paid, shipped, and the delivery list back signed and stamped.
import type { orderParts as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { addDays } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { nextNumber } from '../../org/index.ts'
import { dealerOf, visibleDealers } from '../policy.ts'
import { activeDealer, loadDealer, todayOf } from '../queries/standing.ts'
import { book } from '../store.ts'
import { keepFile } from './keep-claim-files.ts'

const listDays = 15

export async function orderParts(context: Context, input: ParsedOf<typeof declared>): Promise<string> {
  const { tx, actor, now } = context
  const { dealer, today } = await activeDealer(context, dealerOf(context, input.dealerId))
  const total = input.lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0)
  const id = newId()
  await tx.run(sql`
    insert into dealer_orders (org_id, id, number, dealer_id, lines, total, ordered_on, created_at)
    values (${actor.orgId}, ${id}, ${await nextNumber(tx, actor.orgId, 'supply', today)}, ${dealer.id}, ${JSON.stringify(input.lines)}, ${total}, ${today}, ${toIso(now)})`)
  return id
}

type Order = { dealerId: string; number: string; total: number; paidOn: Day | null; shippedOn: Day | null; listReturnedOn: Day | null }

async function lockOrder({ tx, actor }: Context, orderId: string): Promise<Order> {
  const order = await tx.row<Order>(sql`
    select o.dealer_id as "dealerId", o.number, o.total, o.paid_on as "paidOn", o.shipped_on as "shippedOn", o.list_returned_on as "listReturnedOn" from dealer_orders o
    where o.org_id = ${actor.orgId} and o.id = ${orderId} and ${visibleDealers(actor, sql`o.dealer_id`)} for update`)
  if (!order) throw new Refusal('dealer.order-unknown')
  return order
}

export async function payOrder(context: Context, orderId: string, reference: string): Promise<void> {
  const { paidOn } = await lockOrder(context, orderId)
  if (paidOn !== null) throw new Refusal('dealer.order-paid')
  await context.tx.run(sql`update dealer_orders set paid_on = ${await todayOf(context)}, payment_reference = ${reference} where org_id = ${context.actor.orgId} and id = ${orderId}`)
}

/** Cash only where the plan says so; elsewhere an unpaid order becomes part of what the dealer owes. */
export async function shipOrder(context: Context, orderId: string): Promise<void> {
  const { tx, actor } = context
  const order = await lockOrder(context, orderId)
  if (order.shippedOn !== null) throw new Refusal('dealer.order-shipped')
  const { terms, today } = await loadDealer(context, order.dealerId)
  if (order.paidOn === null && terms.prepay) throw new Refusal('dealer.order-unpaid', { number: order.number, clause: terms.prepay.clause })
  await tx.run(sql`update dealer_orders set shipped_on = ${today}, list_due_on = ${terms.signedList ? addDays(today, listDays) : null} where org_id = ${actor.orgId} and id = ${orderId}`)
  if (order.paidOn === null && order.total > 0) await book(context, { dealerId: order.dealerId, kind: 'goods', on: today, minor: order.total, sourceId: orderId, reference: order.number })
}

export async function returnList(context: Context, orderId: string, { signed, stamped, files }: { signed: boolean; stamped: boolean; files: readonly UploadedFile[] }, blobs: Blobs): Promise<void> {
  const { tx, actor } = context
  const order = await lockOrder(context, orderId)
  if (order.shippedOn === null) throw new Refusal('dealer.order-not-shipped')
  if (order.listReturnedOn !== null) throw new Refusal('dealer.list-returned')
  if (!signed || !stamped) throw new Refusal('dealer.list-unsigned', { field: signed ? 'stamped' : 'signed' })
  const [file] = files
  if (!file) throw new Refusal('file.unknown')
  await tx.run(sql`update dealer_orders set list_returned_on = ${await todayOf(context)}, list_file_id = ${await keepFile(context, file, blobs)} where org_id = ${actor.orgId} and id = ${orderId}`)
}
