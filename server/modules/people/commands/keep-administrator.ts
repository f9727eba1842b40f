import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

// Somebody must be left who can give rights to others. Changes that could take the last one away go one after another,
// or two administrators could each remove the other at the same moment.
export async function keepAnAdministrator({ tx, actor }: Context, change: () => Promise<void>): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('administrators'), hashtext(${actor.orgId}))`)
  const before = await administrators()
  await change()
  if (before > 0 && (await administrators()) === 0) throw new Refusal('person.last-admin')

  async function administrators(): Promise<number> {
    const counted = await tx.row<{ count: number }>(sql`
      select count(*) as count from people p join roles r on r.org_id = p.org_id and r.id = p.role_id
      where p.org_id = ${actor.orgId} and p.is_active and p.kind = 'staff' and r.permissions @> array['people.write', 'role.write']`)
    return counted?.count ?? 0
  }
}
