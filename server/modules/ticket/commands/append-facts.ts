// The one way a ticket changes: facts are added, then its status, promises, clocks and steps are read again from all of them.
import type { Fact } from '#domain/fact/fact.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { pauseFault } from '#domain/ticket/actions.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import { statusOf } from '#domain/ticket/status.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { tellLive } from '#server/platform/live/live.ts'
import { insertFacts, settle, stampFact } from '../../promise/index.ts'
import type { FactDraft, StampedFact } from '../../promise/index.ts'
import { situation, subjectRef } from '../queries/load-matter.ts'
import type { TicketMatter } from '../queries/load-matter.ts'
import { copyOf, saveTicketCopy } from '../store.ts'
import { refuseClosedAction } from './refuse-closed-action.ts'

/** Refuses what the plan's steps and gates do not allow; changes nothing. */
export function checkFact(matter: TicketMatter, fact: Pick<Fact, 'kind' | 'data' | 'happenedAt'>): void {
  const reading = statusOf(matter.facts)
  refuseClosedAction(fact.kind, reading)
  const fault = pauseFault(fact.kind, fact.data, reading)
  if (fault) throw new Refusal(fault, { field: 'data.reason', reason: String(fact.data['reason'] ?? ''), open: reading.waitsFor.join(', ') })
  if (!matter.plan) return
  const decision = mayRecord(matter.plan, fact.kind, fact.data, situation(matter, fact.happenedAt))
  if (decision.yes) return
  const [{ clause, needs }] = decision.because
  throw new Refusal('ticket.step-blocked', { needs: needs ?? '', clause: clause ?? '', because: decision.because })
}

export async function appendFacts(context: Context, matter: TicketMatter, drafts: readonly FactDraft[]): Promise<StampedFact[]> {
  const stamped = addFacts(context, matter, drafts)
  await Promise.all([
    insertFacts(context.tx, { orgId: context.actor.orgId, kind: 'ticket', id: matter.ticket.id }, stamped),
    refresh(context, matter, stamped.length),
    tell(context, matter, stamped.map(({ id }) => id)),
  ])
  return stamped
}

/** In memory only: each fact is checked against those before it. */
export function addFacts({ now, actor }: Pick<Context, 'now' | 'actor'>, matter: TicketMatter, drafts: readonly FactDraft[]): StampedFact[] {
  return drafts.map((draft) => {
    const fact = stampFact(draft, matter.facts, now, actor)
    checkFact(matter, fact)
    matter.facts.push(fact)
    return fact
  })
}

/** Reads everything again from the facts and stores the copies. `fresh` of the facts, the last ones, are new. */
export async function refresh({ tx, now }: Pick<Context, 'tx' | 'now'>, { ticket, facts, terms }: TicketMatter, fresh: number): Promise<void> {
  const readings = terms ? await settle(tx, subjectRef(ticket), facts, terms, now, fresh) : []
  await saveTicketCopy(tx, ticket, copyOf(statusOf(facts), attributesAt(facts, now), readings), now)
}

export async function tell({ tx, now, actor }: Context, { ticket, facts }: TicketMatter, factIds: string[]): Promise<void> {
  const { holderId, teamId } = statusOf(facts)
  await Promise.all([
    addJob(tx, { orgId: actor.orgId, kind: 'ticket.told', payload: { ticketId: ticket.id, factIds }, runsAt: now }),
    tellLive(tx, { orgId: actor.orgId, event: 'ticket', data: { id: ticket.id, number: ticket.number, version: ticket.version + 1, holderId, teamId, customerId: ticket.customer_id } }),
  ])
}
