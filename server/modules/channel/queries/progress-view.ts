// The progress of a ticket as its customer sees it: like a parcel, with the promised times. Notes and names of staff stay inside.
import type { ProgressView } from '#contract/channel/portal.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { closedReason } from '#domain/ticket/actions.ts'
import { statusOf } from '#domain/ticket/status.ts'
import type { TicketReading } from '#domain/ticket/status.ts'
import { readPromises } from '#domain/promise/read.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findFacts, promiseView, subjectOf } from '../../promise/index.ts'
import { loadMatter, subjectRef, visibleTickets } from '../../ticket/index.ts'
import type { TicketMatter, TicketRecord } from '../../ticket/index.ts'
import { portalOrg } from './portal-org.ts'

type Row = TicketRecord & { description: string; asset_name: string | null }

/** What a customer reads of the timeline; every other kind stays inside. */
const shown = new Set<FactKind>([
  'ticket.registered', 'ticket.accepted', 'ticket.paused', 'ticket.resumed', 'message.received', 'reply.sent', 'answer.given', 'appointment.agreed', 'engineer.dispatched',
    'engineer.departed', 'engineer.arrived',
  'solution.proposed', 'spare.arrived', 'loaner.delivered', 'fault.removed', 'work.finished', 'ticket.resolved', 'ticket.confirmed', 'ticket.closed', 'ticket.reopened',
    'ticket.rated', 'ticket.nudged',
  'loaner.returned', 'rma.opened', 'unit.shipped', 'unit.received', 'unit.repaired', 'return.requested', 'return.decided', 'refund.made',
])
const worded = new Set<FactKind>(['ticket.registered', 'message.received', 'reply.sent', 'answer.given', 'ticket.resolved', 'ticket.nudged', 'ticket.rated', 'ticket.reopened'])
const theirs = new Set<FactKind>(['ticket.registered', 'message.received', 'ticket.nudged', 'ticket.confirmed', 'ticket.rated'])

export async function progressView(context: Context, ticketId: string): Promise<ProgressView> {
  const { tx, actor, now } = context
  const row = await tx.row<Row>(sql`
    select t.*, a.name as asset_name from tickets t left join assets a on a.org_id = t.org_id and a.id = t.asset_id
    where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!row) throw new Refusal('ticket.unknown')
  const matter = await loadMatter(tx, row)
  const reading = statusOf(matter.facts)
  const org = await portalOrg(tx, actor.orgId)
  return {
    number: row.number, status: reading.status, title: row.title, description: row.description, asset: row.asset_name, registeredAt: row.registered_at,
    org: { name: org.name, hotline: org.hotline }, stages: stagesOf(matter, reading), events: await eventsOf(context, ticketId), promises: promisesOf(matter, now),
    may: {
      nudge: open('ticket.nudged', reading), add: open('message.received', reading), confirm: reading.resolvedAt !== null && open('ticket.confirmed', reading),
      rate: reading.rating === null && (reading.resolvedAt !== null || reading.closedAt !== null), reopen: open('ticket.reopened', reading),
    },
    rating: reading.rating,
  }
}

const open = (kind: FactKind, reading: TicketReading) => closedReason(kind, reading) === null

async function eventsOf({ tx, actor }: Context, ticketId: string): Promise<ProgressView['events']> {
  const facts = await findFacts(tx, { orgId: actor.orgId, subjectId: ticketId, limit: 200, onlyPublic: true })
  return facts.filter(({ kind, corrected }) => !corrected && shown.has(kind as FactKind)).map((fact) => ({
    kind: fact.kind, at: fact.happenedAt, text: worded.has(fact.kind as FactKind) ? fact.body : null, mine: theirs.has(fact.kind as FactKind),
    attachments: fact.attachments.map(({ id, name }) => ({ id, name })),
  }))
}

function promisesOf({ terms, plan, facts, ticket }: TicketMatter, now: Context['now']): ProgressView['promises'] {
  if (!terms || !plan) return []
  return readPromises(subjectOf(subjectRef(ticket)), facts, terms, now)
    .filter(({ state, target }) => state !== 'withdrawn' && target !== null)
    .map((reading) => promiseView(reading, plan))
    .map(({ clause, title, state, startedAt, dueAt, metAt }) => ({ clause, title, state, startedAt, dueAt, metAt }))
}

function stagesOf({ facts }: TicketMatter, reading: TicketReading): ProgressView['stages'] {
  const first = (...kinds: FactKind[]) => facts.find(({ kind }) => kinds.includes(kind))?.happenedAt ?? null
  const at = {
    registered: first('ticket.registered'), accepted: reading.acceptedAt ?? first('ticket.accepted', 'reply.sent', 'answer.given', 'ticket.contacted'),
    working: first('remote.started', 'engineer.dispatched', 'engineer.arrived', 'diagnosis.made', 'work.finished'),
    resolved: reading.resolvedAt, confirmed: reading.confirmedAt, closed: reading.closedAt,
  }
  const codes = Object.keys(at) as (keyof typeof at)[]
  const last = codes.findLastIndex((code) => at[code] !== null)
  return codes.map((code, index) => ({ code, at: at[code] === null ? null : toIso(at[code]), state: index < last ? 'done' : index === last ? 'now' : 'ahead' }))
}
