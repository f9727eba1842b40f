// Is the record of changes what was written? Each kind of damage has a name of its own: altered, missing, added, a broken chain, a
// seal that is not ours, a checkpoint that no longer fits.
import type { Keys } from '#server/platform/auth/secret.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { digestOf, digestOfAll, hashOf, keyIdOf, macOf } from './seal-parts.ts'

export type AuditFinding = { org: string; check: 'altered' | 'entries' | 'chain' | 'signature' | 'redaction' | 'checkpoint'; where: string; what: string }
export type AuditHead = { org: string; n: number; hash: string }
export type AuditVerdict = { findings: AuditFinding[]; heads: AuditHead[]; seals: number; entries: number; redacted: number; unsealed: number; otherKey: number }

type Seal = { org_id: string; n: number; entries: number; digest: string; previous: string; hash: string; mac: string; key_id: string }
type Entry = { id: string; digest: string; fresh: string; redacted_in: string | null; excused: boolean }

/** `checkpoints` are heads that were written down elsewhere, earlier. */
export async function verifyAudit(db: DatabaseHandle, keys: Keys, checkpoints: readonly AuditHead[]): Promise<AuditVerdict> {
  const verdict: AuditVerdict = { findings: [], heads: [], seals: 0, entries: 0, redacted: 0, unsealed: 0, otherKey: 0 }
  const orgs = await db.tx('system', (tx) => tx.rows<{ id: string }>(sql`select id from orgs order by id`))
  for (const { id } of orgs) await db.tx({ orgId: id }, (tx) => verifyOne(tx, keys, id, checkpoints.filter(({ org }) => org === id), verdict))
  return verdict
}

async function verifyOne(tx: Tx, keys: Keys, org: string, checkpoints: readonly AuditHead[], verdict: AuditVerdict): Promise<void> {
  const seals = await tx.rows<Seal>(sql`select * from audit_seals where org_id = ${org} order by n`)
  const say = (check: AuditFinding['check'], where: string, what: string) => verdict.findings.push({ org, check, where, what })
  let previous = ''
  for (const [index, seal] of seals.entries()) {
    const where = `seal ${seal.n}`
    if (seal.n !== index + 1 || seal.previous !== previous || hashOf(seal) !== seal.hash) say('chain', where, 'does not follow the seal before it')
    if (seal.key_id !== keyIdOf(keys)) verdict.otherKey += 1
    else if (seal.mac !== macOf(keys, org, seal.hash)) say('signature', where, 'was not signed by this installation')
    await verifyEntries(tx, seal, say, verdict)
    previous = seal.hash
  }
  for (const { n, hash } of checkpoints) if (seals[n - 1]?.hash !== hash) say('checkpoint', `seal ${n}`, 'is not what was written down: the chain was rewritten or cut off')
  const astray = await tx.row<{ n: number; unsealed: number }>(sql`
    select count(*) filter (where seal_n > ${seals.length})::int as n, count(*) filter (where seal_n is null)::int as unsealed from audit_entries where org_id = ${org}`)
  if (astray && astray.n > 0) say('entries', `after seal ${seals.length}`, `${astray.n} entries name a seal that is not there`)
  verdict.unsealed += astray?.unsealed ?? 0
  const last = seals.at(-1)
  if (last) verdict.heads.push({ org, n: last.n, hash: last.hash })
}

async function verifyEntries(tx: Tx, seal: Seal, say: (check: AuditFinding['check'], where: string, what: string) => void, verdict: AuditVerdict): Promise<void> {
  const entries = await tx.rows<Entry>(sql`
    select e.id, e.digest, ${digestOf} as fresh, e.redacted_in, exists (select 1 from audit_entries r where r.org_id = e.org_id and r.id = e.redacted_in and r.action = 'subject.erased') as excused
    from audit_entries e where e.org_id = ${seal.org_id} and e.seal_n = ${seal.n} order by e.id`)
  if (entries.length !== seal.entries) say('entries', `seal ${seal.n}`, `${seal.entries} entries were sealed, ${entries.length} are there`)
  if (digestOfAll(entries) !== seal.digest) say('entries', `seal ${seal.n}`, 'its entries are not those that were sealed')
  for (const { id, digest, fresh, redacted_in: redacted, excused } of entries) {
    if (redacted !== null && !excused) say('redaction', id, 'was blacked out without an erasure that says so')
    if (redacted === null && digest !== fresh) say('altered', id, 'does not say what it said when it was sealed')
    if (redacted !== null) verdict.redacted += 1
  }
  verdict.seals += 1
  verdict.entries += entries.length
}
