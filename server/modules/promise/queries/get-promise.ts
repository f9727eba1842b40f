import type { getPromise as declared } from '#contract/promise/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { visiblePromises } from '../policy.ts'
import { findLedger } from './find-ledger.ts'
import { selection, titled } from './list-promises.ts'
import { promiseView } from './promise-view.ts'

type Row = Parameters<typeof titled>[1][number]

export async function getPromise({ tx, actor }: Context, { promiseId }: { promiseId: string }): Promise<ReplyOf<typeof declared>> {
  const row = await tx.row<Row>(sql`${selection()} where p.org_id = ${actor.orgId} and p.id = ${promiseId} and ${visiblePromises(actor)}`)
  const stored = await tx.row<{ reading: PromiseReading }>(sql`select reading from promises where org_id = ${actor.orgId} and id = ${promiseId}`)
  if (!row || !stored) throw new Refusal('promise.unknown')
  const plan = await planOf(tx, row.plan_version_id)
  const [view] = await titled(tx, [row])
  const rule = plan.promises.find(({ id }) => id === row.rule_id)
  return {
    row: view!, promise: promiseView(stored.reading, plan), ledger: await findLedger(tx, actor.orgId, row.subject_id, row.key),
    rule: (rule ?? {}) as Record<string, unknown>,
  }
}
