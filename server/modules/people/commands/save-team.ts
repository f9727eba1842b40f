import type { ParsedOf } from '#contract/endpoint.ts'
import type { createTeam as creating, updateTeam as updating } from '#contract/people/endpoints.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { getTeam } from '../queries/find-roles.ts'

export async function createTeam(context: Context, { name, leadId, memberIds }: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor } = context
  const id = newId()
  await mustBeKnown(context, leadId ? [leadId] : [], 'leadId')
  await tx.run(sql`insert into teams (org_id, id, name, lead_id) values (${actor.orgId}, ${id}, ${name}, ${leadId})`)
  await setMembers(context, id, memberIds)
  await audit(context, { action: 'team.added', noun: 'team', nounId: id, after: await getTeam(context, id) })
  await accessChanged(tx, actor.orgId)
  return id
}

export async function updateTeam(context: Context, { teamId, memberIds, ...changes }: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  const before = await getTeam(context, teamId)
  const { name = before.name, leadId = before.leadId } = changes
  await mustBeKnown(context, leadId ? [leadId] : [], 'leadId')
  await tx.run(sql`update teams set name = ${name}, lead_id = ${leadId} where org_id = ${actor.orgId} and id = ${teamId}`)
  if (memberIds) await setMembers(context, teamId, memberIds)
  await audit(context, { action: 'team.changed', noun: 'team', nounId: teamId, before, after: await getTeam(context, teamId) })
  await accessChanged(tx, actor.orgId)
}

export async function deleteTeam(context: Context, teamId: string): Promise<void> {
  const { tx, actor } = context
  const before = await getTeam(context, teamId)
  await tx.run(sql`delete from teams where org_id = ${actor.orgId} and id = ${teamId}`)
  await audit(context, { action: 'team.removed', noun: 'team', nounId: teamId, before })
  await accessChanged(tx, actor.orgId)
}

async function setMembers(context: Context, teamId: string, memberIds: readonly string[]): Promise<void> {
  const { tx, actor } = context
  const ids = await mustBeKnown(context, memberIds, 'memberIds')
  await tx.run(sql`delete from team_members where org_id = ${actor.orgId} and team_id = ${teamId}`)
  await tx.run(sql`insert into team_members (org_id, team_id, person_id) select ${actor.orgId}::uuid, ${teamId}::uuid, unnest(${ids}::uuid[])`)
}

async function mustBeKnown({ tx, actor }: Context, given: readonly string[], field: string): Promise<string[]> {
  const ids = [...new Set(given)]
  const known = await tx.rows(sql`select from people where org_id = ${actor.orgId} and id = any(${ids}::uuid[])`)
  if (known.length < ids.length) throw new Refusal('person.unknown', { field })
  return ids
}
