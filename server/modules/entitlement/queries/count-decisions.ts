// Causes counted, and the decisions whose sum the counts are.
import type { countCauses as counting, listCoverDecisions as declared } from '#contract/entitlement/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { endOfDay, startOfDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { orgFacts } from '../../party/index.ts'
import { visibleDecisions } from '../policy.ts'
import { decisionColumns, decisionView } from './find-decisions.ts'
import type { DecisionRow } from './find-decisions.ts'

type Period = { from?: string | undefined; until?: string | undefined; excluded?: 'yes' | 'no' | undefined }

export async function countCauses(context: Context, input: ParsedOf<typeof counting>): Promise<ReplyOf<typeof counting>> {
  const { tx, actor } = context
  const rows = await tx.rows<ReplyOf<typeof counting>['rows'][number]>(sql`
    select coalesce(d.plan, '') as plan, d.cause, (array_agg(d.cause_title order by d.id desc))[1] as title, (array_agg(d.party order by d.id desc))[1] as party,
      (array_agg(d.excluded order by d.id desc))[1] as excluded, (array_agg(d.clause order by d.id desc))[1] as clause, count(*)::int as count
    from cover_decisions d where ${visibleDecisions(actor)} and d.kind = 'cause' and d.is_current ${await within(context, input)}
    group by d.plan, d.cause order by count(*) desc, d.plan, d.cause`)
  return { rows, total: rows.reduce((sum, { count }) => sum + count, 0) }
}

export async function listCoverDecisions(context: Context, { kind, plan, cause, cursor, limit, ...period }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const conditions = [
    sql`${visibleDecisions(actor)} and d.is_current`, ...(kind ? [sql`d.kind = ${kind}`] : []), ...(plan ? [sql`d.plan = ${plan}`] : []), ...(cause ? [sql`d.cause = ${cause}`] : []),
    ...(cursor && /^[0-9a-f-]{36}$/.test(cursor) ? [sql`d.id < ${cursor}::uuid`] : []),
  ]
  const rows = await tx.rows<DecisionRow>(sql`${decisionColumns} where ${sql.join(conditions, sql` and `)} ${await within(context, period)} order by d.id desc limit ${limit + 1}`)
  return { rows: rows.slice(0, limit).map(decisionView), next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
}

// Both days belong to the period, in the zone of the house.
async function within({ tx, actor }: Context, { from, until, excluded }: Period) {
  const { zone } = await orgFacts(tx, actor.orgId)
  const begin = from ? sql`and d.decided_at >= ${toIso(startOfDay(zone, from as Day))}` : sql``
  const end = until ? sql`and d.decided_at < ${toIso(endOfDay(zone, until as Day))}` : sql``
  const kind = excluded === 'yes' ? sql`and d.excluded is not null` : excluded === 'no' ? sql`and d.excluded is null` : sql``
  return sql`${begin} ${end} ${kind}`
}
