import type { StockMode } from '#domain/stock/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

export async function getStockSettings({ tx, actor }: Context): Promise<{ mode: StockMode }> {
  return { mode: (await tx.row<{ mode: StockMode }>(sql`select mode from stock_settings where org_id = ${actor.orgId}`))?.mode ?? 'standard' }
}
