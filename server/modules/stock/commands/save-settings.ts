// Simple stock has one depot; it is made with the choice, so that nobody has to set up places first.
import type { StockMode } from '#domain/stock/stock.ts'
import { toIso } from '#domain/time/instant.ts'
import { stockOf } from '#locales/stock.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { audit } from '../../org/index.ts'

export async function saveStockSettings(context: Context, mode: StockMode): Promise<void> {
  const { tx, actor, now } = context
  await tx.run(sql`insert into stock_settings (org_id, mode) values (${actor.orgId}, ${mode}) on conflict (org_id) do update set mode = excluded.mode`)
  const hasDepot = await tx.row(sql`select 1 from stock_places where org_id = ${actor.orgId} and kind = 'depot' and is_active limit 1`)
  if (mode === 'simple' && !hasDepot) {
    await tx.run(sql`
      insert into stock_places (org_id, id, code, name, kind, created_at) values (${actor.orgId}, ${newId()}, 'MAIN', ${stockOf(actor.language).placeKinds.depot}, 'depot', ${toIso(now)})
      on conflict (org_id, code) do nothing`)
  }
  await audit(context, { action: 'updated', noun: 'stock-settings', after: { mode } })
}
