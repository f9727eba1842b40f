// The life of one ticket as facts: what the desk and the engineers did, as far as its plan lets them, and what the clocks struck.
import type { Fact, FactData } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import type { Terms } from '#domain/promise/terms.ts'
import { mayRecord } from '#domain/ticket/may-record.ts'
import { statusOf } from '#domain/ticket/status.ts'
import { closedReason } from '#domain/ticket/actions.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { strikesDue } from '../../modules/promise/index.ts'
import type { SubjectRef } from '../../modules/promise/index.ts'
import type { Chance } from './chance.ts'
import type { SeededPerson } from './organisation.ts'
import { remedies, replies } from './words.ts'

export type ToldFact = Fact & { byName: string | null; body: string | null }
export type Telling = {
  chance: Chance; subject: Omit<SubjectRef, 'startedAt'>; startedAt: Instant; now: Instant; terms: Terms; plan: Plan; first: FactData; body: string
  desk: SeededPerson; engineer: SeededPerson; team: string
}
type Deed = { after: number; kind: FactKind; data?: FactData; body?: string; by: SeededPerson }

const minute = 60_000
const mostFacts = 14

export function tellHistory(telling: Telling): ToldFact[] {
  const { startedAt, first, body, desk, now } = telling
  const facts: ToldFact[] = [made(telling, { after: 0, kind: 'ticket.registered', data: first, body, by: desk }, startedAt)]
  let at = startedAt
  for (const deed of deedsOf(telling)) {
    at = (at + deed.after * minute) as Instant
    if (at > now) break
    strike(telling, facts, at)
    if (isAllowed(telling.plan, facts, deed, at)) facts.push(made(telling, deed, at))
  }
  strike(telling, facts, now)
  return facts
}

function deedsOf({ chance, desk, engineer, team, now, startedAt }: Telling): Deed[] {
  const { pick, whole, next } = chance
  const slow = pick([1, 1, 1, 2, 6, 20])
  const after = (from: number, until: number) => whole(from * slow, until * slow)
  const begun: Deed[] = [
    { after: after(1, 8), kind: 'ticket.assigned', data: { to: engineer.id, team }, by: desk }, { after: after(1, 12), kind: 'ticket.accepted', by: engineer },
    { after: after(2, 20), kind: 'reply.sent', body: pick(replies), by: engineer },
  ]
  const waited: Deed[] = next() < 0.2 ? [{ after: after(5, 60), kind: 'ticket.paused', data: { reason: pick(['customer', 'parts']) }, by: engineer }, { after: after(60, 900), kind: 'ticket.resumed', by: engineer }] : []
  const visited: Deed[] = next() < 0.4 ? [{ after: after(10, 60), kind: 'onsite.decided', by: engineer }, { after: after(40, 240), kind: 'engineer.arrived', by: engineer }] : []
  const solved: Deed[] = [
    { after: after(20, 180), kind: 'fault.removed', body: pick(remedies), by: engineer }, { after: after(1, 15), kind: 'ticket.resolved', body: pick(remedies), by: engineer },
    { after: after(10, 400), kind: 'ticket.confirmed', data: { by: 'customer' }, by: desk }, { after: after(5, 300), kind: 'ticket.closed', by: desk },
  ]
  // The youngest may still be waiting anywhere on the way; a few older ones were left lying.
  const all = [...begun, ...waited, ...visited, ...solved]
  const isYoung = now - startedAt < 4 * 1440 * minute
  return next() < (isYoung ? 0.6 : 0.01) ? all.slice(0, whole(0, all.length - 2)) : all
}

function isAllowed(plan: Plan, facts: readonly Fact[], { kind, data = {} }: Deed, at: Instant): boolean {
  return closedReason(kind, statusOf(facts)) === null && mayRecord(plan, kind, data, { facts, agreementFacts: [], filedForms: [], attributes: attributesAt(facts, at) }).yes
}

function strike({ chance, subject, startedAt, terms }: Telling, facts: ToldFact[], at: Instant): void {
  if (facts.length >= mostFacts) return
  const struck = strikesDue({ ...subject, startedAt: toIso(startedAt) }, facts, terms, at)
  const recordedAt = Math.max(at - 1, facts.at(-1)!.recordedAt) as Instant
  for (const fact of struck.slice(0, mostFacts - facts.length)) facts.push({ ...fact, id: chance.id(recordedAt), recordedAt })
}

const made = ({ chance }: Telling, { kind, data = {}, body = '', by }: Deed, at: Instant): ToldFact =>
  ({ id: chance.id(at), kind, happenedAt: at, recordedAt: at, by: by.id, byName: by.name, data, body: body || null })
