// A week of work: some matters solved in time, some late, some still open, so that every screen has something true to show.
import type { FactKind } from '#domain/fact/kinds.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendFacts, loadMatter, lockTicket, registerTicket } from '../modules/ticket/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'
import { demoMatters } from './demo-words.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; now: Instant }
type Deed = { after: number; kind: FactKind; data?: FactData; body?: string }

const minute = 60_000

export async function demoTickets(db: DatabaseHandle, world: World): Promise<void> {
  const { orgId, people, customers, now } = world
  const desk = actorOf(orgId, people['service-desk']!, '李小敏')
  const plans = customers.flatMap((customer, index) => demoMatters.slice(0, 3 + (index % 3)).map((matter, n) => ({ customer, matter, turn: index * 5 + n, age: ageOf(index, n) })))
  for (const { customer, matter, turn, age } of plans.sort((one, other) => other.age - one.age)) {
    const start = (now - age * minute) as Instant
    const registered = await allowed(() => db.tx({ orgId }, (tx) => registerTicket({ tx, now: start, actor: desk }, {
      ...matter, channel: turn % 4 === 0 ? 'portal' : 'phone', customerId: customer.id, siteId: customer.siteId, assetId: customer.assetId, contactId: customer.contactId,
        answers: {}, tags: [], data: {},
    })))
    for (const deed of registered ? deedsOf(turn, people) : []) await doDeed(db, world, registered!.ticketId, start, deed)
  }
}

/** Minutes before now: older ones are done, the youngest are just coming in. */
const ageOf = (index: number, n: number) => (n === 0 ? 30 + index * 17 : n === 1 ? 1500 + index * 190 : 20 + index * 43 + n * 400)

function deedsOf(turn: number, people: World['people']): Deed[] {
  const assigned: Deed[] = [{ after: 3, kind: 'ticket.assigned', data: { to: people['field-engineer']!, team: people['team']! } }, { after: 6, kind: 'ticket.accepted' }]
  const answered: Deed[] = [{ after: 9, kind: 'reply.sent', body: '您好，已收到您的問題，工程師將與您聯絡。' }]
  const solved: Deed[] = [{ after: 95, kind: 'fault.removed', body: '更換接頭後恢復正常。' }, { after: 110, kind: 'ticket.resolved', body: '已恢復正常運作。' }, { after: 140,
    kind: 'ticket.confirmed', data: { by: 'customer' } }]
  switch (turn % 6) {
    case 0: return []
    case 1: return [...assigned, ...answered, ...solved, { after: 200, kind: 'ticket.closed' }]
    case 2: return [...assigned, ...answered]
    case 3: return [...answered, ...assigned, { after: 40, kind: 'ticket.paused', data: { reason: 'customer' }, body: '等待客戶提供照片。' }]
    case 4: return [...assigned, { after: 60, kind: 'onsite.decided' }, { after: 150, kind: 'engineer.arrived' }]
    default: return [...assigned, ...answered, ...solved]
  }
}

async function doDeed(db: DatabaseHandle, { orgId, people, now }: World, ticketId: string, start: Instant, { after, kind, data, body }: Deed): Promise<void> {
  const at = (start + after * minute) as Instant
  if (at > now) return
  const actor = actorOf(orgId, people['field-engineer']!, '吳俊傑')
  await allowed(() => db.tx({ orgId }, async (tx) => {
    const ticket = await lockTicket(tx, actor, ticketId)
    if (ticket) await appendFacts({ tx, now: at, actor }, await loadMatter(tx, ticket), [{ kind, data: data ?? {}, body: body ?? null }])
  }))
}

// What the plan does not allow at that point is left out, as the desk would leave it.
export async function allowed<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
