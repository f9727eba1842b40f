import type { cardView } from '#contract/dealer/dealer.ts'
import type { exportCards as exporting, listCards as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Day } from '#domain/time/day.ts'
import { dealerIn } from '#locales/dealer.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { visibleDealers } from '../policy.ts'
import { todayOf } from './standing.ts'

export type CardView = z.output<typeof cardView>
type Row = Omit<CardView, 'dealer'> & { dealerId: string; dealerName: string }

const cards = ({ actor }: Context, today: Day, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select * from (select k.id, k.dealer_id as "dealerId", c.name as "dealerName", k.serial, k.product, k.sold_on as "soldOn", k.due_on as "dueOn", k.returned_on as "returnedOn", k.user_name as "userName", k.user_phone as "userPhone",
      k.user_address as "userAddress", case when k.returned_on is null then case when k.due_on < ${today}::date then 'overdue' else 'outstanding' end when k.returned_on > k.due_on then 'late' else 'in-time' end as state
    from dealer_cards k join customers c on c.org_id = k.org_id and c.id = k.dealer_id where k.org_id = ${actor.orgId} and ${visibleDealers(actor, sql`k.dealer_id`)}) k where ${where} ${end}`

const viewOf = ({ dealerId, dealerName, ...row }: Row): CardView => ({ ...row, dealer: { id: dealerId, name: dealerName } })

export async function listCards(context: Context, { cursor, limit, dealerId, q, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const words = q?.trim() ? `%${literally(q.trim())}%` : null
  const where = sql.join([
    sql`true`, ...(dealerId ? [sql`k."dealerId" = ${dealerId}`] : []), ...(state ? [sql`k.state = ${state}`] : []), ...(words ? [sql`(k.serial ilike ${words} or k.product ilike ${words} or k."userName" ilike ${words})`] : []),
    ...(after ? [sql`(k."soldOn"::text, k.id) < (${after.key}, ${after.id}::uuid)`] : []),
  ], sql` and `)
  const rows = await context.tx.rows<Row>(cards(context, await todayOf(context), where, sql`order by k."soldOn"::text desc, k.id desc limit ${limit + 1}`))
  return pageOfRows(rows, limit, ({ soldOn, id }) => ({ key: soldOn, id }), viewOf)
}

export async function getCard(context: Context, cardId: string): Promise<CardView> {
  const row = await context.tx.row<Row>(cards(context, await todayOf(context), sql`k.id = ${cardId}`, sql``))
  if (!row) throw new Refusal('card.unknown')
  return viewOf(row)
}

export async function exportCards(context: Context, { dealerId, format }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const rows = await context.tx.rows<Row>(cards(context, await todayOf(context), dealerId ? sql`k."dealerId" = ${dealerId}` : sql`true`, sql`order by k."soldOn", k.id limit ${limits.exportRows}`))
  const say = dealerIn(context.actor.language)
  return tableReply(format, 'cards', [say('claim.dealer'), ...(['serial', 'product', 'soldOn', 'dueOn', 'returnedOn', 'userName', 'userPhone', 'userAddress'] as const).map((field) => say(`card.${field}`)), say('claim.state')],
    rows.map((row) => [row.dealerName, row.serial, row.product, row.soldOn, row.dueOn, row.returnedOn, row.userName, row.userPhone, row.userAddress, say(`card.state.${row.state}`)]))
}
