// An approval is asked for: of a matter by a person, of a form by its filing. A refused one may be asked for again.
import type { askApproval as declared } from '#contract/approval/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { newestOf, readApprovals } from '#domain/approval/approval.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { Approval, Plan } from '#domain/plan/plan.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { appendAgreementFact, loadFacts, lockAgreement } from '../../promise/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { appendFacts, loadMatter, lockTicket } from '../../ticket/index.ts'
import { saveCopy } from '../store.ts'
import type { Subject } from '../store.ts'

export type Matter = { plan: Plan; facts: readonly Fact[]; subject: Subject; append: (draft: FactDraft) => Promise<readonly Fact[]> }

/** The locked ticket or agreement, its facts, and the way to add one. `append` returns all facts as they are then. */
export async function openMatter(context: Context, ticketId: string | null, agreementId: string | null): Promise<Matter> {
  const { tx, actor } = context
  if (ticketId) {
    const ticket = await lockTicket(tx, actor, ticketId)
    if (!ticket) throw new Refusal('ticket.unknown')
    const matter = await loadMatter(tx, ticket)
    if (!matter.plan) throw new Refusal('approval.unknown-rule')
    return {
      plan: matter.plan, facts: matter.facts, subject: { ticketId, agreementId: ticket.agreement_id, planVersionId: ticket.plan_version_id! },
      append: async (draft) => { await appendFacts(context, matter, [draft]); return matter.facts },
    }
  }
  const agreement = await lockAgreement(tx, actor, agreementId ?? '')
  return {
    plan: await planOf(tx, agreement.planVersionId), facts: await loadFacts(tx, actor.orgId, agreement.id),
    subject: { ticketId: null, agreementId: agreement.id, planVersionId: agreement.planVersionId },
    append: async (draft) => { await appendAgreementFact(context, agreement.id, draft); return loadFacts(tx, actor.orgId, agreement.id) },
  }
}

export async function askApproval(context: Context, { ticketId, agreementId, ruleId, note }: ParsedOf<typeof declared>): Promise<string> {
  if (!ticketId && !agreementId) throw new Refusal('ticket.unknown')
  const matter = await openMatter(context, ticketId ?? null, agreementId ?? null)
  const rule = matter.plan.approvals.find(({ id }) => id === ruleId)
  if (!rule) throw new Refusal('approval.unknown-rule')
  const newest = newestOf(readApprovals(matter.plan, matter.facts), ruleId)
  if (newest && newest.state !== 'refused') throw new Refusal('approval.asked')
  return ask(context, matter, rule, { formId: null, note: note ?? null })
}

/** A form of the plan was filed: whatever approves forms of that code is asked for at once. */
export async function askForForm(context: Context, { ticketId, agreementId, form, formId }: { ticketId: string | null; agreementId: string | null; form: string; formId: string }): Promise<void> {
  const matter = await openMatter(context, ticketId, agreementId)
  const readings = readApprovals(matter.plan, matter.facts)
  for (const rule of matter.plan.approvals.filter(({ of }) => of === form)) {
    if (newestOf(readings, rule.id)?.state !== 'pending') await ask(context, matter, rule, { formId, note: null })
  }
}

async function ask({ tx, actor }: Context, matter: Matter, rule: Approval, more: { formId: string | null; note: string | null }): Promise<string> {
  const id = newId()
  const draft = { kind: 'approval.asked' as const, data: { approval: id, rule: rule.id, of: rule.of, ...(more.formId && { form: rule.of, formId: more.formId }) }, body: more.note }
  const facts = await matter.append(draft)
  await saveCopy(tx, actor.orgId, matter.subject, readApprovals(matter.plan, facts).find((one) => one.id === id)!, more)
  return id
}
