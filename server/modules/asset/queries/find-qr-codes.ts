import type { RawBuilder } from 'kysely'
import type { QrView } from '#contract/asset/asset.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Row = Omit<QrView, 'url' | 'state'>

/** `condition` is on `q` (qr_codes). */
export async function findQrCodes(tx: Tx, publicUrl: string, condition: RawBuilder<unknown>, limit: number): Promise<QrView[]> {
  const rows = await tx.rows<Row>(sql`
    select q.code, q.asset_id as "assetId", q.created_at as "createdAt", q.bound_at as "boundAt", q.revoked_at as "revokedAt", q.history
    from qr_codes q where ${condition} order by q.created_at desc, q.code limit ${limit}`)
  return rows.map((row) => ({ ...row, url: qrUrl(publicUrl, row.code), state: row.revokedAt ? 'revoked' : row.assetId ? 'bound' : 'blank' }))
}

export const qrUrl = (publicUrl: string, code: string): string => `${publicUrl.replace(/\/$/, '')}/q/${code}`

export type CodeOwner = {
  code: string; orgId: string; revokedAt: string | null
  asset: { id: string; number: string; name: string; serial: string | null; customerId: string; siteId: string | null } | null
}
/** Whose code this is, whichever organisation it belongs to: for a transaction of system scope. Null when it was never made. */
export async function qrByCode(tx: Tx, code: string): Promise<CodeOwner | null> {
  if (!/^[A-Z2-7]{16,40}$/.test(code)) return null
  return tx.row<CodeOwner>(sql`
    select q.code, q.org_id as "orgId", q.revoked_at as "revokedAt", case when a.id is null then null else jsonb_build_object(
      'id', a.id, 'number', a.number, 'name', a.name, 'serial', a.serial, 'customerId', a.customer_id, 'siteId', a.site_id) end as asset
    from qr_codes q left join assets a on a.org_id = q.org_id and a.id = q.asset_id and a.deleted_at is null where q.code = ${code}`)
}
