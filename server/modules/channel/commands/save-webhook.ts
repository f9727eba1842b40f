import { randomBytes } from 'node:crypto'
import type { deleteWebhook as removal, saveWebhook as declared } from '#contract/channel/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { isPublicTarget } from '#server/platform/http/public-target.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

export async function saveWebhook({ tx, actor, now }: Context, { id, url, events, isActive }: ParsedOf<typeof declared>): Promise<{ id: string; secret: string | null }> {
  if (!(await isPublicTarget(url))) throw new Refusal('webhook.url-refused')
  if (id) {
    const changed = await tx.run(sql`update webhooks set url = ${url}, events = ${events}::text[], is_active = ${isActive} where org_id = ${actor.orgId} and id = ${id}`)
    if (changed === 0) throw new Refusal('webhook.unknown')
    return { id, secret: null }
  }
  const created = { id: newId(), secret: `whsec_${randomBytes(24).toString('base64url')}` }
  await tx.run(sql`
    insert into webhooks (org_id, id, url, secret, events, is_active, created_at)
    values (${actor.orgId}, ${created.id}, ${url}, ${created.secret}, ${events}::text[], ${isActive}, ${toIso(now)})`)
  return created
}

export async function deleteWebhook({ tx, actor }: Context, { webhookId }: ParsedOf<typeof removal>): Promise<void> {
  if ((await tx.run(sql`delete from webhooks where org_id = ${actor.orgId} and id = ${webhookId}`)) === 0) throw new Refusal('webhook.unknown')
}
