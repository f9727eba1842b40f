import type { getAgreementLedger as declared } from '#contract/promise/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { readPromises } from '#domain/promise/read.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, termsOf, visibleAgreements } from '../../plan/index.ts'
import { subjectOf } from './subject-of.ts'
import { loadFacts } from './load-facts.ts'
import { findFacts } from './find-facts.ts'
import { findLedger } from './find-ledger.ts'
import { promiseView } from './promise-view.ts'

export async function getAgreementLedger({ tx, actor, now }: Context, { agreementId }: { agreementId: string }): Promise<ReplyOf<typeof declared>> {
  const row = await tx.row<{ plan_version_id: string; created_at: string }>(sql`
    select plan_version_id, created_at from agreements where org_id = ${actor.orgId} and id = ${agreementId} and ${visibleAgreements(actor, sql`customer_id`)}`)
  if (!row) throw new Refusal('agreement.unknown')
  const plan = await planOf(tx, row.plan_version_id)
  const subject = subjectOf({ kind: 'agreement', id: agreementId, startedAt: row.created_at })
  const readings = readPromises(subject, await loadFacts(tx, actor.orgId, agreementId), await termsOf(tx, agreementId), now)
  return {
    promises: readings.map((reading) => promiseView(reading, plan)),
    facts: await findFacts(tx, { orgId: actor.orgId, subjectId: agreementId, limit: 200 }),
    ledger: await findLedger(tx, actor.orgId, agreementId),
  }
}
