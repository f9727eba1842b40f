import type { ReplyOf } from '#contract/endpoint.ts'
import type { listKeys } from '#contract/people/keys.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

type Reply = ReplyOf<typeof listKeys>
export type Key = Reply['rows'][number]

export async function findKeys({ tx, actor }: Context): Promise<Reply> {
  return { rows: await tx.rows<Key>(sql`${keys} where k.org_id = ${actor.orgId} order by k.revoked_at is not null, k.created_at desc, k.id limit 1000`) }
}

export async function getKey({ tx, actor }: Context, keyId: string): Promise<Key> {
  const found = await tx.row<Key>(sql`${keys} where k.org_id = ${actor.orgId} and k.id = ${keyId}`)
  if (!found) throw new Refusal('key.unknown')
  return found
}

const keys = sql`
  select k.id, k.name, k.hint, k.permissions, json_build_object('id', p.id, 'name', p.name) as "createdBy", k.created_at as "createdAt", k.expires_at as "expiresAt",
    k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"
  from api_keys k join people p on p.org_id = k.org_id and p.id = k.created_by`
