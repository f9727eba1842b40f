import type { Balance, Move } from '#domain/stock/balance.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { partColumns } from './queries/find-part.ts'
import type { PartRecord } from './queries/find-part.ts'

/**
 * All that moves stock of a part waits for its row, in the order of the ids: first come, first served, and two that want
 * the same parts cannot wait for each other.
 */
export const lockParts = (tx: Tx, orgId: string, partIds: readonly string[]): Promise<PartRecord[]> => tx.rows<PartRecord>(sql`
  select ${partColumns} from parts p where p.org_id = ${orgId} and p.id = any(${[...partIds]}::uuid[]) order by p.id for no key update`)

/** What is under way between two places lies in a place of its own. */
export async function transitPlace({ tx, actor, now }: Context): Promise<string> {
  const known = await tx.row<{ id: string }>(sql`select id from stock_places where org_id = ${actor.orgId} and kind = 'transit' order by id limit 1`)
  if (known) return known.id
  const id = newId()
  await tx.run(sql`
    insert into stock_places (org_id, id, code, name, kind, created_at) values (${actor.orgId}, ${id}, 'TRANSIT', '在途', 'transit', ${toIso(now)}) on conflict (org_id, code) do nothing`)
  return (await tx.row<{ id: string }>(sql`select id from stock_places where org_id = ${actor.orgId} and kind = 'transit' order by id limit 1`))?.id ?? id
}

/** The shelves of these parts at these places, and wherever these serials lie. */
export const readBalances = (tx: Tx, orgId: string, partIds: readonly string[], placeIds: readonly string[], serials: readonly string[]): Promise<Balance[]> => tx.rows<Balance>(sql`
  select part_id as part, place_id as place, serial, batch, condition, on_hand as "onHand", reserved from stock_balances
  where org_id = ${orgId} and part_id = any(${[...partIds]}::uuid[]) and (place_id = any(${[...placeIds]}::uuid[]) or serial = any(${[...serials]}::text[]))`)

export type MoveLabels = {
  documentId?: string; reason?: string | null; reference?: string | null; ticketId?: string | null; reservationId?: string | null; requisitionId?: string | null
  countId?: string | null; oldPartId?: string | null
}
export type StoredMove = Move & { id: string; reservationId: string | null }

export async function recordMoves({ tx, actor, now }: Context, moves: readonly StoredMove[], labels: MoveLabels & { documentId: string }): Promise<void> {
  const rows = moves.map((one) => ({
    id: one.id, kind: one.kind, part_id: one.part, quantity: one.quantity, from_id: one.from, to_id: one.to, serial: one.serial, batch: one.batch, condition: one.condition, becomes: one.becomes,
    reservation_id: one.reservationId,
  }))
  await tx.run(sql`
    insert into stock_moves (org_id, id, document_id, kind, part_id, quantity, from_id, to_id, serial, batch, condition, becomes, reservation_id, ticket_id, requisition_id, count_id, old_part_id,
      reason, reference, by_id, by_name, at)
    select ${actor.orgId}::uuid, id, ${labels.documentId}::uuid, kind, part_id, quantity, from_id, to_id, serial, batch, condition, becomes, reservation_id, ${labels.ticketId ?? null}::uuid,
      ${labels.requisitionId ?? null}::uuid, ${labels.countId ?? null}::uuid, ${labels.oldPartId ?? null}::uuid, ${labels.reason ?? null}::text, ${labels.reference ?? null}::text, ${actor.id}::uuid,
      ${actor.name}::text, ${toIso(now)}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, kind text, part_id uuid, quantity int, from_id uuid, to_id uuid, serial text, batch text, condition text, becomes text,
      reservation_id uuid)`)
}

/** The shelves as they now stand. The part is locked, so what is written is what the moves add up to. */
export async function saveBalances({ tx, actor }: Context, balances: readonly Balance[]): Promise<void> {
  const rows = JSON.stringify(balances)
  await tx.run(sql`
    insert into stock_balances (org_id, part_id, place_id, serial, batch, condition, on_hand, reserved)
    select ${actor.orgId}::uuid, part, place, serial, batch, condition, "onHand", reserved
    from jsonb_to_recordset(${rows}::jsonb) as e(part uuid, place uuid, serial text, batch text, condition text, "onHand" int, reserved int)
    on conflict (org_id, part_id, place_id, condition, batch, serial) do update set on_hand = excluded.on_hand, reserved = excluded.reserved`)
  const empty = balances.filter(({ onHand, reserved }) => onHand === 0 && reserved === 0).map(({ part }) => part)
  if (empty.length === 0) return
  await tx.run(sql`delete from stock_balances where org_id = ${actor.orgId} and on_hand = 0 and reserved = 0 and part_id = any(${[...new Set(empty)]}::uuid[])`)
}
