import { accessChanged } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { ownSession } from '../policy.ts'

// The right is asked of the person's own role, since the session may already look through another.
export async function viewAsRole({ tx, now, actor }: Context, roleId: string | null): Promise<void> {
  const { personId, sessionId } = ownSession(actor)
  const allowed = await tx.row(sql`
    select from people p join roles r on r.org_id = p.org_id and r.id = p.role_id
    where p.org_id = ${actor.orgId} and p.id = ${personId} and 'role.write' = any(r.permissions)`)
  if (!allowed) throw new Refusal('permission.missing', { permission: 'role.write' })
  const role = roleId && (await tx.row<{ code: string }>(sql`select code from roles where org_id = ${actor.orgId} and id = ${roleId}`))
  if (roleId && !role) throw new Refusal('role.unknown')
  await tx.run(sql`update sessions set view_as_role_id = ${roleId} where org_id = ${actor.orgId} and id = ${sessionId}`)
  await audit({ tx, now, actor }, { action: 'session.viewed-as', noun: 'person', nounId: personId, after: { role: role ? role.code : null } })
  await accessChanged(tx, actor.orgId)
}
