import { pinyin } from 'pinyin-pro'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { listPeople } from '#contract/people/endpoints.ts'
import type { PersonView } from '#contract/people/people.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visiblePeople } from '../policy.ts'

const columns = sql`
  p.id, p.name, p.email, p.phone, p.kind, json_build_object('id', r.id, 'code', r.code, 'title', r.title) as role, p.customer_id as "customerId", p.manager_id as "managerId",
  p.language, p.qualifications, p.position, p.is_active as "isActive", p.password_hash is not null as "hasPassword", p.totp_confirmed_at is not null as "hasTotp", p.created_at as "createdAt",
  (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'isLead', t.lead_id is not distinct from p.id) order by t.name), '[]') from teams t
   where t.org_id = p.org_id and (t.lead_id = p.id or exists (select from team_members m where m.org_id = t.org_id and m.team_id = t.id and m.person_id = p.id))) as teams`

const select = (where: RawBuilder<unknown>, end = sql``) =>
  sql`select ${columns} from people p join roles r on r.org_id = p.org_id and r.id = p.role_id where ${where} ${end}`

export async function findPeople({ tx, actor }: Context, { cursor, limit, q, active, ...filter }: ParsedOf<typeof listPeople>): Promise<ReplyOf<typeof listPeople>> {
  const after = readCursor(cursor)
  const { kind = null, roleId = null, teamId = null, customerId = null } = filter
  const found = await tx.rows<PersonView>(select(sql`
    p.org_id = ${actor.orgId} and ${visiblePeople(actor)} and ${matching(q)}
    and (${active} = 'all' or p.is_active = (${active} = 'yes'))
    and (${kind}::text is null or p.kind = ${kind}) and (${roleId}::uuid is null or p.role_id = ${roleId}) and (${customerId}::uuid is null or p.customer_id = ${customerId})
    and (${teamId}::uuid is null or exists (select from team_members m where m.org_id = p.org_id and m.team_id = ${teamId} and m.person_id = p.id))
    and (${after?.key ?? null}::text is null or (p.name, p.id) > (${after?.key ?? null}, ${after?.id ?? null}::uuid))`, sql`order by p.name, p.id limit ${limit + 1}`))
  return pageOfRows(found, limit, ({ name, id }) => ({ key: name, id }), (row) => row)
}

export async function getPerson({ tx, actor }: Context, personId: string): Promise<PersonView> {
  const found = await tx.row<PersonView>(select(sql`p.org_id = ${actor.orgId} and p.id = ${personId} and ${visiblePeople(actor)}`))
  if (!found) throw new Refusal('person.unknown')
  return found
}

export type PersonName = { id: string; name: string; email: string; language: string | null; isActive: boolean }
/** For other modules: names by id, also of those who have left. */
export const namesOf = (tx: Tx, orgId: string, ids: readonly string[]) =>
  tx.rows<PersonName>(sql`select id, name, email, language, is_active as "isActive" from people where org_id = ${orgId} and id = any(${[...ids]}::uuid[])`)

/** 王小明 is found by wxm. */
export const initialsOf = (name: string): string => pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase().slice(0, 100)

function matching(q: string | undefined) {
  const text = q?.trim().toLowerCase()
  if (!text) return sql`true`
  const part = `%${literally(text)}%`
  return sql`(lower(p.name) like ${part} or p.initials like ${part} or lower(p.email) like ${part} or p.phone like ${part})`
}
