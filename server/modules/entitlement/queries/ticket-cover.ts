// The verdict for a ticket: its asset under its agreement, on the day it was reported, from the cause that was decided.
import type { getTicketCover as declared } from '#contract/entitlement/endpoints.ts'
import type { TicketCoverView } from '#contract/entitlement/verdict.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { coverOn } from '#domain/entitlement/cover.ts'
import { causeOf } from '#domain/entitlement/question.ts'
import type { CoverQuestion } from '#domain/entitlement/question.ts'
import type { Verdict } from '#domain/entitlement/verdict.ts'
import { byHappening, standing } from '#domain/fact/fact.ts'
import type { Fact, FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { may } from '#server/platform/http/context.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { loadFacts } from '../../promise/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { loadAgreementGround, loadGround } from './load-ground.ts'
import type { Ground } from './load-ground.ts'
import { checkQuestion, coverView, emptyView, noPlan } from './views.ts'

type TicketLine = { id: string; number: string; asset_id: string | null; agreement_id: string | null; customer_id: string; type: string; registered_at: string }
export type AskedOfTicket = { on?: string | undefined; component?: string | undefined; cause?: string | undefined }
export type TicketGround = { ticket: TicketLine; ground: Ground | null; question: CoverQuestion }

/** For other modules: the verdict of a ticket the actor may see. What is asked takes the place of what was decided. */
export async function coverOfTicket(tx: Tx, actor: Actor, ticketId: string, asked: AskedOfTicket = {}): Promise<Verdict> {
  const { ground, question } = await groundOfTicket(tx, actor, ticketId, asked)
  return ground ? coverOn(ground, question) : noPlan(question.day)
}

export async function groundOfTicket(tx: Tx, actor: Actor, ticketId: string, asked: AskedOfTicket): Promise<TicketGround> {
  const ticket = await tx.row<TicketLine>(sql`
    select t.id, t.number, t.asset_id, t.agreement_id, t.customer_id, t.type, t.registered_at from tickets t
    where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!ticket) throw new Refusal('ticket.unknown')
  const reported = instant(ticket.registered_at)
  const rough = (asked.on ?? ticket.registered_at.slice(0, 10)) as Day
  const ground = ticket.asset_id ? await loadGround(tx, { orgId: actor.orgId, assetId: ticket.asset_id, agreementId: ticket.agreement_id, day: rough })
    : ticket.agreement_id ? await loadAgreementGround(tx, actor.orgId, ticket.agreement_id, ticket.customer_id) : null
  const day = (asked.on ?? (ground ? localDay(ground.plan.zone, reported) : rough)) as Day
  const facts = await loadFacts(tx, actor.orgId, ticketId)
  return { ticket, ground, question: questionOf(ground, facts, ticket, day, asked) }
}

export async function getTicketCover(context: Context, { ticketId, ...asked }: ParsedOf<typeof declared>): Promise<TicketCoverView> {
  const { tx, actor } = context
  const { ticket, ground, question } = await groundOfTicket(tx, actor, ticketId, asked)
  const rights = { decide: may(actor, 'ticket.work'), grant: may(actor, 'cover.grant'), override: may(actor, 'cover.override') }
  const base = { assetId: ticket.asset_id, ticketId, evidence: question.evidence ?? null }
  if (!ground) return { ...base, ...emptyView(question.day), may: { decide: false, grant: false, override: false } }
  checkQuestion(ground, asked)
  return { ...base, ...(await coverView(context, ground, question)), may: { ...rights, grant: rights.grant && ticket.asset_id !== null, override: rights.override && ticket.asset_id !== null } }
}

function questionOf(ground: Ground | null, facts: readonly Fact[], { id, type }: TicketLine, day: Day, asked: AskedOfTicket): CoverQuestion {
  const known = standing(facts)
  const ordered = [...known].sort(byHappening)
  const answers = ordered.filter(({ kind }) => telling.has(kind)).reduce<FactData>((all, { data }) => ({ ...all, ...data }), {})
  const attributes = attributesAt(facts, Number.MAX_SAFE_INTEGER as Fact['happenedAt'])
  const decided = ordered.findLast(({ data }) => typeof data['cause'] === 'string' && ground !== null && causeOf(ground, data['cause']) !== null)
  const cause = asked.cause ?? (decided ? String(decided.data['cause']) : null)
  const component = asked.component ?? text(answers['component'])
  return {
    day, cause, component, ticketId: id, attributes: { type, ...answers, ...attributes },
    evidence: decided && cause === decided.data['cause'] ? text(decided.data['evidence']) ?? text(decided.data['reason']) : null,
  }
}

// Where the answers to the questions of a plan are found.
const telling = new Set<FactKind>(['ticket.registered', 'ticket.graded', 'ticket.reclassified', 'intake.verified', 'warranty.verified', 'diagnosis.made',
  'cause.analysed', 'part.appraised', 'evaluation.made'])
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
