import type { deleteView as removal, saveView as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

export async function saveView({ tx, actor, now }: Context, input: ParsedOf<typeof declared>): Promise<string> {
  const id = input.id ?? newId()
  if (input.id) {
    const changed = await tx.run(sql`
      update saved_views set title = ${input.title}, is_shared = ${input.isShared}, is_pinned = ${input.isPinned}, filter = ${JSON.stringify(input.filter)},
        columns = ${JSON.stringify(input.columns)}, position = ${input.position} where org_id = ${actor.orgId} and id = ${id} and owner_id = ${actor.id}`)
    if (changed === 0) throw new Refusal('view.unknown')
    return id
  }
  await tx.run(sql`
    insert into saved_views (org_id, id, owner_id, is_shared, is_pinned, title, filter, columns, position, created_at)
    values (${actor.orgId}, ${id}, ${actor.id}, ${input.isShared}, ${input.isPinned}, ${input.title}, ${JSON.stringify(input.filter)}, ${JSON.stringify(input.columns)},
      ${input.position}, ${toIso(now)})`)
  return id
}

export async function deleteView({ tx, actor }: Context, { viewId }: ParsedOf<typeof removal>): Promise<void> {
  if ((await tx.run(sql`delete from saved_views where org_id = ${actor.orgId} and id = ${viewId} and owner_id = ${actor.id}`)) === 0) throw new Refusal('view.unknown')
}
