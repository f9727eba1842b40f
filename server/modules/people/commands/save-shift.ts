import type { ParsedOf } from '#contract/endpoint.ts'
import type { createShift as creating, updateShift as updating } from '#contract/people/roster.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { getShift, qualificationsOf, spanOf } from '../queries/find-shifts.ts'

type Wish = { roster: string; personId: string; startsAt: string; endsAt: string; requires: readonly string[] }

export async function createShift(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor } = context
  await mustFit(context, input)
  const id = newId()
  await tx.run(sql`
    insert into roster_shifts (org_id, id, roster, person_id, starts_at, ends_at, note)
    values (${actor.orgId}, ${id}, ${input.roster}, ${input.personId}, ${input.startsAt}, ${input.endsAt}, ${input.note})`)
  await audit(context, { action: 'shift.added', noun: 'shift', nounId: id, after: await getShift(context, id) })
  return id
}

export async function updateShift(context: Context, { shiftId, requires, ...changes }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await getShift(context, shiftId)
  const { roster = before.roster, personId = before.person.id, startsAt = before.startsAt, endsAt = before.endsAt, note = before.note } = changes
  await mustFit(context, { roster, personId, startsAt, endsAt, requires })
  await tx.run(sql`
    update roster_shifts set roster = ${roster}, person_id = ${personId}, starts_at = ${startsAt}, ends_at = ${endsAt}, note = ${note} where org_id = ${actor.orgId} and id = ${shiftId}`)
  await audit(context, { action: 'shift.changed', noun: 'shift', nounId: shiftId, before, after: await getShift(context, shiftId) })
}

export async function deleteShift(context: Context, shiftId: string): Promise<void> {
  const before = await getShift(context, shiftId)
  await context.tx.run(sql`delete from roster_shifts where org_id = ${context.actor.orgId} and id = ${shiftId}`)
  await audit(context, { action: 'shift.removed', noun: 'shift', nounId: shiftId, before })
}

async function mustFit({ tx, actor }: Context, { roster, personId, startsAt, endsAt, requires }: Wish): Promise<void> {
  spanOf({ from: startsAt, until: endsAt }, 'endsAt')
  const person = await tx.row<{ name: string; qualifications: string[] }>(sql`select name, qualifications from people where org_id = ${actor.orgId} and id = ${personId} and is_active`)
  if (!person) throw new Refusal('person.unknown', { field: 'personId' })
  const missing = [...await qualificationsOf(tx, actor.orgId, roster), ...requires].find((one) => !person.qualifications.includes(one))
  if (missing) throw new Refusal('shift.unqualified', { name: person.name, qualification: missing, field: 'personId' })
}
