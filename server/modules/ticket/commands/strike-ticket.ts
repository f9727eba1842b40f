// A clock of a ticket strikes: the strike is a fact, the people named by the ladder are told, each once.
import type { Instant } from '#domain/time/instant.ts'
import { toIso } from '#domain/time/instant.ts'
import type { EscalationTarget } from '#domain/plan/words.ts'
import { statusOf } from '#domain/ticket/status.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { tellLive } from '#server/platform/live/live.ts'
import { holdsLease, insertFacts, strikesDue } from '../../promise/index.ts'
import type { ClaimedSubject } from '../../promise/index.ts'
import { findClimbed, findRecipients } from '../queries/find-recipients.ts'
import { lockAnyTicket } from '../store.ts'
import type { TicketRecord } from '../store.ts'
import { refresh } from './append-facts.ts'
import { loadMatter, subjectRef } from '../queries/load-matter.ts'

export async function strikeTicket(db: DatabaseHandle, claimed: ClaimedSubject, now: Instant): Promise<number> {
  return db.tx({ orgId: claimed.orgId }, async (tx) => {
    const ticket = await lockAnyTicket(tx, claimed.orgId, claimed.id)
    if (!ticket || !(await holdsLease(tx, claimed))) return 0
    const matter = await loadMatter(tx, ticket)
    if (!matter.terms) return 0
    const struck = strikesDue(subjectRef(ticket), matter.facts, matter.terms, now)
    await insertFacts(tx, subjectRef(ticket), struck)
    matter.facts.push(...struck)
    await refresh({ tx, now }, matter, struck.length)
    const { resolvedAt, closedAt } = statusOf(matter.facts)
    const isSolved = resolvedAt !== null || closedAt !== null
    for (const fact of isSolved ? [] : struck) await notify(tx, ticket, fact, now)
    if (struck.length > 0) await tell(tx, ticket, struck.map(({ id }) => id), now)
    return struck.length
  })
}

async function tell(tx: Tx, ticket: TicketRecord, factIds: string[], now: Instant): Promise<void> {
  await addJob(tx, { orgId: ticket.org_id, kind: 'ticket.told', payload: { ticketId: ticket.id, factIds }, runsAt: now })
  await tellLive(tx, { orgId: ticket.org_id, event: 'ticket', data: { id: ticket.id, number: ticket.number, version: ticket.version + 1, holderId: ticket.holder_id,
    teamId: ticket.team_id, customerId: ticket.customer_id } })
}

type Struck = ReturnType<typeof strikesDue>[number]

async function notify(tx: Tx, ticket: TicketRecord, fact: Struck, now: Instant): Promise<void> {
  const mark = String(fact.data['mark'])
  const people = await recipients(tx, ticket, mark, fact.data['notify'] as EscalationTarget | undefined)
  for (const person of new Set(people)) {
    const id = newId()
    await tx.run(sql`
      insert into notices (org_id, id, person_id, kind, subject_kind, subject_id, data, created_at)
      values (${ticket.org_id}, ${id}, ${person}, ${kindOf(mark)}, 'ticket', ${ticket.id},
        ${JSON.stringify({ number: ticket.number, title: ticket.title, promise: fact.data['promise'], clause: fact.data['clause'], mark, factId: fact.id,
          at: toIso(fact.happenedAt) })}, ${toIso(now)})`)
    await tellLive(tx, { orgId: ticket.org_id, event: 'notice', data: { id, personId: person } })
  }
}

async function recipients(tx: Tx, ticket: TicketRecord, mark: string, target: EscalationTarget | undefined): Promise<string[]> {
  const matter = { orgId: ticket.org_id, holderId: ticket.holder_id, teamId: ticket.team_id }
  if (mark === 'warn') return []
  if (mark === 'due') return findRecipients(tx, matter, 'holder')
  const repeat = Number(/^rung:\d+:(\d+)/.exec(mark)?.[1] ?? 0)
  const named = await findRecipients(tx, matter, target ?? 'manager')
  return repeat === 0 ? named : [...named, ...(await findClimbed(tx, matter, repeat + 1))]
}

const kindOf = (mark: string) => (mark === 'due' ? 'promise.broken' : 'promise.escalated')

