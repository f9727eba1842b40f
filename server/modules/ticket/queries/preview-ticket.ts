import type { previewTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { ticketTypes } from '#domain/plan/words.ts'
import { previewPromises } from '#domain/promise/preview.ts'
import type { PromiseReading } from '#domain/promise/reading.ts'
import { questionsOf } from '#domain/ticket/questions.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { termsOf } from '../../plan/index.ts'
import { untitled } from '../../promise/index.ts'
import { prepareRegistration } from './prepare-registration.ts'
import type { Preparation } from './prepare-registration.ts'
import { visibleTickets } from '../policy.ts'

type Reply = ReplyOf<typeof declared>

export async function previewTicket(context: Context, input: ParsedOf<typeof declared>): Promise<Reply> {
  const prepared = await prepareRegistration(context, input)
  const { agreement, agreements, plan, attributes } = prepared
  const terms = agreement ? await termsOf(context.tx, agreement.id) : null
  const at = input.happenedAt ? instant(input.happenedAt) : context.now
  return {
    agreement: agreement ? { id: agreement.id, number: agreement.number, title: agreement.title, level: agreement.level } : null,
    agreements: agreements.map(({ id, number, title, plan: code }) => ({ id, number, title, plan: code })),
    plan: plan && agreement ? { versionId: agreement.plan_version_id, code: plan.plan, version: agreement.version, title: plan.title } : null,
    zone: typeof attributes['zone'] === 'string' ? attributes['zone'] : null, types: [...ticketTypes],
    ...(plan ? wordsOf(plan) : { channels: [], severities: [], questions: [] }),
    proposed: plan ? proposalOf(plan, prepared) : null,
    promises: plan && terms ? previewPromises(terms, attributes, at).map((reading) => promised(plan, reading)) : [],
    openTickets: await openTicketsOf(context, prepared.asset?.id ?? null),
  }
}

const wordsOf = ({ vocabulary }: Plan): Pick<Reply, 'channels' | 'severities' | 'questions'> => ({
  channels: vocabulary.channels.map(({ code, kind, title }) => ({ code, kind, title })),
  severities: vocabulary.severities.map(({ code, title }) => ({ code, title })), questions: questionsOf(vocabulary),
})

function proposalOf({ vocabulary }: Plan, { proposed }: Preparation): Reply['proposed'] {
  if (!proposed) return null
  const { severity, reasons } = proposed
  const title = vocabulary.severities.find(({ code }) => code === severity)?.title ?? untitled(severity)
  return { severity, title, reasons: reasons.map(({ title: reason, clause }) => ({ title: reason, clause: clause ?? null })) }
}

function promised({ promises }: Plan, { ruleId, clause, dueAt, target, clock }: PromiseReading): Reply['promises'][number] {
  const title = promises.find(({ id }) => id === ruleId)?.title ?? untitled(ruleId)
  return { ruleId, clause, title, dueAt: dueAt === null ? null : toIso(dueAt), target, clock }
}

async function openTicketsOf({ tx, actor }: Context, assetId: string | null): Promise<Reply['openTickets']> {
  if (assetId === null) return []
  return tx.rows<Reply['openTickets'][number]>(sql`
    select t.id, t.number, t.title, t.status from tickets t where t.org_id = ${actor.orgId} and t.asset_id = ${assetId} and t.closed_at is null and t.deleted_at is null
      and t.status not in ('cancelled', 'merged') and ${visibleTickets(actor)} order by t.id desc limit 5`)
}
