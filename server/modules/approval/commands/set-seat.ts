import type { delegate as delegating, setSeat as setting } from '#contract/approval/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { getSeat } from '../queries/find-seats.ts'

export async function setSeat(context: Context, { seat, personIds }: ParsedOf<typeof setting>): Promise<void> {
  const { tx, actor } = context
  const before = await getSeat(context, seat)
  const ids = await mustWork(context, personIds, 'personIds')
  await tx.run(sql`delete from approval_seats where org_id = ${actor.orgId} and seat = ${seat} and person_id <> all(${ids}::uuid[])`)
  await tx.run(sql`insert into approval_seats (org_id, seat, person_id) select ${actor.orgId}::uuid, ${seat}, unnest(${ids}::uuid[]) on conflict do nothing`)
  await audit(context, { action: 'seat.changed', noun: 'seat', nounId: seat, before, after: await getSeat(context, seat) })
}

/** The caller's own seats are lent; whoever stands in decides in their own name. */
export async function delegate(context: Context, { toId, startsAt, endsAt, reason }: ParsedOf<typeof delegating>): Promise<string> {
  const { tx, actor, now } = context
  if (!actor.id || actor.kind !== 'staff') throw new Refusal('person.unknown')
  if (endsAt <= startsAt || toId === actor.id) throw new Refusal('request.invalid', { field: toId === actor.id ? 'toId' : 'endsAt' })
  await mustWork(context, [toId], 'toId')
  const id = newId()
  await tx.run(sql`
    insert into approval_delegations (org_id, id, from_id, to_id, starts_at, ends_at, reason, created_at)
    values (${actor.orgId}, ${id}, ${actor.id}, ${toId}, ${startsAt}, ${endsAt}, ${reason}, ${toIso(now)})`)
  await audit(context, { action: 'seat.lent', noun: 'delegation', nounId: id, after: { toId, startsAt, endsAt, reason } })
  return id
}

export async function endDelegation(context: Context, delegationId: string): Promise<void> {
  const { tx, actor, now } = context
  const ended = await tx.run(sql`
    update approval_delegations set ended_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${delegationId} and from_id = ${actor.id} and ended_at is null`)
  if (ended === 0) throw new Refusal('approval.unknown')
  await audit(context, { action: 'seat.taken-back', noun: 'delegation', nounId: delegationId })
}

async function mustWork({ tx, actor }: Context, given: readonly string[], field: string): Promise<string[]> {
  const ids = [...new Set(given)]
  const known = await tx.rows(sql`select from people where org_id = ${actor.orgId} and id = any(${ids}::uuid[]) and is_active and kind = 'staff'`)
  if (known.length < ids.length) throw new Refusal('person.unknown', { field })
  return ids
}
