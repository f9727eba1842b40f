// The record of changes is sealed in batches: each seal covers its entries and the seal before it, and is signed with a key that is
// not in the database. Who changes, removes or slips in an entry afterwards breaks the chain at that place.
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { digestOf, digestOfAll, hashOf, keyIdOf, macOf } from '../queries/seal-parts.ts'

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
