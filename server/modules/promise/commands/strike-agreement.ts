import { termsOf } from '../../plan/index.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { holdsLease } from '../jobs.ts'
import type { ClaimedSubject } from '../jobs.ts'
import { insertFacts } from '../store.ts'
import { loadFacts } from '../queries/load-facts.ts'
import { lockAgreement } from './record-agreement-fact.ts'
import { settle } from './settle.ts'
import { strikesDue } from './strike.ts'

export async function strikeAgreement(db: DatabaseHandle, claimed: ClaimedSubject, now: Instant): Promise<void> {
  await db.tx({ orgId: claimed.orgId }, async (tx) => {
    const subject = await lockAgreement(tx, { orgId: claimed.orgId, kind: 'system', customerId: null }, claimed.id)
    if (!(await holdsLease(tx, claimed))) return
    const facts = await loadFacts(tx, claimed.orgId, claimed.id)
    const terms = await termsOf(tx, claimed.id)
    const struck = strikesDue(subject, facts, terms, now)
    await insertFacts(tx, subject, struck)
    await settle(tx, subject, [...facts, ...struck], terms, now, struck.length)
  })
}
