// How often this asset failed, from the facts of its tickets, and what the plan owes for it.
import { treatmentOf } from '#domain/entitlement/cover.ts'
import { ownOf } from '#domain/entitlement/events.ts'
import { failuresOf } from '#domain/entitlement/failures.ts'
import type { RepairedTicket } from '#domain/entitlement/failures.ts'
import { circumstances, fit } from '#domain/entitlement/question.ts'
import { repeatOf } from '#domain/entitlement/repeat.ts'
import type { Owed } from '#domain/entitlement/repeat.ts'
import type { CoverTerm } from '#domain/entitlement/terms.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { factOf } from '../../promise/index.ts'
import type { StoredFact } from '../../promise/index.ts'
import type { Ground } from './load-ground.ts'

export async function owedOf(tx: Tx, orgId: string, ground: Ground, day: Day, terms: readonly CoverTerm[]): Promise<(Owed & { inForce: boolean })[]> {
  if (ground.plan.repeat.length === 0 || !ground.assetId) return []
  const failures = failuresOf(await ticketsOf(tx, orgId, ground.assetId), ground.plan.zone).filter((failure) => failure.day <= day)
  const replaced = [
    ...ownOf(ground.history, 'unit.replaced', day).map((event) => ({ day: event.day, part: null })),
    ...ownOf(ground.history, 'part.replaced', day).flatMap((event) => (typeof event.data['part'] === 'string' ? [{ day: event.day, part: event.data['part'] }] : [])),
  ]
  const inForce = terms.some((term) => isFreeTerm(ground, term, day))
  return repeatOf(ground.plan, failures, replaced).map((owed) => ({ ...owed, inForce }))
}

// A term that asks for more than the cause of a fault, as latent defects do, is not the warranty itself.
function isFreeTerm(ground: Ground, { rule, from, until, endless }: CoverTerm, day: Day): boolean {
  const isDated = from !== null && from <= day && (endless || (until !== null && day <= until))
  const { cause: _cause, ...others } = rule.when ?? {}
  return isDated && treatmentOf(rule.pays) === 'free' && rule.phase !== 'shelved' && rule.remedy !== 'advice' && fit(others, circumstances(ground, { day })).fits === 'yes'
}

async function ticketsOf(tx: Tx, orgId: string, assetId: string): Promise<RepairedTicket[]> {
  const rows = await tx.rows<StoredFact & { ticket_id: string; number: string }>(sql`
    select t.id as ticket_id, t.number, f.id, f.kind, f.happened_at, f.recorded_at, f.by_id, f.data, f.corrects
    from tickets t join facts f on f.org_id = t.org_id and f.subject_id = t.id
    where t.org_id = ${orgId} and t.asset_id = ${assetId} and t.type = 'fault' and t.deleted_at is null order by t.registered_at, t.id, f.recorded_at, f.id`)
  const tickets = new Map<string, RepairedTicket & { facts: ReturnType<typeof factOf>[] }>()
  for (const row of rows) {
    const ticket = tickets.get(row.ticket_id) ?? { id: row.ticket_id, number: row.number, facts: [] }
    ticket.facts.push(factOf(row))
    tickets.set(row.ticket_id, ticket)
  }
  return [...tickets.values()]
}
