import type { ReplyOf } from '#contract/endpoint.ts'
import type { listSessions } from '#contract/people/session.ts'
import { earlier, hours, toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { ownSession } from '../policy.ts'

export async function findOwnSessions({ tx, now, actor }: Context): Promise<ReplyOf<typeof listSessions>> {
  const { personId, sessionId } = ownSession(actor)
  const rows = await tx.rows<ReplyOf<typeof listSessions>['rows'][number]>(sql`
    select id, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", coalesce(user_agent, '') as "userAgent", id = ${sessionId} as "isCurrent"
    from sessions where org_id = ${actor.orgId} and person_id = ${personId} and expires_at > ${toIso(now)} and last_seen_at > ${toIso(earlier(now, hours(limits.sessionIdleHours)))}
    order by last_seen_at desc limit 200`)
  return { rows }
}
