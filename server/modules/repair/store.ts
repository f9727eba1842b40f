// The ticket behind a loan, an order or a return: locked for a change. Photos and signatures bound to the step they show.
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendAssetFact } from '../lifecycle/index.ts'
import { bindAttachments, loadMatter, lockTicket } from '../ticket/index.ts'
import type { TicketMatter, TicketRecord } from '../ticket/index.ts'

export async function lockMatter({ tx, actor }: Context, ticketId: string): Promise<TicketMatter> {
  const ticket = await lockTicket(tx, actor, ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  return loadMatter(tx, ticket)
}

export async function bindFiles({ tx, actor }: Context, of: { ticketId: string; subjectId: string; factId: string; step: string }, attachments: readonly string[]): Promise<void> {
  const ids = [...new Set(attachments)]
  if (ids.length === 0) return
  const bound = await bindAttachments(tx, actor.orgId, of.ticketId, of.factId, ids, false)
  if (bound !== ids.length) throw new Refusal('file.unknown')
  await tx.run(sql`insert into repair_files (org_id, subject_id, attachment_id, step) select ${actor.orgId}::uuid, ${of.subjectId}::uuid, unnest(${ids}::uuid[]), ${of.step}`)
}

/** An asset of the customer of the ticket; the ticket's own unless another is named. */
export async function assetOfTicket(tx: Tx, ticket: TicketRecord, assetId: string | null | undefined): Promise<{ id: string; serial: string | null; name: string; productId: string | null } | null> {
  const wanted = assetId ?? ticket.asset_id
  if (!wanted) return null
  const asset = await tx.row<{ id: string; serial: string | null; name: string; productId: string | null }>(sql`
    select id, serial, name, product_id as "productId" from assets where org_id = ${ticket.org_id} and id = ${wanted} and customer_id = ${ticket.customer_id} and deleted_at is null for update`)
  if (!asset) throw new Refusal('asset.unknown')
  return asset
}

/** The unit standing at this place has another serial from now on. */
export async function changeSerial(context: Context, { id, serial: was }: { id: string; serial: string | null }, serial: string): Promise<void> {
  await appendAssetFact(context, id, { kind: 'serial.recorded', data: { serial, ...(was && { was }) } })
}
