import type { ParsedOf } from '#contract/endpoint.ts'
import type { createKey as endpoint } from '#contract/people/keys.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { mustCover, ownSession } from '../policy.ts'
import { getKey } from '../queries/find-keys.ts'
import type { Key } from '../queries/find-keys.ts'

/** Only a person makes keys: a key that makes keys could not be ended. */
export async function createKey(context: Context, input: ParsedOf<typeof endpoint>): Promise<Key & { key: string }> {
  const { tx, now, actor } = context
  const { personId } = ownSession(actor)
  mustCover(actor, input.permissions)
  if (input.expiresAt && instant(input.expiresAt) <= now) throw new Refusal('request.invalid', { field: 'expiresAt' })
  const [id, key] = [newId(), newToken('ak_')]
  await tx.run(sql`
    insert into api_keys (org_id, id, name, token_hash, hint, permissions, created_by, created_at, expires_at)
    values (${actor.orgId}, ${id}, ${input.name}, ${tokenHash(key)}, ${`${key.slice(0, 6)}…${key.slice(-4)}`}, ${[...new Set(input.permissions)]}, ${personId}, ${toIso(now)}, ${input.expiresAt})`)
  const made = await getKey(context, id)
  await audit(context, { action: 'key.made', noun: 'key', nounId: id, after: { name: made.name, permissions: made.permissions, expiresAt: made.expiresAt } })
  return { ...made, key }
}

export async function revokeKey(context: Context, keyId: string): Promise<void> {
  const { tx, now, actor } = context
  const { name } = await getKey(context, keyId)
  await tx.run(sql`update api_keys set revoked_at = coalesce(revoked_at, ${toIso(now)}) where org_id = ${actor.orgId} and id = ${keyId}`)
  await audit(context, { action: 'key.revoked', noun: 'key', nounId: keyId, before: { name } })
  await accessChanged(tx, actor.orgId)
}
