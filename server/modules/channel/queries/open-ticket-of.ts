import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { lockTicket } from '../../ticket/index.ts'
import type { TicketRecord } from '../../ticket/index.ts'

export type CodeOwner = { orgId: string; assetId: string; customerId: string; siteId: string | null; name: string }

/** The fault of a machine that is reported and not yet solved. */
export async function openTicketOf({ tx, actor }: Context, assetId: string): Promise<TicketRecord | null> {
  const row = await tx.row<{ id: string }>(sql`
    select id from tickets where org_id = ${actor.orgId} and asset_id = ${assetId} and closed_at is null and deleted_at is null and resolved_at is null
      and type = 'fault' and status not in ('cancelled', 'merged', 'resolved', 'confirmed', 'closed') order by id desc limit 1`)
  return row ? lockTicket(tx, actor, row.id) : null
}
