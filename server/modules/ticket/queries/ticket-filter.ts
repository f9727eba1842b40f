// The words of a filter as conditions on `t`, joined with the policy of the caller. The same text for list, counts, export and bulk.
import type { RawBuilder } from 'kysely'
import type { TicketFilter } from '#contract/ticket/ticket.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { searchQuery } from '#server/platform/search/text.ts'
import { visibleTickets } from '../policy.ts'

/** The few tickets that say what is asked, by their ids. Null: no words are asked for, or so many tickets say them that reading in order finds a page sooner. */
export type Found = readonly string[] | null

const mostFound = 1000

export async function findSaying({ tx }: Pick<Context, 'tx'>, { q }: TicketFilter): Promise<Found> {
  const query = q?.trim() ? searchQuery(q.trim()) : ''
  if (query === '') return null
  const row = await tx.row<{ ids: string[] | null }>(sql`
    select case when count(*) <= ${mostFound}::int then coalesce(array_agg(id), '{}') end as ids from tickets_saying(to_tsquery('simple', ${query}), ${mostFound + 1}::int) as id`)
  return row?.ids ?? null
}

export function filteredTickets(context: Pick<Context, 'actor' | 'now'>, filter: TicketFilter, found: Found = null): RawBuilder<unknown> {
  const { actor } = context
  const conditions = [
    sql`t.org_id = ${actor.orgId}`, sql`t.deleted_at is null`, visibleTickets(actor), ...equalities(filter), ...spans(filter), ...held(context, filter), ...dueness(context, filter), ...words(filter, found),
  ]
  return sql`${sql.join(conditions, sql` and `)}`
}

const list = <Word>(value: Word | Word[]): Word[] => (Array.isArray(value) ? value : [value])

function equalities(filter: TicketFilter): RawBuilder<unknown>[] {
  const texts = { status: filter.status, type: filter.type, severity: filter.severity, channel: filter.channel } as const
  const ids = { team_id: filter.teamId, customer_id: filter.customerId, site_id: filter.siteId, asset_id: filter.assetId, agreement_id: filter.agreementId } as const
  return [
    ...Object.entries(texts).flatMap(([column, value]) => (value === undefined ? [] : [sql`t.${sql.ref(column)} = any(${list<string>(value)}::text[])`])),
    ...Object.entries(ids).flatMap(([column, value]) => (value === undefined ? [] : [sql`t.${sql.ref(column)} = ${value}::uuid`])),
    ...(filter.plan === undefined ? [] : [sql`t.plan_version_id in (select v.id from plan_versions v join plans p on p.org_id = v.org_id and p.id = v.plan_id where v.org_id = t.org_id and p.code = any(${list(filter.plan)}::text[]))`]),
    ...(filter.tag === undefined ? [] : [sql`${filter.tag} = any(t.tags)`]),
  ]
}

function spans({ open, from, until }: TicketFilter): RawBuilder<unknown>[] {
  return [
    ...(open === 'yes' ? [sql`t.closed_at is null and t.status not in ('cancelled', 'merged')`] : []),
    ...(open === 'no' ? [sql`(t.closed_at is not null or t.status in ('cancelled', 'merged'))`] : []),
    ...(from ? [sql`t.registered_at >= ${from}::timestamptz`] : []),
    ...(until ? [sql`t.registered_at < ${until}::timestamptz`] : []),
  ]
}

function held({ actor }: Pick<Context, 'actor'>, { holder }: TicketFilter): RawBuilder<unknown>[] {
  if (holder === undefined) return []
  if (holder === 'none') return [sql`t.holder_id is null`]
  return [sql`t.holder_id = ${holder === 'me' ? actor.id : holder}::uuid`]
}

function dueness({ now }: Pick<Context, 'now'>, { due }: TicketFilter): RawBuilder<unknown>[] {
  const at = toIso(now)
  switch (due) {
    case undefined: return []
    case 'overdue': return [sql`t.closed_at is null and t.next_due_at <= ${at}::timestamptz`]
    case 'hour': return [sql`t.closed_at is null and t.next_due_at > ${at}::timestamptz and t.next_due_at <= ${toIso((now + 3_600_000) as Instant)}::timestamptz`]
    case 'today': return [sql`t.closed_at is null and t.next_due_at <= ${toIso((now + 86_400_000) as Instant)}::timestamptz`]
    case 'none': return [sql`t.next_due_at is null`]
    case 'broken': return [sql`t.broken_count > 0`]
  }
}

function words({ q }: TicketFilter, found: Found): RawBuilder<unknown>[] {
  if (found) return [sql`t.id = any(${[...found]}::uuid[])`]
  const asked = q?.trim()
  if (!asked) return []
  const query = searchQuery(asked)
  return query === '' ? [sql`false`] : [sql`t.search @@ to_tsquery('simple', ${query})`]
}
