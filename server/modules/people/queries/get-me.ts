import { orgSettings } from '#contract/org/org.ts'
import type { Me } from '#contract/people/session.ts'
import type { Permission } from '#contract/permissions.ts'
import type { Language, Text } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

type Row = {
  id: string; name: string; email: string; kind: Me['person']['kind']; position: string | null; customer_id: string | null; has_totp: boolean; language: Language | null; preferences: Me['preferences']
  org_id: string; org_name: string; org_language: Language; zone: string; region: 'TW' | 'CN'; settings: unknown; own_role_id: string
  role_id: string; role_code: string; role_title: Text; scope: Me['role']['scope']; permissions: Permission[]; teams: Me['teams']
}

export async function getMe(tx: Tx, orgId: string, sessionId: string | null): Promise<Me> {
  const row = sessionId ? await find(tx, orgId, sessionId) : null
  if (!row) throw new Refusal('session.required')
  const { minguo, hotline } = orgSettings.parse(row.settings)
  return {
    person: { id: row.id, name: row.name, email: row.email, kind: row.kind, position: row.position, customerId: row.customer_id, hasTotp: row.has_totp },
    org: { id: row.org_id, name: row.org_name, language: row.org_language, zone: row.zone, region: row.region, minguo, hotline },
    role: { id: row.role_id, code: row.role_code, title: row.role_title, scope: row.scope },
    permissions: row.permissions, teams: row.teams, language: row.language ?? row.org_language, preferences: row.preferences,
    viewingAs: row.role_id === row.own_role_id ? null : { roleId: row.role_id, title: row.role_title }, sessionId: sessionId as string,
  }
}

const find = (tx: Tx, orgId: string, sessionId: string) => tx.row<Row>(sql`
  select p.id, p.name, p.email, p.kind, p.position, p.customer_id, p.totp_confirmed_at is not null as has_totp, p.language, p.preferences, p.role_id as own_role_id,
    o.id as org_id, o.name as org_name, o.language as org_language, o.zone, o.region, o.settings,
    r.id as role_id, r.code as role_code, r.title as role_title, r.scope, r.permissions,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'isLead', t.lead_id is not distinct from p.id) order by t.name), '[]') from teams t
     where t.org_id = p.org_id and (t.lead_id = p.id or exists (select from team_members m where m.org_id = t.org_id and m.team_id = t.id and m.person_id = p.id))) as teams
  from sessions s
  join people p on p.org_id = s.org_id and p.id = s.person_id
  join orgs o on o.id = p.org_id
  join roles r on r.org_id = p.org_id and r.id = coalesce(s.view_as_role_id, p.role_id)
  where s.org_id = ${orgId} and s.id = ${sessionId}`)
