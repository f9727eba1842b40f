// Goods at dealers: delivered, sent back for a reason, or counted as sold once they stood through the seasons of the plan.
import type { openDealerSeason as announcing, decideGoodsReturn as deciding, deliverStock as delivering, requestGoodsReturn as requesting, submitStockPlan as submitting } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { deemedSoldOn, freightOf } from '#domain/settlement/stock.ts'
import type { Season } from '#domain/settlement/stock.ts'
import { addDays } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { appendAgreementFact } from '../../promise/index.ts'
import { visibleDealers } from '../policy.ts'
import { activeDealer, loadDealer, todayOf } from '../queries/standing.ts'
import { book, unique } from '../store.ts'
import { ratesOn } from './file-claim.ts'

/** Every dealer whose plan asks for a stock plan owes one from now on; its clock runs on the dealer's agreement. */
export async function openDealerSeason(context: Context, { line, title, startsOn, endsOn }: ParsedOf<typeof announcing>): Promise<string> {
  const { tx, actor, now } = context
  if (endsOn < startsOn) throw new Refusal('dealer.season-wrong', { field: 'endsOn' })
  const id = newId()
  await tx.run(sql`insert into dealer_seasons (org_id, id, line, title, starts_on, ends_on, created_at) values (${actor.orgId}, ${id}, ${line}, ${title}, ${startsOn}, ${endsOn}, ${toIso(now)})`)
  const dealers = await tx.rows<{ id: string }>(sql`select customer_id as id from dealers where org_id = ${actor.orgId} and agreement_id is not null order by customer_id`)
  for (const dealer of dealers) {
    const { terms, standing, dealer: { agreement } } = await loadDealer(context, dealer.id)
    if (terms.stockPlan && standing === 'active' && agreement) await appendAgreementFact(context, agreement.id, { kind: 'season.announced', data: { startsAt: startsOn, season: title, line, seasonId: id } })
  }
  return id
}

export async function submitStockPlan(context: Context, { dealerId, seasonId, lines }: ParsedOf<typeof submitting>): Promise<void> {
  const { tx, actor } = context
  const { dealer, terms, today } = await activeDealer(context, dealerId)
  const season = await tx.row<{ startsOn: Day; title: string }>(sql`select starts_on as "startsOn", title from dealer_seasons where org_id = ${actor.orgId} and id = ${seasonId}`)
  if (!season) throw new Refusal('dealer.season-unknown', { field: 'seasonId' })
  const due = addDays(season.startsOn, -(terms.stockPlan?.daysBefore ?? 0))
  await unique('dealer_stock_plans_org_id_dealer_id_season_id_key', () => new Refusal('dealer.plan-submitted'), () => tx.run(sql`
    insert into dealer_stock_plans (org_id, id, dealer_id, season_id, lines, due_on, submitted_on) values (${actor.orgId}, ${newId()}, ${dealer.id}, ${seasonId}, ${JSON.stringify(lines)}, ${due}, ${today})`))
  if (dealer.agreement) await appendAgreementFact(context, dealer.agreement.id, { kind: 'stock-plan.submitted', data: { season: season.title, seasonId } })
}

export async function deliverStock(context: Context, input: ParsedOf<typeof delivering>): Promise<string> {
  const { tx, actor, now } = context
  await activeDealer(context, input.dealerId)
  const id = newId()
  await unique('dealer_stock_org_id_serial_key', () => new Refusal('dealer.serial-taken', { field: 'serial', serial: input.serial }), () => tx.run(sql`
    insert into dealer_stock (org_id, id, dealer_id, line, serial, title, price, delivered_on, created_at)
    values (${actor.orgId}, ${id}, ${input.dealerId}, ${input.line}, ${input.serial}, ${input.title}, ${input.price}, ${input.deliveredOn}, ${toIso(now)})`))
  return id
}

type Unsold = { id: string; dealerId: string; line: string; serial: string; price: number; deliveredOn: Day }

/** Run as often as one likes: goods already counted as sold are not looked at, and the ledger takes each piece once. */
export async function judgeStock(context: Context): Promise<number> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const seasons = await tx.rows<Season & { line: string }>(sql`select line, starts_on as from, ends_on as until from dealer_seasons where org_id = ${actor.orgId}`)
  const unsold = await tx.rows<Unsold>(sql`
    select s.id, s.dealer_id as "dealerId", s.line, s.serial, s.price, s.delivered_on as "deliveredOn" from dealer_stock s
    where s.org_id = ${actor.orgId} and s.card_id is null and s.returned_on is null and s.deemed_sold_on is null order by s.dealer_id, s.id for update`)
  let count = 0
  for (const item of unsold) {
    const { terms } = await loadDealer(context, item.dealerId)
    const on = terms.deemedSold && deemedSoldOn(item.deliveredOn, seasons.filter(({ line }) => line === item.line), terms.deemedSold.seasons)
    if (!on || on > today) continue
    await tx.run(sql`update dealer_stock set deemed_sold_on = ${on} where org_id = ${actor.orgId} and id = ${item.id}`)
    await book(context, { dealerId: item.dealerId, kind: 'deemed-sold', on: today, minor: item.price, sourceId: item.id, reference: item.serial })
    count += 1
  }
  return count
}

type Goods = { id: string; dealerId: string; isThere: boolean }

export async function requestGoodsReturn(context: Context, { stockId, reason, note }: ParsedOf<typeof requesting>): Promise<string> {
  const { tx, actor } = context
  const goods = await tx.row<Goods>(sql`
    select s.id, s.dealer_id as "dealerId", s.card_id is null and s.returned_on is null and s.deemed_sold_on is null as "isThere" from dealer_stock s
    where s.org_id = ${actor.orgId} and s.id = ${stockId} and ${visibleDealers(actor, sql`s.dealer_id`)} for update`)
  if (!goods) throw new Refusal('dealer.stock-unknown')
  if (!goods.isThere) throw new Refusal('dealer.stock-gone')
  const { terms, today } = await loadDealer(context, goods.dealerId)
  mustBeReason(reason, terms.freight.map((rule) => rule.reason))
  const open = await tx.row(sql`select 1 from dealer_returns where org_id = ${actor.orgId} and stock_id = ${stockId} and decided_on is null`)
  if (open) throw new Refusal('dealer.return-open')
  const id = newId()
  await tx.run(sql`
    insert into dealer_returns (org_id, id, number, dealer_id, stock_id, reason, requested_on, note)
    values (${actor.orgId}, ${id}, ${await nextNumber(tx, actor.orgId, 'return', today)}, ${goods.dealerId}, ${stockId}, ${reason}, ${today}, ${note})`)
  return id
}

function mustBeReason(reason: string, reasons: readonly string[]): void {
  if (!reasons.includes(reason)) throw new Refusal('dealer.return-reason', { field: 'reason', reason, reasons: reasons.join(', ') })
}

type Asked = { dealerId: string; stockId: string; reason: string; decidedOn: Day | null; number: string }

/** Inspection confirms the reason or finds another; the plan says who then bears the freight and the restoring. */
export async function decideGoodsReturn(context: Context, input: ParsedOf<typeof deciding>): Promise<void> {
  const { tx, actor } = context
  const asked = await tx.row<Asked>(sql`
    select dealer_id as "dealerId", stock_id as "stockId", reason, decided_on as "decidedOn", number from dealer_returns where org_id = ${actor.orgId} and id = ${input.returnId} for update`)
  if (!asked) throw new Refusal('dealer.return-unknown')
  if (asked.decidedOn !== null) throw new Refusal('dealer.return-decided')
  const { terms, today } = await loadDealer(context, asked.dealerId)
  const reason = input.reason ?? asked.reason
  mustBeReason(reason, terms.freight.map((rule) => rule.reason))
  const verdict = freightOf(terms.freight, reason, input.confirmed)
  if (!verdict.yes) throw new Refusal('dealer.return-not-confirmed', { field: 'reason', clause: verdict.clause ?? '' })
  const { hours, labour, rateVersion } = await restoring(context, verdict.labour ? input.hours : 0, today)
  await tx.run(sql`
    update dealer_returns set reason = ${reason}, confirmed = ${input.confirmed}, inspection = ${input.inspection}, payer = ${verdict.payer}, clause = ${verdict.clause}, freight = ${input.freight}, hours = ${hours}, labour = ${labour},
      rate_version = ${rateVersion}, decided_on = ${today}, decided_by = ${actor.id} where org_id = ${actor.orgId} and id = ${input.returnId}`)
  await tx.run(sql`update dealer_stock set returned_on = ${today} where org_id = ${actor.orgId} and id = ${asked.stockId}`)
  if (verdict.payer !== 'dealer') return
  const entry = { dealerId: asked.dealerId, on: today, sourceId: input.returnId, reference: asked.number }
  if (input.freight > 0) await book(context, { ...entry, kind: 'freight', minor: input.freight })
  if (labour > 0) await book(context, { ...entry, kind: 'labour', minor: labour })
}

async function restoring(context: Context, hours: number, today: Day): Promise<{ hours: number; labour: number; rateVersion: number | null }> {
  if (hours === 0) return { hours, labour: 0, rateVersion: null }
  const rate = (await ratesOn(context, today)).find(({ kind }) => kind === 'labour')
  if (!rate) throw new Refusal('claim.rate-missing', { kind: 'labour', day: today })
  return { hours, labour: hours * rate.price, rateVersion: rate.version }
}
