// Who is told when a clock strikes: the person named by the rung, read from the organisation as it is at that moment.
import type { EscalationTarget } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

type Matter = { orgId: string; holderId: string | null; teamId: string | null }

/** Somebody is always told: where the named person does not exist, the managers are. */
export async function findRecipients(tx: Tx, matter: Matter, target: EscalationTarget): Promise<string[]> {
  const named = (await tx.rows<{ id: string }>(question(matter, target))).map(({ id }) => id)
  if (named.length > 0) return named
  const managers = await tx.rows<{ id: string }>(byRole(matter.orgId, target === 'dispatcher' || target === 'clerk' ? ['dispatcher', 'service-desk', 'manager'] : ['manager', 'administrator']))
  return managers.map(({ id }) => id)
}

function question({ orgId, holderId, teamId }: Matter, target: EscalationTarget) {
  switch (target) {
    case 'holder': return sql`select id from people where org_id = ${orgId} and id = ${holderId}::uuid and is_active`
    case 'lead': return sql`
      select lead_id as id from teams where org_id = ${orgId} and lead_id is not null and (id = ${teamId}::uuid
        or (${teamId}::uuid is null and id in (select team_id from team_members where org_id = ${orgId} and person_id = ${holderId}::uuid)))`
    case 'manager': return above(orgId, holderId, 1)
    case 'director': return above(orgId, holderId, 2)
    default: return byRole(orgId, [target === 'clerk' ? 'service-desk' : target])
  }
}

/** So many steps up the reporting line. */
const above = (orgId: string, personId: string | null, steps: number) => sql`${reportingLine(orgId, personId, steps)} select id from line where step = ${steps}`

const reportingLine = (orgId: string, personId: string | null, steps: number) => sql`
  with recursive line as (
    select id, manager_id, 0 as step from people where org_id = ${orgId} and id = ${personId}::uuid
    union all select p.id, p.manager_id, line.step + 1 from people p join line on p.org_id = ${orgId} and p.id = line.manager_id where line.step < ${steps})`

const byRole = (orgId: string, templates: string[]) => sql`
  select p.id from people p join roles r on r.org_id = p.org_id and r.id = p.role_id
  where p.org_id = ${orgId} and p.is_active and p.kind = 'staff' and r.template = any(${templates}::text[])`

/** How high the n-th repeat of a rung climbs: one manager further each time, until the line ends. */
export async function findClimbed(tx: Tx, { orgId, holderId }: Matter, steps: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string; step: number }>(sql`${reportingLine(orgId, holderId, steps)} select id, step from line order by step desc limit 1`)
  return rows.filter(({ step }) => step > 0).map(({ id }) => id)
}
