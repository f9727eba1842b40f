// A part was fitted in place of another. It is told to the ticket, where the plan's promises and gates listen, and to the asset,
// whose cover may begin anew; the part taken out is owed until it is back.
import type { replacePart as declared } from '#contract/stock/ticket-parts.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Fact, FactData } from '#domain/fact/fact.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import { nextReturnDay } from '#domain/stock/old-part.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { insertFacts, loadFacts, stampFact } from '../../promise/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { appendFacts } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { refuseOrigin } from '../queries/origin-rule.ts'
import { heldBy, ticketMatter } from '../queries/ticket-matter.ts'
import type { PartRecord } from '../queries/find-part.ts'
import { knownPart } from './ticket-parts.ts'

type Input = ParsedOf<typeof declared>

export async function replacePart(context: Context, input: Input): Promise<void> {
  const { tx, actor, now } = context
  const matter = await ticketMatter(context, input.ticketId)
  const part = await knownPart(context, input.partId)
  if (input.suppliedByCustomer) refuseCustomerPart(matter, input, now)
  else await refuseUnheld(context, matter, part, input)
  await refuseOrigin(context, matter, part.origin)
  const happenedAt = input.happenedAt === undefined ? now : instant(input.happenedAt)
  const { zone } = await orgFacts(tx, actor.orgId)
  const returnBy = input.oldPartKept ? returnDay(matter.plan, localDay(zone, happenedAt)) : null
  const draft: FactDraft = { kind: 'part.replaced', data: dataOf(input, part, returnBy), body: input.note, ...(input.happenedAt && { happenedAt: input.happenedAt }) }
  const [fact] = await appendFacts(context, matter, [draft])
  if (matter.ticket.asset_id !== null) await tellAsset(context, matter.ticket.asset_id, { ...draft, data: { ...draft.data, ticket: matter.ticket.number } })
  if (input.oldPartKept) await oweOldPart(context, matter, input, fact!, returnBy?.day ?? null, localDay(zone, now))
}

function dataOf(input: Input, part: PartRecord, returnBy: { field: string; day: Day } | null): FactData {
  return {
    partId: part.id, part: part.number, name: part.name, quantity: input.quantity, origin: part.origin, original: part.origin === 'original', fromStock: !input.suppliedByCustomer,
    ...(input.serial && { serial: input.serial }), ...(input.removedSerial && { removedSerial: input.removedSerial }), ...(input.phase && { phase: input.phase }),
    ...(returnBy && { [returnBy.field]: returnBy.day }),
  }
}

async function refuseUnheld({ tx, actor }: Context, { ticket, facts }: TicketMatter, part: PartRecord, { quantity, serial }: Input): Promise<void> {
  const held = (await heldBy(tx, actor.orgId, ticket.id, facts)).find((one) => one.partId === part.id && one.serial === serial)
  if (!held || held.quantity < quantity) throw new Refusal('stock.not-issued', { field: 'quantity', part: part.number })
}

/** Under warranty the house brings its own material. */
function refuseCustomerPart({ facts }: TicketMatter, { phase }: Input, now: Context['now']): void {
  const current = phase ?? attributesAt(facts, now)['phase']
  if (typeof current === 'string' && current.includes('warranty') && current !== 'after-warranty') throw new Refusal('stock.customer-part', { field: 'suppliedByCustomer' })
}

/** The field in which the plan's promise looks for the day, and the next of the dates it names. */
function returnDay(plan: Plan | null, from: Day): { field: string; day: Day } | null {
  const rule = plan?.promises.find((one) => 'before' in one && [one.on].flat().some((trigger) => 'fact' in trigger && trigger.fact === 'part.replaced'))
  if (!plan || !rule || !('before' in rule)) return null
  const due = nextReturnDay(plan.values.filter(({ clause }) => clause === rule.clause).map(({ value }) => value), from)
  return due === null ? null : { field: rule.before.field, day: due }
}

async function tellAsset({ tx, now, actor }: Context, assetId: string, draft: FactDraft): Promise<void> {
  const fact = stampFact(draft, await loadFacts(tx, actor.orgId, assetId), now, actor)
  await insertFacts(tx, { orgId: actor.orgId, kind: 'asset', id: assetId }, [fact])
}

async function oweOldPart({ tx, actor }: Context, { ticket }: TicketMatter, { partId, quantity, removedSerial }: Input, fact: Fact, returnBy: Day | null, today: Day): Promise<void> {
  const number = await nextNumber(tx, actor.orgId, 'JJ', today)
  await tx.run(sql`
    insert into old_parts (org_id, id, number, ticket_id, asset_id, part_id, quantity, serial, state, owed_by, owed_by_name, customer_id, replaced_at, fact_id, return_by)
    values (${actor.orgId}, ${newId()}, ${number}, ${ticket.id}, ${ticket.asset_id}, ${partId}, ${quantity}, ${removedSerial}, 'owed', ${actor.id}, ${actor.name},
      ${actor.kind === 'dealer' ? actor.customerId : null}, ${toIso(fact.happenedAt)}, ${fact.id}, ${returnBy})`)
}
