import type { PromiseReading } from '#domain/promise/reading.ts'
import type { Attributes } from '#domain/promise/subject.ts'
import type { TicketReading } from '#domain/ticket/status.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { visibleTickets } from './policy.ts'

export type TicketRecord = {
  id: string; org_id: string; number: string; title: string; customer_id: string; site_id: string | null; asset_id: string | null; contact_id: string | null
  agreement_id: string | null; plan_version_id: string | null; holder_id: string | null; team_id: string | null; registered_at: string; version: number; status: string
  caller_name: string | null; caller_phone: string | null; tags: string[]; merged_into_id: string | null
}

const columns = sql`t.id, t.org_id, t.number, t.title, t.customer_id, t.site_id, t.asset_id, t.contact_id, t.agreement_id, t.plan_version_id, t.holder_id, t.team_id,
  t.registered_at, t.version, t.status, t.caller_name, t.caller_phone, t.tags, t.merged_into_id`

export const lockTicket = (tx: Tx, actor: Actor, id: string): Promise<TicketRecord | null> => tx.row<TicketRecord>(sql`
  select ${columns} from tickets t where t.org_id = ${actor.orgId} and t.id = ${id} and t.deleted_at is null and ${visibleTickets(actor)} for update of t`)

/** For the clocks, which see every ticket. */
export const lockAnyTicket = (tx: Tx, orgId: string, id: string): Promise<TicketRecord | null> => tx.row<TicketRecord>(sql`
  select ${columns} from tickets t where t.org_id = ${orgId} and t.id = ${id} for update of t`)

export type NewTicket = {
  id: string; orgId: string; number: string; type: string; title: string; description: string; channel: string; customerId: string; siteId: string | null; assetId: string | null
  contactId: string | null; callerName: string | null; callerPhone: string | null; agreementId: string | null; planVersionId: string | null; tags: readonly string[]
  registeredAt: string; search: string; progressTokenHash: Buffer | null
}

/** The row with the copy of its first facts in it: written once, not written and then rewritten. */
export async function insertTicket(tx: Tx, ticket: NewTicket, copy: TicketCopy, now: Instant): Promise<void> {
  await tx.run(sql`
    insert into tickets (org_id, id, number, type, title, description, channel, customer_id, site_id, asset_id, contact_id, caller_name, caller_phone,
      agreement_id, plan_version_id, tags, registered_at, updated_at, search, progress_token_hash, version,
      status, severity, level, zone, phase, holder_id, team_id, holder_accepted_at, merged_into_id, rating, resolved_at, closed_at, next_due_at, next_rule, next_state, broken_count)
    values (${ticket.orgId}, ${ticket.id}, ${ticket.number}, ${copy.type ?? ticket.type}, ${ticket.title}, ${ticket.description}, ${ticket.channel}, ${ticket.customerId},
      ${ticket.siteId}, ${ticket.assetId}, ${ticket.contactId}, ${ticket.callerName}, ${ticket.callerPhone}, ${ticket.agreementId}, ${ticket.planVersionId},
      ${[...ticket.tags]}::text[], ${ticket.registeredAt}, ${toIso(now)}, to_tsvector('simple', ${ticket.search}), ${ticket.progressTokenHash}, ${firstVersion},
      ${copy.status}, ${copy.severity}, ${copy.level}, ${copy.zone}, ${copy.phase}, ${copy.holder_id}, ${copy.team_id}, ${copy.holder_accepted_at}, ${copy.merged_into_id},
      ${copy.rating}, ${copy.resolved_at}, ${copy.closed_at}, ${copy.next_due_at}, ${copy.next_rule}, ${copy.next_state}, ${copy.broken_count})`)
}

// The registration itself is the first change that others are told of.
const firstVersion = 2

export type TicketCopy = ReturnType<typeof copyOf>

export function copyOf(reading: TicketReading, attributes: Attributes, promises: readonly PromiseReading[]) {
  const next = nextClock(promises)
  const word = (name: string) => (typeof attributes[name] === 'string' ? attributes[name] : null)
  return {
    status: reading.status, type: word('type'), severity: word('severity'), level: word('level'), zone: word('zone'), phase: word('phase'), holder_id: reading.holderId,
    team_id: reading.teamId, holder_accepted_at: iso(reading.acceptedAt), merged_into_id: reading.mergedInto, rating: reading.rating, resolved_at: iso(reading.resolvedAt),
    closed_at: iso(reading.closedAt), next_due_at: iso(next?.at ?? null), next_rule: next?.clause ?? null, next_state: next?.state ?? null,
    broken_count: promises.filter(({ state }) => state === 'broken').length,
  }
}

/** The row beside the facts: a copy for lists, rewritten whole. */
export async function saveTicketCopy(tx: Tx, ticket: TicketRecord, copy: TicketCopy, now: Instant): Promise<void> {
  await tx.run(sql`
    update tickets set status = ${copy.status}, type = coalesce(${copy.type}, type), severity = ${copy.severity}, level = ${copy.level}, zone = ${copy.zone},
      phase = ${copy.phase}, holder_id = ${copy.holder_id}, team_id = ${copy.team_id}, holder_accepted_at = ${copy.holder_accepted_at},
      merged_into_id = ${copy.merged_into_id}, rating = ${copy.rating}, resolved_at = ${copy.resolved_at}, closed_at = ${copy.closed_at},
      next_due_at = ${copy.next_due_at}, next_rule = ${copy.next_rule}, next_state = ${copy.next_state},
      broken_count = ${copy.broken_count}, updated_at = ${toIso(now)}, version = version + 1
    where org_id = ${ticket.org_id} and id = ${ticket.id}`)
}

export type Clock = { at: Instant | null; clause: string; state: 'running' | 'paused' | 'broken' }

/** The clock that needs somebody first: the most overdue one still unmet, else the next due, else a paused one. */
export function nextClock(promises: readonly PromiseReading[]): Clock | null {
  const open = promises.filter(({ metAt, solvedAt, endedAt, state }) =>
    metAt === null && endedAt === null && (state === 'running' || state === 'paused' || (state === 'broken' && solvedAt === null)))
  const timed = open
    .map(({ state, dueAt, lateAfter, clause }) => ({ at: dueAt ?? (state === 'broken' ? lateAfter : null), clause, state: state as Clock['state'] }))
    .filter(({ at, state }) => at !== null || state === 'paused')
    .sort((one, other) => (one.at ?? Infinity) - (other.at ?? Infinity))
  return timed[0] ?? null
}

export async function linkTickets(tx: Tx, orgId: string, fromId: string, toId: string, kind: string): Promise<void> {
  await tx.run(sql`insert into ticket_links (org_id, from_id, to_id, kind) values (${orgId}, ${fromId}, ${toId}, ${kind}) on conflict do nothing`)
}

export async function bindAttachments(tx: Tx, orgId: string, ticketId: string, factId: string, ids: readonly string[], isPublic: boolean): Promise<number> {
  return tx.run(sql`
    update attachments set fact_id = ${factId}, is_public = is_public or ${isPublic}
    where org_id = ${orgId} and ticket_id = ${ticketId} and fact_id is null and id = any(${[...ids]}::uuid[])`)
}

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
