import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { visiblePlaces } from '../policy.ts'
import type { PlaceRecord } from '../policy.ts'

export async function findPlaceName(tx: Tx, orgId: string, placeId: string | null): Promise<string> {
  if (placeId === null) return ''
  return (await tx.row<{ name: string }>(sql`select name from stock_places where org_id = ${orgId} and id = ${placeId}`))?.name ?? ''
}

const placeColumns = sql`pl.id, pl.code, pl.name, pl.kind, pl.holder_id as "holderId", pl.customer_id as "customerId", pl.is_active as "isActive"`

export const findPlace = ({ tx, actor }: Context, placeId: string): Promise<PlaceRecord | null> =>
  tx.row<PlaceRecord>(sql`select ${placeColumns} from stock_places pl where ${visiblePlaces(actor)} and pl.id = ${placeId} and pl.is_active`)
