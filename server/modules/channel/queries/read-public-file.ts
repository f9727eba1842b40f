import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'

export async function readPublicFile({ tx, actor }: Context, ticketId: string, attachmentId: string, blobs: Blobs): Promise<RawReply> {
  const row = await tx.row<{ id: string; sha256: string; name: string; media_type: string }>(sql`
    select b.id, b.sha256, b.name, b.media_type from attachments a join blobs b on b.org_id = a.org_id and b.id = a.blob_id
    where a.org_id = ${actor.orgId} and a.id = ${attachmentId} and a.ticket_id = ${ticketId} and a.is_public and a.fact_id is not null`)
  if (!row) throw new Refusal('file.unknown')
  return { type: row.media_type, name: row.name, body: await blobs.get(actor.orgId, row.id, row.sha256), inline: row.media_type.startsWith('image/') }
}
