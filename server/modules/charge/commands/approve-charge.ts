import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { openCharge } from './open-charge.ts'

/** An amount at discretion is approved by another than who entered it. */
export async function approveCharge(context: Context, chargeId: string): Promise<void> {
  const { tx, actor, now } = context
  const { sheet } = await openCharge(context, chargeId)
  if (sheet.state !== 'draft') throw new Refusal('charge.closed', { state: sheet.state })
  if (!sheet.needs_approval || sheet.approved_at) throw new Refusal('charge.nothing-to-approve')
  if (sheet.created_by === actor.id) throw new Refusal('charge.own-amount')
  await tx.run(sql`update charges set approved_by = ${actor.id}, approved_at = ${toIso(now)}, updated_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${chargeId}`)
  await audit(context, { action: 'approved', noun: 'charge', nounId: chargeId, after: { gross: sheet.gross, version: sheet.version } })
}
