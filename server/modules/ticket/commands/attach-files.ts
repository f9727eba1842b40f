import { newId } from '#server/platform/db/ids.ts'
import { sql } from '#server/platform/db/database.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { kindOfFile } from '#server/platform/files/kinds.ts'

export type Attached = { id: string; name: string; bytes: number; mediaType: string }

/** The bytes are on disk before any row names them; a file's kind is read from its bytes, never from its name. */
export async function attachFiles({ tx, now, actor }: Context, ticketId: string, files: readonly UploadedFile[], blobs: Blobs, isPublic: boolean): Promise<Attached[]> {
  const attached: Attached[] = []
  for (const file of files) {
    const mediaType = kindOfFile(file.data)
    if (!mediaType) throw new Refusal('file.kind-refused', { name: file.name })
    const [blobId, id] = [newId(), newId()]
    const name = cleanName(file.name)
    const { sha256, bytes } = await blobs.put(actor.orgId, blobId, file.data)
    await tx.run(sql`
      insert into blobs (org_id, id, sha256, bytes, name, media_type, created_by, created_at)
      values (${actor.orgId}, ${blobId}, ${sha256}, ${bytes}, ${name}, ${mediaType}, ${actor.kind === 'visitor' ? null : actor.id}, ${toIso(now)})`)
    await tx.run(sql`insert into attachments (org_id, id, ticket_id, blob_id, is_public) values (${actor.orgId}, ${id}, ${ticketId}, ${blobId}, ${isPublic})`)
    attached.push({ id, name, bytes, mediaType })
  }
  return attached
}

// Control and direction signs would let a name pretend to be another.
const cleanName = (name: string) => name.normalize('NFC').replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(-120) || 'file'
