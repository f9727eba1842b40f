import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export async function findPlaceName(tx: Tx, orgId: string, placeId: string | null): Promise<string> {
  if (placeId === null) return ''
  return (await tx.row<{ name: string }>(sql`select name from stock_places where org_id = ${orgId} and id = ${placeId}`))?.name ?? ''
}
