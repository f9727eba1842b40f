import type { ReplyOf } from '#contract/endpoint.ts'
import type { createRole, createTeam } from '#contract/people/endpoints.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visiblePeople } from '../policy.ts'

type Role = ReplyOf<typeof createRole>
type Team = ReplyOf<typeof createTeam>

export async function findRoles({ tx, actor }: Context): Promise<{ rows: Role[] }> {
  return { rows: await tx.rows<Role>(sql`${roles(actor)} where r.org_id = ${actor.orgId} order by r.template is null, array_length(r.permissions, 1) desc, r.code`) }
}

export async function getRole({ tx, actor }: Context, roleId: string): Promise<Role> {
  const found = await tx.row<Role>(sql`${roles(actor)} where r.org_id = ${actor.orgId} and r.id = ${roleId}`)
  if (!found) throw new Refusal('role.unknown')
  return found
}

export async function findTeams({ tx, actor }: Context): Promise<{ rows: Team[] }> {
  return { rows: await tx.rows<Team>(sql`${teams(actor)} where t.org_id = ${actor.orgId} order by t.name, t.id`) }
}

export async function getTeam({ tx, actor }: Context, teamId: string): Promise<Team> {
  const found = await tx.row<Team>(sql`${teams(actor)} where t.org_id = ${actor.orgId} and t.id = ${teamId}`)
  if (!found) throw new Refusal('team.unknown')
  return found
}

// A count or a list of members never says more than the list of people does.
const roles = (actor: Actor) => sql`
  select r.id, r.code, r.title, r.permissions, r.scope, r.template, (select count(*) from people p where p.org_id = r.org_id and p.role_id = r.id and p.is_active and ${visiblePeople(actor)}) as people from roles r`
const teams = (actor: Actor) => sql`
  select t.id, t.name, t.lead_id as "leadId", (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]')
    from team_members m join people p on p.org_id = m.org_id and p.id = m.person_id where m.org_id = t.org_id and m.team_id = t.id and ${visiblePeople(actor)}) as members from teams t`
