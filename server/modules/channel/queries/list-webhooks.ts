import type { listWebhookDeliveries as deliveries, listWebhooks as declared } from '#contract/channel/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'

type Hook = ReplyOf<typeof declared>['rows'][number]
type HookRow = { id: string; url: string; events: Hook['events']; is_active: boolean; created_at: string }
type DeliveryRow = { id: string; event_id: string; channel: string; target: string; subject: string; state: string; attempts: number; last_error: string | null;
  created_at: string; sent_at: string | null }

export async function listWebhooks({ tx, actor }: Context): Promise<ReplyOf<typeof declared>> {
  const rows = await tx.rows<HookRow>(sql`select id, url, events, is_active, created_at from webhooks where org_id = ${actor.orgId} order by id`)
  return { rows: rows.map(({ is_active: isActive, created_at: createdAt, ...row }) => ({ ...row, isActive, createdAt })) }
}

export async function listWebhookDeliveries({ tx, actor }: Context, { channel, state, cursor, limit }: ParsedOf<typeof deliveries>): Promise<ReplyOf<typeof deliveries>> {
  const after = readCursor(cursor)
  const rows = await tx.rows<DeliveryRow>(sql`
    select id, event_id, channel, target, subject, state, attempts, last_error, created_at, sent_at from deliveries where org_id = ${actor.orgId}
      ${channel ? sql`and channel = ${channel}` : sql``} ${state ? sql`and state = ${state}` : sql``}
      ${after ? sql`and id < ${after.id}::uuid` : sql``} order by id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), (row) => ({
    id: row.id, eventId: row.event_id, channel: row.channel, target: row.target, subject: row.subject, state: row.state, attempts: row.attempts,
    lastError: row.last_error, createdAt: row.created_at, sentAt: row.sent_at,
  }))
}
