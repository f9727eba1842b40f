// The customer objects. Whether it is still in time is read from the plan; a late request is kept with its reason for those above.
import type { requestReturn as declared } from '#contract/repair/returns.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { standing } from '#domain/fact/fact.ts'
import type { Fact } from '#domain/fact/fact.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import { daysInUse, isInTime, returnWindows } from '#domain/repair/window.ts'
import type { ReturnWindow } from '#domain/repair/window.ts'
import { attributesAt } from '#domain/promise/subject.ts'
import type { Day } from '#domain/time/day.ts'
import { instant, toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber, readOrg } from '../../org/index.ts'
import { loadFacts } from '../../promise/index.ts'
import type { FactDraft } from '../../promise/index.ts'
import { appendFacts } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { lockMatter } from '../store.ts'

type Input = ParsedOf<typeof declared>

export async function requestReturn(context: Context, input: Input): Promise<string> {
  const { tx, actor, now } = context
  const matter = await lockMatter(context, input.ticketId)
  const { ticket } = matter
  const taken = await tx.row<{ number: string }>(sql`select number from goods_returns where org_id = ${actor.orgId} and ticket_id = ${ticket.id}`)
  if (taken) throw new Refusal('return.exists', { number: taken.number })
  if (input.kind === 'unpacking' && !input.remedy) throw new Refusal('return.remedy-missing', { field: 'remedy' })
  const { org } = await readOrg(tx, actor.orgId)
  const on = localDay(matter.plan?.zone ?? org.zone, input.happenedAt ? instant(input.happenedAt) : now)
  const start = await startOf(context, matter, input.purchasedOn ?? null)
  const windows = input.kind === 'return' ? await windowsOf(context, matter, input, on, start) : []
  const isLate = mustBeInTime(windows, input.lateReason)
  const usedFrom = windows.find(({ from }) => from !== null)?.from ?? start(['goods.delivered', 'goods.unpacked'])
  const days = usedFrom ? daysInUse(usedFrom, on) : null
  const id = newId()
  const number = await nextNumber(tx, actor.orgId, 'THD', localDay(org.zone, now))
  const [fact] = (await appendFacts(context, matter, draftsOf(matter, input, { id, number, days, isLate }))).slice(-1)
  await tx.run(sql`
    insert into goods_returns (org_id, id, number, ticket_id, asset_id, kind, state, reason, product, quantity, statement, purchased_on, days_in_use, is_late, late_reason, windows, remedy, requested_at)
    values (${actor.orgId}, ${id}, ${number}, ${ticket.id}, ${ticket.asset_id}, ${input.kind}, ${input.reason === 'insists' ? 'insisted' : 'objection'}, ${input.reason}, ${input.product}, ${input.quantity},
      ${input.statement}, ${input.purchasedOn ?? null}, ${days}, ${isLate}, ${input.lateReason ?? null}, ${JSON.stringify(windows)}, ${input.remedy ?? null}, ${toIso(fact!.happenedAt)})`)
  return id
}

function mustBeInTime(windows: readonly ReturnWindow[], lateReason: string | undefined): boolean {
  if (isInTime(windows)) return false
  const unset = windows.find(({ isUnset }) => isUnset)
  if (unset) throw new Refusal('return.window-unset', { clause: unset.clause })
  const known = windows.filter(({ lastDay }) => lastDay !== null).sort((one, other) => (one.lastDay! < other.lastDay! ? 1 : -1))
  if (known.length === 0) throw new Refusal('return.no-start', { field: 'purchasedOn' })
  if (!lateReason) throw new Refusal('return.window-over', { lastDay: known[0]!.lastDay, clause: known[0]!.clause, field: 'lateReason' })
  return true
}

type Start = (kinds: readonly FactKind[]) => Day | null

async function windowsOf({ tx, actor, now }: Context, { plan, facts, ticket }: TicketMatter, input: Input, on: Day, startOfKinds: Start): Promise<ReturnWindow[]> {
  if (!plan) return []
  const agreement = await tx.row<{ ends_on: Day | null }>(sql`select ends_on from agreements where org_id = ${actor.orgId} and id = ${ticket.agreement_id}`)
  const attributes = { ...attributesAt(facts, now), type: 'return', returnReason: input.reason }
  return returnWindows(plan.cover, { on, startOf: startOfKinds, contractEnd: agreement?.ends_on ?? null, attributes })
}

const daysOfAsset = { 'goods.delivered': 'delivered_on', 'equipment.installed': 'installed_on', 'acceptance.signed': 'accepted_on' } as const

// What is known of this one piece comes before what is known of the whole agreement, and both before what the customer says.
async function startOf({ tx, actor }: Context, { ticket, agreementFacts, plan }: TicketMatter, purchasedOn: string | null): Promise<Start> {
  const assetFacts = ticket.asset_id ? await loadFacts(tx, actor.orgId, ticket.asset_id) : []
  const asset = await tx.row<Record<(typeof daysOfAsset)[keyof typeof daysOfAsset], Day | null>>(sql`
    select delivered_on, installed_on, accepted_on from assets where org_id = ${actor.orgId} and id = ${ticket.asset_id}`)
  const first = (facts: readonly Fact[], kinds: readonly FactKind[]) => standing(facts).filter(({ kind }) => kinds.includes(kind)).sort((one, other) => one.happenedAt - other.happenedAt)[0]
  const zone = plan?.zone ?? (await readOrg(tx, actor.orgId)).org.zone
  return (kinds) => {
    const fact = first(assetFacts, kinds)
    if (fact) return localDay(zone, fact.happenedAt)
    const dated = kinds.flatMap((kind) => (kind in daysOfAsset ? (asset?.[daysOfAsset[kind as keyof typeof daysOfAsset]] ?? []) : []))[0]
    if (dated) return dated
    const general = first(agreementFacts, kinds)
    return general ? localDay(zone, general.happenedAt) : (purchasedOn as Day | null)
  }
}

function draftsOf({ facts, ticket }: TicketMatter, input: Input, { id, number, days, isLate }: { id: string; number: string; days: number | null; isLate: boolean }): FactDraft[] {
  const type = attributesAt(facts, instant(ticket.registered_at))['type']
  const about = {
    return: id, number, kind: input.kind, returnReason: input.reason, product: input.product, quantity: input.quantity, late: isLate,
    ...(input.purchasedOn && { purchasedOn: input.purchasedOn }), ...(days !== null && { daysInUse: days }), ...(input.remedy && { remedy: input.remedy }),
    ...(input.lateReason && { lateReason: input.lateReason }),
  }
  const happenedAt = input.happenedAt
  return [
    ...(input.kind === 'unpacking' ? [{ kind: 'diagnosis.made' as const, data: { cause: 'unpacking-defect', return: id }, body: input.statement, happenedAt }] : []),
    ...(input.kind !== 'unpacking' && type !== 'return' ? [{ kind: 'ticket.reclassified' as const, data: { type: 'return' }, happenedAt }] : []),
    { kind: 'return.requested', data: about, body: input.statement, happenedAt },
  ]
}
