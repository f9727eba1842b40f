import type { getDashboard as declared } from '#contract/report/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay, startOfDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { orgFacts } from '../../party/index.ts'
import { visibleTickets } from '../../ticket/index.ts'

type Reply = ReplyOf<typeof declared>

export async function getDashboard({ tx, actor, now }: Context): Promise<Reply> {
  const { zone } = await orgFacts(tx, actor.orgId)
  const today = toIso(startOfDay(zone, localDay(zone, now)))
  const soon = toIso((now + 3_600_000) as Instant)
  const mine = sql`t.org_id = ${actor.orgId} and t.deleted_at is null and ${visibleTickets(actor)}`
  const open = sql`${mine} and t.closed_at is null and t.status not in ('cancelled', 'merged')`
  const figures = await tx.row<Omit<Reply, 'byType'>>(sql`
    select (select count(*)::int from tickets t where ${open} and t.holder_id = ${actor.id}::uuid) as mine,
      (select count(*)::int from tickets t where ${open} and t.holder_id is null) as unassigned,
      (select count(*)::int from tickets t where ${open} and t.next_due_at > ${toIso(now)} and t.next_due_at <= ${soon}) as "dueSoon",
      (select count(*)::int from tickets t where ${open} and t.next_due_at <= ${toIso(now)}) as overdue,
      (select count(*)::int from promises p join tickets t on t.org_id = p.org_id and t.id = p.subject_id where ${mine} and p.broken_at >= ${today} and p.broken_at <= ${toIso(now)} and p.state = 'broken') as "brokenToday",
      (select count(*)::int from tickets t where ${mine} and t.registered_at >= ${today}) as "registeredToday",
      (select count(*)::int from tickets t where ${mine} and t.closed_at >= ${today}) as "closedToday"`)
  const byType = await tx.rows<{ type: string; count: number }>(sql`select t.type, count(*)::int as count from tickets t where ${open} group by t.type order by count desc, t.type`)
  return { ...figures!, byType }
}
