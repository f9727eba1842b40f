import type { Origin } from '#domain/stock/stock.ts'
import type { PartClass } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type PartRecord = {
  id: string; number: string; name: string; unit: string; classes: PartClass[]; origin: Origin; isSerial: boolean; isBatch: boolean; productIds: string[]; minimum: number | null; isDeleted: boolean
}
export const partColumns = sql`p.id, p.number, p.name, p.unit, p.classes, p.origin, p.is_serial as "isSerial", p.is_batch as "isBatch", 
  p.product_ids as "productIds", p.minimum, p.deleted_at is not null as "isDeleted"`

export const findPart = (tx: Tx, orgId: string, partId: string): Promise<PartRecord | null> =>
  tx.row<PartRecord>(sql`select ${partColumns} from parts p where p.org_id = ${orgId} and p.id = ${partId} and p.deleted_at is null`)
