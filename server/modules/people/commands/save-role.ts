import type { ParsedOf } from '#contract/endpoint.ts'
import type { createRole as creating, updateRole as updating } from '#contract/people/endpoints.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { mustCover } from '../policy.ts'
import { getRole } from '../queries/find-roles.ts'
import { keepAnAdministrator } from './keep-administrator.ts'

export async function createRole(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor } = context
  mustCover(actor, input.permissions)
  const id = newId()
  const added = await tx.run(sql`
    insert into roles (org_id, id, code, title, permissions, scope)
    values (${actor.orgId}, ${id}, ${input.code}, ${JSON.stringify(input.title)}, ${[...new Set(input.permissions)]}, ${input.scope}) on conflict (org_id, code) do nothing`)
  if (added === 0) throw new Refusal('role.code-taken', { code: input.code, field: 'code' })
  await audit(context, { action: 'role.added', noun: 'role', nounId: id, after: input })
  return id
}

export async function updateRole(context: Context, input: ParsedOf<typeof updating>): Promise<void> {
  const { tx, actor } = context
  await keepAnAdministrator(context, async () => {
    const before = await getRole(context, input.roleId)
    mustCover(actor, before.permissions)
    mustCover(actor, input.permissions ?? [])
    const { title = before.title, permissions = before.permissions, scope = before.scope } = input
    await tx.run(sql`
      update roles set title = ${JSON.stringify(title)}, permissions = ${[...new Set(permissions)]}, scope = ${scope} where org_id = ${actor.orgId} and id = ${input.roleId}`)
    await audit(context, { action: 'role.changed', noun: 'role', nounId: input.roleId, before, after: { ...before, title, permissions, scope } })
  })
  await accessChanged(tx, actor.orgId)
}

export async function deleteRole(context: Context, roleId: string): Promise<void> {
  const { tx, actor } = context
  const before = await getRole(context, roleId)
  await tx.run(sql`update sessions set view_as_role_id = null where org_id = ${actor.orgId} and view_as_role_id = ${roleId}`)
  await tx.run(sql`delete from roles where org_id = ${actor.orgId} and id = ${roleId}`).catch(stillHeld)
  await audit(context, { action: 'role.removed', noun: 'role', nounId: roleId, before })
  await accessChanged(tx, actor.orgId)
}

/** The roles a new organisation begins with. Existing ones are left as they are. */
export async function installRoles(tx: Tx, orgId: string): Promise<void> {
  for (const [code, { title, permissions, scope }] of Object.entries(roleTemplates)) {
    await tx.run(sql`
      insert into roles (org_id, id, code, title, permissions, scope, template)
      values (${orgId}, ${newId()}, ${code}, ${JSON.stringify(title)}, ${[...permissions]}, ${scope}, ${code}) on conflict (org_id, code) do nothing`)
  }
}

function stillHeld(error: unknown): never {
  if ((error as { code?: string }).code === '23503') throw new Refusal('row.in-use')
  throw error
}
