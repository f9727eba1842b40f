// The way back of a part that was taken out: shipped, received with its record, judged, and laid into the room for its result.
import type { appraiseOldPart as judging, receiveOldPart as receiving } from '#contract/stock/ticket-parts.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { appraise, takeBack } from '#domain/stock/old-part.ts'
import type { OldPartState, PlaceKind } from '#domain/stock/stock.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { appendFacts, loadMatter, lockAnyTicket } from '../../ticket/index.ts'
import { visibleOldParts } from '../policy.ts'
import { findPart } from '../queries/find-part.ts'
import { moveStock } from './move-stock.ts'
import { knownPlace } from './post-moves.ts'

type Row = { id: string; number: string; state: OldPartState; returnBy: Day | null; ticketId: string; partId: string; quantity: number; serial: string; shipment: string | null }

async function lockOldPart({ tx, actor }: Context, oldPartId: string): Promise<Row> {
  const columns = sql`o.id, o.number, o.state, o.return_by as "returnBy", o.ticket_id as "ticketId", o.part_id as "partId", o.quantity, o.serial, o.shipment`
  const found = await tx.row<Row>(sql`select ${columns} from old_parts o where ${visibleOldParts(actor)} and o.id = ${oldPartId}`)
  if (!found) throw new Refusal('old-part.unknown')
  await lockAnyTicket(tx, actor.orgId, found.ticketId)
  const locked = await tx.row<Row>(sql`select ${columns} from old_parts o where o.org_id = ${actor.orgId} and o.id = ${oldPartId} for update`)
  return locked ?? found
}

export async function shipOldParts(context: Context, oldPartIds: readonly string[]): Promise<string> {
  const { tx, actor, now } = context
  const shipment = await nextNumber(tx, actor.orgId, 'FH', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  for (const id of [...new Set(oldPartIds)].toSorted()) {
    const decision = takeBack(await lockOldPart(context, id))
    if (!decision.yes) throw new Refusal(decision.because[0], { field: 'oldPartIds' })
    await tx.run(sql`update old_parts set shipment = ${shipment} where org_id = ${actor.orgId} and id = ${id}`)
  }
  return shipment
}

/** Whoever receives it confirms the part and its record; with both the technical department is told, with the date. */
export async function receiveOldPart(context: Context, { oldPartId, hasRecord, happenedAt }: ParsedOf<typeof receiving>): Promise<void> {
  const { tx, actor, now } = context
  const row = await lockOldPart(context, oldPartId)
  const decision = takeBack(row)
  if (!decision.yes) throw new Refusal(decision.because[0])
  await tx.run(sql`
    update old_parts set state = 'returned', has_record = ${hasRecord}, returned_at = ${happenedAt ?? toIso(now)}, returned_to_name = ${actor.name}, told_at = ${hasRecord ? toIso(now) : null}
    where org_id = ${actor.orgId} and id = ${oldPartId}`)
  const when = happenedAt ? { happenedAt } : {}
  await tell(context, row, [
    { kind: 'part.returned', data: { ...await partData(context, row), record: hasRecord }, ...when },
    ...(hasRecord ? [{ kind: 'department.told' as const, data: { department: 'technical', about: row.number }, ...when }] : []),
  ])
}

/** Shared with the claims of dealers: the same judgement, wherever it is made. */
export async function appraiseOldPart(context: Context, { oldPartId, result, placeId, note }: ParsedOf<typeof judging>): Promise<void> {
  const { tx, actor, now } = context
  const row = await lockOldPart(context, oldPartId)
  const place = await knownPlace(context, placeId, 'placeId')
  const decision = appraise(row, result, (place?.kind ?? 'depot') as PlaceKind)
  if (!decision.yes) throw new Refusal(decision.because[0])
  await moveStock(context, [{ kind: 'appraise', part: row.partId, quantity: row.quantity, from: null, to: placeId, serial: row.serial || undefined, condition: result }], { ticketId: row.ticketId, oldPartId })
  await tx.run(sql`
    update old_parts set state = 'appraised', appraisal = ${result}, appraised_at = ${toIso(now)}, appraised_by_name = ${actor.name}, place_id = ${placeId}, note = ${note}
    where org_id = ${actor.orgId} and id = ${oldPartId}`)
  await tell(context, row, [{ kind: 'part.appraised', data: { ...await partData(context, row), result, place: place?.name ?? '' }, body: note }])
}

async function partData({ tx, actor }: Context, { partId, quantity, serial, number }: Row) {
  const part = await findPart(tx, actor.orgId, partId)
  return { partId, part: part?.number ?? '', quantity, oldPart: number, ...(serial && { serial }) }
}

async function tell(context: Context, { ticketId }: Row, drafts: readonly FactDraft[]): Promise<void> {
  const ticket = await lockAnyTicket(context.tx, context.actor.orgId, ticketId)
  if (ticket) await appendFacts(context, await loadMatter(context.tx, ticket), drafts)
}
