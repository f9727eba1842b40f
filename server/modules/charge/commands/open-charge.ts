// Whoever changes a sheet holds its ticket first, then the sheet: two at once come one after the other.
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { sql } from '#server/platform/db/database.ts'
import { lockTicket } from '../../ticket/index.ts'
import type { TicketRecord } from '../../ticket/index.ts'
import { lockCharge } from '../store.ts'
import type { ChargeRecord } from '../store.ts'

export type OpenCharge = { ticket: TicketRecord; sheet: ChargeRecord }

export async function openCharge({ tx, actor }: Context, chargeId: string): Promise<OpenCharge> {
  const known = await tx.row<{ ticket_id: string }>(sql`select ticket_id from charges where org_id = ${actor.orgId} and id = ${chargeId}`)
  const ticket = known ? await lockTicket(tx, actor, known.ticket_id) : null
  const sheet = ticket ? await lockCharge(tx, actor.orgId, chargeId) : null
  if (!ticket || !sheet) throw new Refusal('charge.unknown')
  return { ticket, sheet }
}
