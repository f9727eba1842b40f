// Tickets of an organisation in the order in which they came in, written some hundred at a time with all their copies.
import type { Fact } from '#domain/fact/fact.ts'
import type { Terms } from '#domain/promise/terms.ts'
import type { TicketType } from '#domain/plan/words.ts'
import { numberPrefixes } from '#contract/org/org.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { copiesOf } from '../cli/copies.ts'
import type { Chance } from './chance.ts'
import type { SeededCustomer } from './customers.ts'
import { tellHistory } from './history.ts'
import type { ToldFact } from './history.ts'
import { insertRows, insertSearchable } from './insert.ts'
import type { Row } from './insert.ts'
import type { SeededOrganisation } from './organisation.ts'
import { titleOf } from './words.ts'

export type World = { chance: Chance; org: SeededOrganisation; customers: readonly SeededCustomer[]; terms: ReadonlyMap<string, Terms>; begun: Instant; now: Instant }
export type Batch = { tickets: (Row & { words: string })[]; facts: Row[]; promises: Row[]; entries: Row[]; timers: Row[] }
type Subject = { orgId: string; kind: 'ticket' | 'agreement'; id: string; customerId: string; agreementId: string; planVersionId: string }

const batchSize = 250
const types: readonly TicketType[] = ['fault', 'fault', 'fault', 'fault', 'consultation', 'consultation', 'complaint', 'return', 'change', 'guidance']

/** While one batch is written, the next one is already being made. */
export async function seedTickets(db: DatabaseHandle, world: World, count: number, onProgress: (done: number) => void): Promise<void> {
  const numbers = new Map<string, number>()
  const moments = momentsOf(world, count)
  let writing: Promise<void> = Promise.resolve()
  for (let from = 0; from < moments.length; from += batchSize) {
    const batch = emptyBatch()
    for (const at of moments.slice(from, from + batchSize)) {
      addTicket(world, batch, at, numbers)
      if (batch.tickets.length % 25 === 0) await new Promise<void>((resolve) => { setImmediate(resolve) })
    }
    await writing
    writing = db.tx({ orgId: world.org.orgId }, (tx) => writeBatch(tx, batch)).then(() => onProgress(batch.tickets.length))
    writing.catch(() => undefined)
  }
  await writing
  await db.tx({ orgId: world.org.orgId }, (tx) => insertRows(tx, 'number_series', [...numbers].map(([key, last]) => {
    const [series, day] = key.split(' ')
    return { org_id: world.org.orgId, series, day, next: last + 1 }
  })))
}

export const emptyBatch = (): Batch => ({ tickets: [], facts: [], promises: [], entries: [], timers: [] })

export async function writeBatch(tx: Tx, { tickets, facts, promises, entries, timers }: Batch): Promise<void> {
  await insertSearchable(tx, 'tickets', tickets)
  await insertRows(tx, 'facts', facts)
  await insertRows(tx, 'promises', promises)
  await insertRows(tx, 'promise_entries', entries)
  await insertRows(tx, 'timers', timers)
}

/** Office hours are four times as busy as the night, and one in fifty came within the last days. */
function momentsOf({ chance, begun, now }: World, count: number): Instant[] {
  const recent = now - 4 * 86_400_000
  const moments = Array.from({ length: count }, () => {
    const from = chance.next() < 0.02 ? recent : begun
    const day = chance.whole(from, now - 86_400_000)
    const hour = chance.next() < 0.8 ? chance.whole(0, 10) : chance.whole(10, 24)
    return Math.min(day - (day % 86_400_000) + hour * 3_600_000 + chance.whole(0, 3_600_000), now - 60_000) as Instant
  })
  return moments.sort((one, other) => one - other)
}

function addTicket(world: World, batch: Batch, at: Instant, numbers: Map<string, number>): void {
  const { chance, org: { orgId, zone, people, teams }, customers, now } = world
  const customer = chance.pick(customers)
  const { plan } = customer
  const asset = chance.pick(customer.assets)
  const type = chance.pick(types)
  const severity = plan.vocabulary.severities.length > 0 ? chance.pick(plan.vocabulary.severities).code : null
  const channel = chance.pick(['phone', 'phone', 'portal', 'email'])
  const id = chance.id(at)
  const title = titleOf(type, asset.good, chance.pick)
  const body = `${customer.contact}來電：${title}，請儘快處理。`
  const number = numberOf(numbers, type, localDay(zone, at))
  const subject: Subject = { orgId, kind: 'ticket', id, customerId: customer.id, agreementId: customer.agreementId, planVersionId: customer.planVersionId }
  const first = { ...(customer.level && { level: customer.level }), type, channel, ...(severity && { severity }) }
  const terms = world.terms.get(customer.agreementId)!
  const engineers = people.filter(({ role }) => role === 'field-engineer')
  const desk = chance.pick(people.filter(({ role }) => role === 'service-desk'))
  const facts = tellHistory({ chance, subject, startedAt: at, now, terms, plan, first, body, desk, engineer: chance.pick(engineers), team: chance.pick(teams) })
  const copy = addSubject(batch, chance, subject, at, facts, terms)
  batch.tickets.push({
    org_id: orgId, id, number, title, description: body, channel, customer_id: customer.id, site_id: customer.siteId, asset_id: asset.id, contact_id: customer.contactId,
    caller_name: customer.contact, caller_phone: customer.phone, agreement_id: customer.agreementId, plan_version_id: customer.planVersionId, tags: [],
    ...copy, type: copy.type ?? type, registered_at: toIso(at), updated_at: toIso(facts.at(-1)!.recordedAt), version: facts.length + 1,
    words: searchVector(number, title, body, customer.name, asset.name, asset.serial, customer.contact, customer.phone),
  })
}

/** The facts and everything that is read from them; returns what stands in the ticket's own row. */
export function addSubject(batch: Batch, chance: Chance, subject: Subject, startedAt: Instant, facts: readonly (Fact & Partial<ToldFact>)[], terms: Terms) {
  const { orgId, kind, id, customerId, agreementId, planVersionId } = subject
  const settledAt = facts.at(-1)!.recordedAt
  const { promises, entries, timers, copy } = copiesOf({ kind, id, startedAt }, facts, terms, settledAt)
  batch.facts.push(...facts.map((fact) => ({
    org_id: orgId, id: fact.id, kind: fact.kind, subject_kind: kind, subject_id: id, happened_at: toIso(fact.happenedAt), recorded_at: toIso(fact.recordedAt), by_id: fact.by,
    by_name: fact.byName ?? null, data: fact.data, body: fact.body ?? null, corrects: null,
  })))
  batch.promises.push(...promises.map((row) => ({
    org_id: orgId, id: chance.id(settledAt), subject_kind: kind, subject_id: id, plan_version_id: planVersionId, customer_id: customerId, agreement_id: agreementId, ...row,
  })))
  batch.entries.push(...entries.map((row) => ({ org_id: orgId, subject_id: id, ...row })))
  batch.timers.push(...timers.map((row) => ({ org_id: orgId, subject_kind: kind, subject_id: id, ...row, fence: 0, attempts: 0 })))
  return copy
}

function numberOf(numbers: Map<string, number>, type: TicketType, day: string): string {
  const key = `${type} ${day}`
  const n = (numbers.get(key) ?? 0) + 1
  numbers.set(key, n)
  return `${numberPrefixes[type] ?? type.toUpperCase()}${day.replaceAll('-', '')}-${String(n).padStart(4, '0')}`
}
