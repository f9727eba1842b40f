// The cause of a fault is chosen, with what proves it. The choice is a fact of the ticket and changes who pays.
import type { checkCover as checking, decideCause as declared } from '#contract/entitlement/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { coverOn } from '#domain/entitlement/cover.ts'
import { causeOf } from '#domain/entitlement/question.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Fact, FactData } from '#domain/fact/fact.ts'
import { standing } from '#domain/fact/fact.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendFacts, bindAttachments, loadMatter, lockTicket } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { groundOfTicket } from '../queries/ticket-cover.ts'
import type { TicketGround } from '../queries/ticket-cover.ts'
import { checkQuestion } from '../queries/views.ts'
import { keepDecision } from '../store.ts'

export async function decideCause(context: Context, { ticketId, cause: code, component, answers, reason, attachments, form }: ParsedOf<typeof declared>): Promise<void> {
  const { tx, actor, now } = context
  const { matter, ticket, ground } = await planned(context, ticketId)
  checkQuestion(ground, { cause: code, component })
  const cause = causeOf(ground, code)!
  const proof = await proofOf(context, ticketId, { reason, attachments, form })
  if (cause.evidence && !proof) throw new Refusal('cover.evidence-missing', { field: 'reason', cause: code, clause: cause.clause ?? '' })
  const [fact] = await appendFacts(context, matter, [{
    kind: 'cause.analysed', body: reason || null,
    data: { ...(answers as Fact['data']), cause: code, party: cause.party, ...(cause.clause && { clause: cause.clause }), ...(component && { component }), ...(proof && { evidence: proof }) },
  }])
  if (attachments.length > 0) {
    const bound = await bindAttachments(tx, actor.orgId, ticketId, fact!.id, attachments, false)
    if (bound !== attachments.length) throw new Refusal('file.unknown')
  }
  const after = await groundOfTicket(tx, actor, ticketId, {})
  const verdict = coverOn(ground, after.question)
  await keepDecision(tx, actor, now, {
    kind: 'cause', factId: fact!.id, customerId: ticket.customer_id, assetId: ticket.asset_id, ticketId, plan: ground.plan.plan, cause: code, causeTitle: cause.title, party: cause.party,
    excluded: cause.excluded ?? null, clause: cause.clause ?? null, state: verdict.state, until: verdict.until, reason: proof,
  })
}

/** Looking the cover up in the file is work of its own: who did it, in which file, what he found. The second look is another person's. */
export async function checkCover(context: Context, { ticketId, covered, reference, note }: ParsedOf<typeof checking>): Promise<void> {
  const { tx, actor, now } = context
  const { matter, ticket, ground, question } = await planned(context, ticketId)
  const before = standing(matter.facts).filter(({ kind, data }) => kind === 'warranty.verified' && typeof data['reference'] === 'string')
  if (before.some(({ by }) => by !== null && by === actor.id)) throw new Refusal('cover.same-checker')
  const verdict = coverOn(ground, question)
  const result = covered ? 'covered' : 'not-covered'
  const differs = before.some(({ data }) => data['result'] !== result)
  const [fact] = await appendFacts(context, matter, [
    {
      kind: 'warranty.verified', body: note || null,
      data: { ...stepData(ground.plan, before.length), result, engine: verdict.state, reference, check: before.length + 1, ...(verdict.clause && { clause: verdict.clause }) },
    },
    ...(differs ? [{ kind: 'ticket.escalated' as const, data: { reason: 'cover-differs', to: 'lead' } }] : []),
  ])
  await keepDecision(tx, actor, now, {
    kind: 'check', factId: fact!.id, customerId: ticket.customer_id, assetId: ticket.asset_id, ticketId, plan: ground.plan.plan, clause: verdict.clause, state: result, until: verdict.until,
    reason: note ? `${reference}: ${note}` : reference,
  })
}

// The plan may say whose look it is: the second is the engineering manager's. Where a chain of approvals records that look, it stays the chain's.
function stepData({ process, approvals }: Plan, nth: number): FactData {
  if (approvals.some(({ records }) => records?.fact === 'warranty.verified')) return {}
  const when = process.flatMap(({ steps }) => steps).filter(({ fact }) => fact === 'warranty.verified')[nth]?.when ?? {}
  return Object.fromEntries(Object.entries(when).flatMap(([field, value]) => (typeof value === 'string' ? [[field, value]] : [])))
}

async function planned({ tx, actor }: Context, ticketId: string): Promise<TicketGround & { matter: TicketMatter; ground: NonNullable<TicketGround['ground']> }> {
  const locked = await lockTicket(tx, actor, ticketId)
  if (!locked) throw new Refusal('ticket.unknown')
  const found = await groundOfTicket(tx, actor, ticketId, {})
  if (!found.ground) throw new Refusal('cover.no-plan')
  return { ...found, ground: found.ground, matter: await loadMatter(tx, locked) }
}

type Evidence = Pick<ParsedOf<typeof declared>, 'reason' | 'attachments' | 'form'>

async function proofOf({ tx, actor }: Context, ticketId: string, { reason, attachments, form }: Evidence): Promise<string | null> {
  if (form && !(await tx.row(sql`select 1 from forms where org_id = ${actor.orgId} and ticket_id = ${ticketId} and number = ${form} and state = 'filed'`))) throw new Refusal('form.unknown')
  const proofs = [reason, form ?? '', attachments.length > 0 ? `${attachments.length} ×📷` : ''].filter((one) => one !== '')
  return proofs.length > 0 ? proofs.join(' · ') : null
}
