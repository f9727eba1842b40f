import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { visibleDealers } from '../policy.ts'

/** A file may be read by whoever may see its claim. */
export async function readClaimFile({ tx, actor }: Context, fileId: string, blobs: Blobs): Promise<RawReply> {
  const row = await tx.row<{ blobId: string; sha256: string; name: string; mediaType: string }>(sql`
    select b.id as "blobId", b.sha256, b.name, b.media_type as "mediaType" from claim_files f join claims l on l.org_id = f.org_id and l.id = f.claim_id join blobs b on b.org_id = f.org_id and b.id = f.blob_id
    where f.org_id = ${actor.orgId} and f.id = ${fileId} and ${visibleDealers(actor, sql`l.dealer_id`)}`)
  if (!row) throw new Refusal('file.unknown')
  return { type: row.mediaType, name: row.name, body: await blobs.get(actor.orgId, row.blobId, row.sha256), inline: row.mediaType.startsWith('image/') }
}
