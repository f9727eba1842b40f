// Adding and changing people. Nobody gives a role that can do more than they can, or changes somebody who can.
import type { ParsedOf } from '#contract/endpoint.ts'
import type { invitePerson as inviting, updatePerson as updating } from '#contract/people/endpoints.ts'
import type { PersonView } from '#contract/people/people.ts'
import type { Permission } from '#contract/permissions.ts'
import { toIso } from '#domain/time/instant.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { audit } from '../../org/index.ts'
import { mustCover } from '../policy.ts'
import { getPerson, initialsOf } from '../queries/find-people.ts'
import { mailTo } from '../queries/mail-text.ts'
import { credentialsOf, endSessions, makeLink } from '../store.ts'
import { keepAnAdministrator } from './keep-administrator.ts'

type Invited = { person: PersonView; link: string }

export async function invitePerson(context: Context, input: ParsedOf<typeof inviting>, publicUrl: string): Promise<Invited> {
  const { tx, now, actor } = context
  await mayGive(context, input.roleId)
  const manager = await knownPerson(context, input.managerId)
  const firm = await knownFirm(context, input.customerId)
  const id = newId()
  await tx.run(sql`
    insert into people (org_id, id, name, email, phone, kind, role_id, customer_id, manager_id, language, qualifications, position, initials, created_at)
    values (${actor.orgId}, ${id}, ${input.name}, ${input.email}, ${input.phone}, ${ownKind(context, input.kind)}, ${input.roleId}, ${firm}, ${manager}, ${input.language},
            ${input.qualifications}, ${input.position}, ${initialsOf(input.name)}, ${toIso(now)})`).catch(emailTaken(input.email))
  await setTeams(context, id, input.teamIds)
  const person = await getPerson(context, id)
  await audit(context, { action: 'person.added', noun: 'person', nounId: id, after: person })
  return { person, link: await invitation(context, id, publicUrl) }
}

export async function inviteAgain(context: Context, personId: string, publicUrl: string): Promise<Invited> {
  await mayChange(context, personId)
  const link = await invitation(context, personId, publicUrl)
  await audit(context, { action: 'person.invited', noun: 'person', nounId: personId })
  return { person: await getPerson(context, personId), link }
}

export async function updatePerson(context: Context, { personId, teamIds, ...changes }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  await keepAnAdministrator(context, async () => {
    await mayChange(context, personId)
    const before = await getPerson(context, personId)
    if (changes.roleId) await mayGive(context, changes.roleId)
    await knownPerson(context, changes.managerId ?? null)
    const firm = await knownFirm(context, changes.customerId === undefined ? before.customerId : changes.customerId)
    const after = { ...before, roleId: before.role.id, ...given(changes) }
    await tx.run(sql`
      update people set name = ${after.name}, email = ${after.email}, phone = ${after.phone}, role_id = ${after.roleId}, customer_id = ${firm},
        manager_id = ${after.managerId}, language = ${after.language}, qualifications = ${after.qualifications}, position = ${after.position}, initials = ${initialsOf(after.name)}
      where org_id = ${actor.orgId} and id = ${personId}`).catch(emailTaken(after.email))
    if (teamIds) await setTeams(context, personId, teamIds)
    // A link sent to the old address must not open the new one's account.
    if (after.email !== before.email) await tx.run(sql`delete from recovery_links where org_id = ${actor.orgId} and person_id = ${personId}`)
    await audit(context, { action: 'person.changed', noun: 'person', nounId: personId, before, after: await getPerson(context, personId) })
  })
  await accessChanged(tx, actor.orgId)
}

export async function setActive(context: Context, personId: string, isActive: boolean): Promise<void> {
  const { tx, actor } = context
  await keepAnAdministrator(context, async () => {
    await mayChange(context, personId)
    await tx.run(sql`update people set is_active = ${isActive} where org_id = ${actor.orgId} and id = ${personId}`)
    if (!isActive) {
      await endSessions(tx, actor.orgId, personId)
      await tx.run(sql`delete from recovery_links where org_id = ${actor.orgId} and person_id = ${personId}`)
    }
    await audit(context, { action: isActive ? 'person.reactivated' : 'person.deactivated', noun: 'person', nounId: personId })
  })
  await accessChanged(tx, actor.orgId)
}

/** The person must be visible, and must not be able to do more than the actor. */
export async function mayChange(context: Context, personId: string): Promise<void> {
  const { role } = await getPerson(context, personId)
  mustCover(context.actor, await permissionsOf(context, role.id))
}

const mayGive = async (context: Context, roleId: string): Promise<void> => mustCover(context.actor, await permissionsOf(context, roleId))

async function permissionsOf({ tx, actor }: Context, roleId: string): Promise<readonly Permission[]> {
  const role = await tx.row<{ permissions: Permission[] }>(sql`select permissions from roles where org_id = ${actor.orgId} and id = ${roleId}`)
  if (!role) throw new Refusal('role.unknown', { field: 'roleId' })
  return role.permissions
}

async function knownPerson(context: Context, personId: string | null): Promise<string | null> {
  if (personId) await getPerson(context, personId)
  return personId
}

const isOutside = ({ kind }: Context['actor']) => kind === 'dealer' || kind === 'customer'

// A dealer's or customer's administrator adds people to the own firm only, and only people like themselves.
const ownKind = ({ actor }: Context, kind: PersonView['kind']) => (isOutside(actor) ? actor.kind : kind)

async function knownFirm({ tx, actor }: Context, customerId: string | null): Promise<string | null> {
  const firm = isOutside(actor) ? actor.customerId : customerId
  if (firm && !(await tx.row(sql`select 1 from customers where org_id = ${actor.orgId} and id = ${firm}`))) throw new Refusal('customer.unknown', { field: 'customerId' })
  return firm
}

async function setTeams({ tx, actor }: Context, personId: string, teamIds: readonly string[]): Promise<void> {
  const ids = [...new Set(teamIds)]
  const known = await tx.rows(sql`select from teams where org_id = ${actor.orgId} and id = any(${ids}::uuid[])`)
  if (known.length < ids.length) throw new Refusal('team.unknown', { field: 'teamIds' })
  await tx.run(sql`delete from team_members where org_id = ${actor.orgId} and person_id = ${personId}`)
  await tx.run(sql`insert into team_members (org_id, team_id, person_id) select ${actor.orgId}::uuid, unnest(${ids}::uuid[]), ${personId}::uuid`)
}

async function invitation({ tx, now, actor }: Context, personId: string, publicUrl: string): Promise<string> {
  const found = await credentialsOf(tx, actor.orgId, personId)
  if (!found) throw new Refusal('person.unknown')
  const { id, token } = await makeLink(tx, actor.orgId, personId, 'invite', now)
  const link = `${publicUrl}/invite#${token}`
  const mail = await mailTo(tx, found, 'invite', { inviter: actor.name, link, days: limits.inviteDays })
  await queueMail(tx, { orgId: actor.orgId, eventId: id, to: found.email, now, isSecret: true, ...mail })
  return link
}

const given = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }

const emailTaken = (email: string) => (error: unknown) => {
  if ((error as { constraint?: string }).constraint === 'people_email') throw new Refusal('person.email-taken', { email, field: 'email' })
  throw error
}
