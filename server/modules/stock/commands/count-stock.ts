// A count: a sheet with what should be there, what was found, and the difference as moves. What moves between counting and posting
// is not lost: the difference was taken when the line was counted.
import type { endCount as ending, saveCount as saving } from '#contract/stock/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Condition } from '#domain/stock/stock.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { keepsPlace, visiblePlaces } from '../policy.ts'
import { lockParts } from '../store.ts'
import { moveStock } from './move-stock.ts'
import type { StockWish } from './move-stock.ts'
import { knownPlace } from './post-moves.ts'

export async function openCount(context: Context, placeId: string): Promise<string> {
  const { tx, actor, now } = context
  const place = await knownPlace(context, placeId, 'placeId')
  if (!place || !keepsPlace(actor, place)) throw new Refusal('stock.not-yours', { field: 'placeId' })
  if (await tx.row(sql`select 1 from stock_counts where org_id = ${actor.orgId} and place_id = ${placeId} and state = 'open'`)) throw new Refusal('count.open')
  const id = newId()
  const number = await nextNumber(tx, actor.orgId, 'count', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const made = await tx.run(sql`
    insert into stock_counts (org_id, id, number, place_id, state, opened_by_name, opened_at) values (${actor.orgId}, ${id}, ${number}, ${placeId}, 'open', ${actor.name}, ${toIso(now)})
    on conflict (org_id, place_id) where state = 'open' do nothing`)
  if (made === 0) throw new Refusal('count.open')
  await tx.run(sql`
    insert into stock_count_lines (org_id, count_id, part_id, serial, batch, condition, expected)
    select org_id, ${id}::uuid, part_id, serial, batch, condition, on_hand from stock_balances where org_id = ${actor.orgId} and place_id = ${placeId}`)
  return id
}

export async function saveCount(context: Context, { countId, lines }: ParsedOf<typeof saving>): Promise<void> {
  const { tx, actor } = context
  const { placeId } = await lockCount(context, countId)
  const parts = new Map((await lockParts(tx, actor.orgId, [...new Set(lines.map(({ partId }) => partId))])).map((part) => [part.id, part]))
  for (const { partId, serial, batch, condition, counted } of lines) {
    const part = parts.get(partId)
    if (!part) throw new Refusal('part.unknown', { field: 'lines' })
    if (part.isSerial && (!serial || counted > 1)) throw new Refusal('stock.serial-needed', { field: 'lines' })
    await tx.run(sql`
      insert into stock_count_lines as l (org_id, count_id, part_id, serial, batch, condition, expected, counted, counted_by_name)
      select ${actor.orgId}::uuid, ${countId}::uuid, ${partId}::uuid, ${serial}, ${batch}, ${condition}, coalesce((select on_hand from stock_balances where org_id = ${actor.orgId} and part_id = ${partId}
        and place_id = ${placeId} and condition = ${condition} and batch = ${batch} and serial = ${serial}), 0), ${counted}, ${actor.name}
      on conflict (org_id, count_id, part_id, condition, batch, serial) do update set expected = excluded.expected, counted = excluded.counted, counted_by_name = excluded.counted_by_name`)
  }
}

export async function endCount(context: Context, { countId, post }: ParsedOf<typeof ending>): Promise<void> {
  const { tx, actor, now } = context
  const { placeId } = await lockCount(context, countId)
  if (post) await postDifferences(context, countId, placeId)
  await tx.run(sql`
    update stock_counts set state = ${post ? 'posted' : 'cancelled'}, ended_by_name = ${actor.name}, ended_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${countId}`)
}

async function postDifferences(context: Context, countId: string, placeId: string): Promise<void> {
  const { tx, actor } = context
  const lines = await tx.rows<{ part: string; serial: string; batch: string; condition: Condition; difference: number }>(sql`
    select part_id as part, serial, batch, condition, counted - expected as difference from stock_count_lines
    where org_id = ${actor.orgId} and count_id = ${countId} and counted is not null and counted <> expected order by part_id, condition, batch, serial`)
  const wishes = lines.map(({ difference, ...shelf }): StockWish => ({
    ...shelf, kind: 'count', quantity: Math.abs(difference), from: difference < 0 ? placeId : null, to: difference > 0 ? placeId : null, mayOverdraw: true,
  }))
  if (wishes.length > 0) await moveStock(context, wishes, { documentId: countId, countId })
}

async function lockCount({ tx, actor }: Context, countId: string): Promise<{ placeId: string }> {
  const row = await tx.row<{ placeId: string; state: string }>(sql`
    select n.place_id as "placeId", n.state from stock_counts n join stock_places pl on pl.org_id = n.org_id and pl.id = n.place_id
    where ${visiblePlaces(actor)} and n.id = ${countId} for update of n`)
  if (!row) throw new Refusal('count.unknown')
  if (row.state !== 'open') throw new Refusal('count.ended')
  return row
}
