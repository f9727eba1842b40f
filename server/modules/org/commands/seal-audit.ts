// The record of changes is sealed in batches: each seal covers its entries and the seal before it, and is signed with a key that is
// not in the database. Who changes, removes or slips in an entry afterwards breaks the chain at that place.
import { createHash, createHmac } from 'node:crypto'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'

/** Of one entry, over all that is said in it. */
export const digestOf = sql`encode(sha256(convert_to(jsonb_build_array(e.id, extract(epoch from e.at), e.actor_id, e.actor_name, e.action, e.noun, e.noun_id, e.before, e.after)::text, 'UTF8')), 'hex')`

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const digestOfAll = (entries: readonly { id: string; digest: string }[]): string => sha256(entries.map(({ id, digest }) => `${id} ${digest}`).join('\n'))
export const hashOf = ({ n, entries, digest, previous }: { n: number; entries: number; digest: string; previous: string }): string => sha256([n, entries, digest, previous].join(' '))
export const macOf = ({ audit }: Keys, orgId: string, hash: string): string => createHmac('sha256', audit).update(`${orgId} ${hash}`).digest('hex')
/** Names the key without showing it. */
export const keyIdOf = ({ audit }: Keys): string => sha256(audit.toString('hex')).slice(0, 12)

const most = 1000

export async function sealAudit(db: DatabaseHandle, keys: Keys, now: Instant): Promise<number> {
  const orgs = await db.tx('system', (tx) => tx.rows<{ org_id: string }>(sql`select distinct org_id from audit_entries where seal_n is null limit 200`))
  let sealed = 0
  for (const { org_id: orgId } of orgs) sealed += await db.tx({ orgId }, (tx) => sealOne(tx, keys, orgId, now))
  return sealed
}

async function sealOne(tx: Tx, keys: Keys, orgId: string, now: Instant): Promise<number> {
  const mine = await tx.row<{ ok: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${`audit:${orgId}`})) as ok`)
  if (!mine?.ok) return 0
  const entries = await tx.rows<{ id: string; digest: string }>(sql`select e.id, ${digestOf} as digest from audit_entries e where e.org_id = ${orgId} and e.seal_n is null order by e.id limit ${most}`)
  if (entries.length === 0) return 0
  const last = await tx.row<{ n: number; hash: string }>(sql`select n, hash from audit_seals where org_id = ${orgId} order by n desc limit 1`)
  const seal = { n: (last?.n ?? 0) + 1, entries: entries.length, digest: digestOfAll(entries), previous: last?.hash ?? '' }
  const hash = hashOf(seal)
  await tx.run(sql`
    update audit_entries e set seal_n = ${seal.n}, digest = d.digest from unnest(${entries.map(({ id }) => id)}::uuid[], ${entries.map(({ digest }) => digest)}::text[]) as d(id, digest)
    where e.org_id = ${orgId} and e.id = d.id`)
  await tx.run(sql`
    insert into audit_seals (org_id, n, entries, digest, previous, hash, mac, key_id, sealed_at)
    values (${orgId}, ${seal.n}, ${seal.entries}, ${seal.digest}, ${seal.previous}, ${hash}, ${macOf(keys, orgId, hash)}, ${keyIdOf(keys)}, ${toIso(now)})`)
  return entries.length
}
