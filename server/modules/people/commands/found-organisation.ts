// A new organisation: its row, its roles, and the first administrator, who signs in with the password given or with a link.
import type { Language } from '#domain/plan/words.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { hashPassword } from '#server/platform/auth/passwords.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { initialsOf } from '../queries/find-people.ts'
import { makeLink } from '../store.ts'
import { installRoles } from './save-role.ts'

export type Founding = {
  name: string; language: Language; zone: string; region: 'TW' | 'CN'
  administrator: { name: string; email: string; password?: string }
}
export type Founded = { orgId: string; administratorId: string; /** For /invite#token; null where a password was given. */ inviteToken: string | null }

/** In a 'system' transaction. */
export async function foundOrganisation(tx: Tx, now: Instant, { name, language, zone, region, administrator }: Founding): Promise<Founded> {
  const orgId = newId()
  await tx.run(sql`insert into orgs (id, name, language, zone, region, created_at) values (${orgId}, ${name}, ${language}, ${zone}, ${region}, ${toIso(now)})`)
  await installRoles(tx, orgId)
  const administratorId = await addPerson(tx, now, { orgId, role: 'administrator', ...administrator })
  return { orgId, administratorId, inviteToken: administrator.password ? null : (await makeLink(tx, orgId, administratorId, 'invite', now)).token }
}

export type AddedPerson = {
  orgId: string; name: string; email: string; role: string; password?: string; kind?: 'staff' | 'customer' | 'dealer'; customerId?: string; managerId?: string; phone?: string
  position?: string; qualifications?: readonly string[]; language?: Language
}

/** For seeds and imports: a person by the code of the role, without mail and without a check of who asks. */
export async function addPerson(tx: Tx, now: Instant, given: AddedPerson): Promise<string> {
  const id = newId()
  const hash = given.password ? await hashPassword(given.password) : null
  const added = await tx.run(sql`
    insert into people (org_id, id, name, email, phone, kind, role_id, customer_id, manager_id, language, qualifications, position, password_hash, initials, created_at)
    select ${given.orgId}, ${id}, ${given.name}, ${given.email}, ${given.phone ?? null}, ${given.kind ?? 'staff'}, r.id, ${given.customerId ?? null}, ${given.managerId ?? null},
           ${given.language ?? null}, ${[...(given.qualifications ?? [])]}, ${given.position ?? null}, ${hash}, ${initialsOf(given.name)}, ${toIso(now)}
    from roles r where r.org_id = ${given.orgId} and r.code = ${given.role}`)
  if (added === 0) throw new Error(`no role ${given.role}`)
  return id
}
