// Stock moved by hand. Who does not keep a place takes nothing in there and scraps nothing there.
import type { postMoves as declared } from '#contract/stock/endpoints.ts'
import type { MoveRow } from '#contract/stock/stock.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { may } from '#server/platform/http/context.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { keepsPlace } from '../policy.ts'
import type { PlaceRecord } from '../policy.ts'
import { movesWhere } from '../queries/stock-rows.ts'
import { findPlace } from '../queries/find-place.ts'
import { moveStock } from './move-stock.ts'
import type { Moved } from './move-stock.ts'

type Input = ParsedOf<typeof declared>

export async function postMoves(context: Context, { kind, lines, reason, reference, overdraw }: Input): Promise<{ documentId: string; moves: MoveRow[] }> {
  allowOverdraw(context, overdraw, reason)
  if (kind === 'scrap' && !reason) throw new Refusal('stock.reason-needed', { field: 'reason' })
  for (const line of lines) await allowPlaces(context, kind, line)
  const moved = await moveStock(context, lines.map(({ partId, fromId, toId, ...line }) => ({ kind, part: partId, from: fromId, to: toId, ...line, mayOverdraw: overdraw })), { reason, reference })
  if (overdraw) await audit(context, { action: 'overdrawn', noun: 'stock', nounId: moved.documentId, after: { reason, lines } })
  if (kind === 'receive') await tellOfReceipt(context, moved)
  return { documentId: moved.documentId, moves: (await movesWhere(context, sql`m.document_id = ${moved.documentId}`)).toReversed() }
}

export function allowOverdraw({ actor }: Context, overdraw: boolean, reason: string | null): void {
  if (!overdraw) return
  if (!may(actor, 'stock.adjust')) throw new Refusal('permission.missing', { permission: 'stock.adjust' })
  if (!reason) throw new Refusal('stock.reason-needed', { field: 'reason' })
}

export async function knownPlace(context: Context, placeId: string | null, field: string): Promise<PlaceRecord | null> {
  if (placeId === null) return null
  const place = await findPlace(context, placeId)
  if (!place) throw new Refusal('place.unknown', { field })
  return place
}

async function allowPlaces(context: Context, kind: Input['kind'], { fromId, toId }: Input['lines'][number]): Promise<void> {
  const from = await knownPlace(context, fromId, 'fromId')
  const to = await knownPlace(context, toId, 'toId')
  const keeps = (place: PlaceRecord | null) => place !== null && keepsPlace(context.actor, place)
  const allowed = kind === 'transfer' || kind === 'borrow' ? keeps(from) || keeps(to) : kind === 'receive' || kind === 'return' ? keeps(to) : keeps(from)
  if (!allowed) throw new Refusal('stock.not-yours', { field: fromId === null ? 'toId' : 'fromId' })
}

/** Whoever waits for a part learns that it has come in, and those who keep the stores. */
async function tellOfReceipt({ tx, actor, now }: Context, { documentId, parts, moves }: Moved): Promise<void> {
  const people = await tx.rows<{ id: string }>(sql`
    select distinct pe.id from people pe join roles r on r.org_id = pe.org_id and r.id = pe.role_id
    where pe.org_id = ${actor.orgId} and pe.is_active and pe.kind = 'staff' and pe.id is distinct from ${actor.id}::uuid and (r.code = 'storekeeper' or pe.id in (
      select rq.requested_by from requisitions rq join requisition_lines l on l.org_id = rq.org_id and l.requisition_id = rq.id
      where rq.org_id = ${actor.orgId} and rq.state in ('requested', 'approved') and l.part_id = any(${[...parts.keys()]}::uuid[])))`)
  const data = JSON.stringify({ number: [...parts.values()].map(({ number }) => number).join('、').slice(0, 200), quantity: moves.reduce((sum, { quantity }) => sum + quantity, 0) })
  for (const { id } of people) {
    await tx.run(sql`
      insert into notices (org_id, id, person_id, kind, subject_kind, subject_id, data, created_at)
      values (${actor.orgId}, ${newId()}, ${id}, 'stock.received', 'stock', ${documentId}, ${data}, ${toIso(now)})`)
  }
}
