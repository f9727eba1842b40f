import type { listPlaces as declared } from '#contract/stock/endpoints.ts'
import type { PlaceRow } from '#contract/stock/stock.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visiblePlaces } from '../policy.ts'

const read = ({ tx, actor }: Context, where: RawBuilder<unknown>): Promise<PlaceRow[]> => tx.rows<PlaceRow>(sql`
  select pl.id, pl.code, pl.name, pl.kind, pl.holder_id as "holderId", pl.customer_id as "customerId", pl.address, pl.region, pl.serves, pl.plan_depots as "planDepots", pl.is_active as "isActive", pl.version,
    case when h.id is null then null else json_build_object('id', h.id, 'name', h.name) end as holder, case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as customer,
    coalesce((select sum(b.on_hand)::int from stock_balances b where b.org_id = pl.org_id and b.place_id = pl.id), 0) as "onHand",
    (select count(distinct b.part_id)::int from stock_balances b where b.org_id = pl.org_id and b.place_id = pl.id) as parts
  from stock_places pl left join people h on h.org_id = pl.org_id and h.id = pl.holder_id left join customers c on c.org_id = pl.org_id and c.id = pl.customer_id
  where ${visiblePlaces(actor)} and ${where} order by pl.code limit 2000`)

export const listPlaces = async (context: Context, { kind, active }: ParsedOf<typeof declared>): Promise<{ rows: PlaceRow[] }> =>
  ({ rows: await read(context, sql`${kind ? sql`pl.kind = ${kind}` : sql`true`} and ${active === 'all' ? sql`true` : sql`pl.is_active`}`) })

export async function getPlace(context: Context, placeId: string): Promise<PlaceRow> {
  const [place] = await read(context, sql`pl.id = ${placeId}`)
  if (!place) throw new Refusal('place.unknown')
  return place
}
