import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { visibleTickets } from '../policy.ts'

type Row = { blob_id: string; sha256: string; name: string; media_type: string }

/** A file may be read by whoever may read its ticket. */
export async function readAttachment({ tx, actor }: Context, attachmentId: string, blobs: Blobs): Promise<RawReply> {
  const row = await tx.row<Row>(sql`
    select b.id as blob_id, b.sha256, b.name, b.media_type from attachments a
      join blobs b on b.org_id = a.org_id and b.id = a.blob_id
      join tickets t on t.org_id = a.org_id and t.id = a.ticket_id
    where a.org_id = ${actor.orgId} and a.id = ${attachmentId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!row) throw new Refusal('file.unknown')
  return { type: row.media_type, name: row.name, body: await blobs.get(actor.orgId, row.blob_id, row.sha256), inline: row.media_type.startsWith('image/') }
}
