// A breach is explained, or excused by two people. Both are facts of the matter the promise belongs to.
import type { PromiseView } from '#contract/promise/promise.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendAgreementFact, getPromise, loadFacts } from '../../promise/index.ts'
import { lockTicket } from '../store.ts'
import { appendFacts } from './append-facts.ts'
import { loadMatter } from '../queries/load-matter.ts'
import { excuseDecision } from './excuse.ts'

type Answer = { promiseId: string; reason: string }

export async function answerPromise(context: Context, { promiseId, reason }: Answer, kind: 'promise.excused' | 'promise.explained'): Promise<PromiseView> {
  const { tx, actor } = context
  const { row } = await getPromise(context, { promiseId })
  if (kind === 'promise.excused') {
    if (row.state !== 'broken') throw new Refusal('promise.not-broken')
    excuseDecision(await loadFacts(tx, actor.orgId, row.subjectId), row.key, actor)
  }
  const draft = { kind, data: { promise: row.key, reason, signer: actor.name } }
  if (row.subjectKind === 'agreement') await appendAgreementFact(context, row.subjectId, draft)
  else {
    const ticket = await lockTicket(tx, actor, row.subjectId)
    if (!ticket) throw new Refusal('promise.unknown')
    await appendFacts(context, await loadMatter(tx, ticket), [draft])
  }
  return (await getPromise(context, { promiseId })).promise
}
