// A sale and its card. The days run from the day of sale; the card may come with the registration or later.
import type { registerCard as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { addDays } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { dealerOf, isDealer, visibleDealers } from '../policy.ts'
import { loadClaim } from '../queries/load-claim.ts'
import { activeDealer } from '../queries/standing.ts'
import { unique } from '../store.ts'
import { saveCopies } from './record-entry.ts'

export async function registerCard(context: Context, input: ParsedOf<typeof declared>): Promise<string> {
  const { tx, actor, now } = context
  const { dealer, terms, today } = await activeDealer(context, dealerOf(context, input.dealerId))
  if (input.soldOn > today) throw new Refusal('card.bad-day', { field: 'soldOn' })
  const returnedOn = input.returned ? arrived(context, input.returnedOn, input.soldOn, today) : null
  const id = newId()
  const due = terms.card ? addDays(input.soldOn as Day, terms.card.days) : null
  const asset = await tx.row<{ id: string }>(sql`select id from assets where org_id = ${actor.orgId} and lower(serial) = lower(${input.serial}) and deleted_at is null limit 1`)
  await unique('dealer_cards_org_id_serial_key', () => new Refusal('card.serial-taken', { field: 'serial', serial: input.serial }), () => tx.run(sql`
    insert into dealer_cards (org_id, id, dealer_id, serial, product, sold_on, due_on, returned_on, user_name, user_phone, user_address, asset_id, created_by, created_at)
    values (${actor.orgId}, ${id}, ${dealer.id}, ${input.serial}, ${input.product}, ${input.soldOn}, ${due}, ${returnedOn}, ${input.userName}, ${input.userPhone}, ${input.userAddress}, ${asset?.id ?? null}, ${actor.id}, ${toIso(now)})`))
  await tx.run(sql`update dealer_stock set card_id = ${id} where org_id = ${actor.orgId} and dealer_id = ${dealer.id} and serial = ${input.serial} and card_id is null and returned_on is null`)
  await judgeAgain(context, dealer.id, input.serial)
  return id
}

export async function returnCard(context: Context, cardId: string, given: string | undefined): Promise<void> {
  const { tx, actor } = context
  const card = await tx.row<{ dealerId: string; serial: string; soldOn: Day; returnedOn: Day | null }>(sql`
    select k.dealer_id as "dealerId", k.serial, k.sold_on as "soldOn", k.returned_on as "returnedOn" from dealer_cards k
    where k.org_id = ${actor.orgId} and k.id = ${cardId} and ${visibleDealers(actor, sql`k.dealer_id`)} for update`)
  if (!card) throw new Refusal('card.unknown')
  if (card.returnedOn !== null) throw new Refusal('card.returned')
  const { today } = await activeDealer(context, card.dealerId)
  await tx.run(sql`update dealer_cards set returned_on = ${arrived(context, given, card.soldOn, today)} where org_id = ${actor.orgId} and id = ${cardId}`)
  await judgeAgain(context, card.dealerId, card.serial)
}

// A dealer cannot date its own card back; a paper card counts from the day the house received it.
function arrived({ actor }: Context, given: string | undefined, soldOn: string, today: Day): string {
  const on = isDealer(actor) ? today : (given ?? today)
  if (on > today || on < soldOn) throw new Refusal('card.bad-day', { field: 'returnedOn' })
  return on
}

// Claims that waited for this card go on.
async function judgeAgain(context: Context, dealerId: string, serial: string): Promise<void> {
  const waiting = await context.tx.rows<{ id: string }>(sql`
    select id from claims where org_id = ${context.actor.orgId} and dealer_id = ${dealerId} and serial = ${serial} and next_link = 'card' order by id for update`)
  for (const { id } of waiting) await saveCopies(context, await loadClaim(context, id))
}
