// Who sits on which seat, and who stands in for them at a moment.
import type { ReplyOf } from '#contract/endpoint.ts'
import type { listDelegations, listSeats } from '#contract/approval/endpoints.ts'
import { isOutside } from '#domain/approval/decide.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'

type Person = { id: string; name: string }

/** The seats the caller may decide for now: own ones and those lent. */
export async function seatsOf({ tx, now, actor }: Context): Promise<string[]> {
  if (!actor.id) return []
  const rows = await tx.rows<{ seat: string }>(sql`
    select distinct s.seat from approval_seats s where s.org_id = ${actor.orgId} and (s.person_id = ${actor.id} or s.person_id in (
      select d.from_id from approval_delegations d where d.org_id = ${actor.orgId} and d.to_id = ${actor.id} and d.ended_at is null
        and d.starts_at <= ${toIso(now)} and d.ends_at > ${toIso(now)}))`)
  return rows.map(({ seat }) => seat)
}

export async function holdersOf({ tx, now, actor }: Context, seats: readonly string[]): Promise<Map<string, Person[]>> {
  const rows = await tx.rows<Person & { seat: string }>(sql`
    with held as (select seat, person_id from approval_seats where org_id = ${actor.orgId} and seat = any(${[...seats]}::text[])),
      lent as (select h.seat, d.to_id from held h join approval_delegations d on d.org_id = ${actor.orgId} and d.from_id = h.person_id and d.ended_at is null
        and d.starts_at <= ${toIso(now)} and d.ends_at > ${toIso(now)})
    select distinct x.seat, p.id, p.name from (select * from held union select * from lent) x (seat, person_id)
      join people p on p.org_id = ${actor.orgId} and p.id = x.person_id and p.is_active order by p.name`)
  const bySeat = new Map<string, Person[]>(seats.map((seat) => [seat, []]))
  for (const { seat, id, name } of rows) bySeat.get(seat)?.push({ id, name })
  return bySeat
}

type Need = { seat: string; clauses: string[] }

export async function findSeats(context: Context): Promise<ReplyOf<typeof listSeats>> {
  const needs = await context.tx.rows<Need>(sql`
    with asked as (
      select s.seat, rule ->> 'clause' as clause from plan_versions v, jsonb_array_elements(v.document -> 'approvals') rule,
        jsonb_array_elements_text((rule -> 'steps') || coalesce(jsonb_build_array(rule -> 'differing') - 'null', '[]')) s (seat)
      where v.org_id = ${context.actor.orgId} and v.state = 'active' and s.seat is not null)
    select seat, coalesce(array_agg(distinct clause order by clause) filter (where clause is not null), '{}') as clauses from (
      select seat, clause from asked union all select seat, null from approval_seats where org_id = ${context.actor.orgId}) x group by seat order by seat`)
  const holders = await holdersOf(context, needs.map(({ seat }) => seat))
  return { rows: needs.map(({ seat, clauses }) => ({ seat, clauses, isOutside: isOutside(seat), holders: holders.get(seat) ?? [] })) }
}

export async function getSeat(context: Context, seat: string): Promise<ReplyOf<typeof listSeats>['rows'][number]> {
  const known = (await findSeats(context)).rows.find((one) => one.seat === seat)
  return known ?? { seat, clauses: [], isOutside: isOutside(seat), holders: [] }
}

export async function findDelegations({ tx, now, actor }: Context): Promise<ReplyOf<typeof listDelegations>> {
  return { rows: await tx.rows(sql`
    select d.id, json_build_object('id', f.id, 'name', f.name) as from, json_build_object('id', o.id, 'name', o.name) as to, d.starts_at as "startsAt", d.ends_at as "endsAt", d.reason
    from approval_delegations d join people f on f.org_id = d.org_id and f.id = d.from_id join people o on o.org_id = d.org_id and o.id = d.to_id
    where d.org_id = ${actor.orgId} and d.ended_at is null and d.ends_at > ${toIso(now)} order by d.starts_at, d.id`) }
}
