// Is every stock balance the sum of its moves, and every reservation what its moves left of it?
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'

export type StockFinding = { check: string; id: string; what: string }

export const checkStock = (db: DatabaseHandle): Promise<StockFinding[]> => db.tx('system', (tx) => tx.rows<StockFinding>(sql`
  with effects as (
    select org_id, part_id, from_id as place_id, serial, batch, condition, case when kind in ('reserve', 'release') then 0 else -quantity end as on_hand,
      case kind when 'reserve' then quantity when 'release' then -quantity else 0 end as reserved from stock_moves where from_id is not null
    union all
    select org_id, part_id, to_id, serial, batch, becomes, quantity, 0 from stock_moves where to_id is not null and kind not in ('reserve', 'release')
  ), summed as (
    select org_id, part_id, place_id, serial, batch, condition, sum(on_hand) as on_hand, sum(reserved) as reserved from effects group by org_id, part_id, place_id, serial, batch, condition
  )
  select 'stock' as check, coalesce(b.part_id, s.part_id)::text as id,
    'a balance of ' || coalesce(b.on_hand, 0) || ' (' || coalesce(b.reserved, 0) || ' reserved) where the moves add up to ' || coalesce(s.on_hand, 0) || ' (' || coalesce(s.reserved, 0) || ')' as what
  from stock_balances b full join summed s using (org_id, part_id, place_id, serial, batch, condition)
  where coalesce(b.on_hand, 0) <> coalesce(s.on_hand, 0) or coalesce(b.reserved, 0) <> coalesce(s.reserved, 0)
  union all
  select 'stock', v.id::text, 'a reservation with ' || v.left_over || ' left where its moves leave ' || v.quantity - coalesce(sum(m.quantity), 0) from stock_reservations v
    left join stock_moves m on m.org_id = v.org_id and m.reservation_id = v.id and m.kind = 'release'
    group by v.org_id, v.id, v.quantity, v.left_over having v.left_over <> v.quantity - coalesce(sum(m.quantity), 0)
  limit 100`))
