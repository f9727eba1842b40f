import type { previewTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { ticketTypes } from '#domain/plan/words.ts'
import { previewPromises } from '#domain/promise/preview.ts'
import { questionsOf } from '#domain/ticket/questions.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { termsOf } from '../../plan/index.ts'
import { untitled } from '../../promise/index.ts'
import { prepareRegistration } from '../commands/prepare-registration.ts'

type Reply = ReplyOf<typeof declared>

export async function previewTicket(context: Context, input: ParsedOf<typeof declared>): Promise<Reply> {
  const { tx, actor, now } = context
  const { agreement, agreements, plan, attributes, proposed, asset } = await prepareRegistration(context, input)
  const terms = agreement ? await termsOf(tx, agreement.id) : null
  const at = input.happenedAt ? instant(input.happenedAt) : now
  const open = asset ? await tx.rows<Reply['openTickets'][number]>(sql`
    select id, number, title, status from tickets where org_id = ${actor.orgId} and asset_id = ${asset.id} and closed_at is null and deleted_at is null
      and status not in ('cancelled', 'merged') order by id desc limit 5`) : []
  return {
    agreement: agreement ? { id: agreement.id, number: agreement.number, title: agreement.title, level: agreement.level } : null,
    agreements: agreements.map(({ id, number, title, plan: code }) => ({ id, number, title, plan: code })),
    plan: plan && agreement ? { versionId: agreement.plan_version_id, code: plan.plan, version: agreement.version, title: plan.title } : null,
    zone: typeof attributes['zone'] === 'string' ? attributes['zone'] : null,
    channels: plan?.vocabulary.channels.map(({ code, kind, title }) => ({ code, kind, title })) ?? [],
    types: [...ticketTypes],
    severities: plan?.vocabulary.severities.map(({ code, title }) => ({ code, title })) ?? [],
    questions: plan ? questionsOf(plan.vocabulary) : [],
    proposed: plan && proposed ? { severity: proposed.severity, title: severityTitle(plan, proposed.severity), reasons: proposed.reasons.map(({ title, clause }) => ({ title, clause: clause ?? null })) } : null,
    promises: plan && terms ? previewPromises(terms, attributes, at).map((reading) => {
      const rule = plan.promises.find(({ id }) => id === reading.ruleId)
      return { ruleId: reading.ruleId, clause: reading.clause, title: rule?.title ?? untitled(reading.ruleId), dueAt: reading.dueAt === null ? null : toIso(reading.dueAt), target: reading.target, clock: reading.clock }
    }) : [],
    openTickets: open,
  }
}

const severityTitle = (plan: Plan, severity: string) => plan.vocabulary.severities.find(({ code }) => code === severity)?.title ?? untitled(severity)
