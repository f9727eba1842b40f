// Photographs and scans of a claim. The bytes are kept before any row names them; a file's kind is read from its bytes.
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import { kindOfFile } from '#server/platform/files/kinds.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { loadClaim } from '../queries/load-claim.ts'

export async function keepFile({ tx, now, actor }: Context, file: UploadedFile, blobs: Blobs): Promise<string> {
  const mediaType = kindOfFile(file.data)
  if (!mediaType) throw new Refusal('file.kind-refused', { name: file.name })
  const blobId = newId()
  const name = file.name.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(-120) || 'file'
  const { sha256, bytes } = await blobs.put(actor.orgId, blobId, file.data)
  await tx.run(sql`
    insert into blobs (org_id, id, sha256, bytes, name, media_type, created_by, created_at) values (${actor.orgId}, ${blobId}, ${sha256}, ${bytes}, ${name}, ${mediaType}, ${actor.id}, ${toIso(now)})`)
  return blobId
}

export async function attachClaimFiles(context: Context, claimId: string, files: readonly UploadedFile[], blobs: Blobs): Promise<void> {
  const { row: { state } } = await loadClaim(context, claimId, { lock: true })
  if (state !== 'open') throw new Refusal('claim.closed')
  if (files.length === 0) throw new Refusal('file.unknown')
  for (const file of files) {
    const blobId = await keepFile(context, file, blobs)
    await context.tx.run(sql`insert into claim_files (org_id, id, claim_id, blob_id, created_at) values (${context.actor.orgId}, ${newId()}, ${claimId}, ${blobId}, ${toIso(context.now)})`)
  }
}
