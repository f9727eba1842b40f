// The end of a month for every dealer: confirmed claims are set against the debt, and the month is closed with a statement.
// So many dealers at once, in one transaction each time; a run that stopped carries on behind the last dealer it closed.
import { addDays } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { monthOf } from '../queries/statement.ts'
import { todayOf } from '../queries/standing.ts'

type Run = { id: string; firstDay: Day; lastDay: Day; through: string | null; finishedAt: string | null }
type Payable = { id: string; number: string; dealerId: string; approved: number }

export async function runSettlement(context: Context, { month, atOnce }: { month: string; atOnce: number }): Promise<string> {
  const { tx, actor, now } = context
  const run = await openRun(context, month)
  if (run.finishedAt !== null) return run.id
  const dealers = (await tx.rows<{ id: string }>(sql`
    select customer_id as id from dealers where org_id = ${actor.orgId} and (${run.through}::uuid is null or customer_id > ${run.through}::uuid) order by customer_id limit ${atOnce + 1}`)).map(({ id }) => id)
  const chunk = dealers.slice(0, atOnce)
  if (chunk.length > 0) await settleChunk(context, run, chunk)
  const isLast = dealers.length <= atOnce
  await tx.run(sql`
    update settlement_runs set through = coalesce(${chunk.at(-1) ?? null}::uuid, through), finished_at = ${isLast ? toIso(now) : null} where org_id = ${actor.orgId} and id = ${run.id}`)
  return run.id
}

// Two clerks at once: the second waits for the row and then finds the month settled. Months are settled in order, without a gap behind them.
async function openRun(context: Context, month: string): Promise<Run> {
  const { tx, actor, now } = context
  const { from, until } = monthOf(month)
  if (until >= (await todayOf(context))) throw new Refusal('settlement.not-over', { month })
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`settlement ${actor.orgId}`}, 0))`)
  const known = await tx.row<Run>(sql`
    select id, first_day as "firstDay", last_day as "lastDay", through, finished_at as "finishedAt" from settlement_runs where org_id = ${actor.orgId} and month = ${month} for update`)
  if (known) return known
  const last = await tx.row<{ month: string; lastDay: Day; finishedAt: string | null }>(sql`
    select month, last_day as "lastDay", finished_at as "finishedAt" from settlement_runs where org_id = ${actor.orgId} order by month desc limit 1`)
  const first = last && (last.finishedAt === null ? last.month : addDays(last.lastDay, 1).slice(0, 7))
  if (first && first !== month) throw new Refusal('settlement.out-of-order', { field: 'month', month, first })
  const id = newId()
  await tx.run(sql`insert into settlement_runs (org_id, id, month, first_day, last_day, started_at, started_by) values (${actor.orgId}, ${id}, ${month}, ${from}, ${until}, ${toIso(now)}, ${actor.id})`)
  return { id, firstDay: from, lastDay: until, through: null, finishedAt: null }
}

// Claims before dealers: whoever moves a claim takes the locks in the same order.
async function settleChunk({ tx, actor, now }: Context, { id: runId, firstDay, lastDay }: Run, dealers: readonly string[]): Promise<void> {
  const payable = await tx.rows<Payable>(sql`
    select id, number, dealer_id as "dealerId", approved from claims
    where org_id = ${actor.orgId} and next_link = 'offset' and state = 'open' and confirmed_on <= ${lastDay} and dealer_id = any(${[...dealers]}::uuid[]) order by id for update`)
  await tx.run(sql`select 1 from dealers where org_id = ${actor.orgId} and customer_id = any(${[...dealers]}::uuid[]) order by customer_id for update`)
  if (payable.length > 0) {
    const ids = payable.map((one) => one.id)
    await tx.run(sql`
      insert into claim_entries (org_id, id, claim_id, kind, entry_on, data, by_id, by_name, recorded_at)
      select ${actor.orgId}, t.id, t.claim, 'offset', ${lastDay}, jsonb_build_object('amount', t.minor, 'run', ${runId}::text), ${actor.id}, ${actor.name}, ${toIso(now)}
      from unnest(${ids.map(() => newId())}::uuid[], ${ids}::uuid[], ${payable.map(({ approved }) => approved)}::bigint[]) as t (id, claim, minor)`)
    await tx.run(sql`
      insert into receivables (org_id, id, dealer_id, kind, booked_on, minor, claim_id, reference, by_id, recorded_at)
      select ${actor.orgId}, t.id, t.dealer, 'offset', ${lastDay}, -t.minor, t.claim, t.number, ${actor.id}, ${toIso(now)}
      from unnest(${ids.map(() => newId())}::uuid[], ${payable.map(({ dealerId }) => dealerId)}::uuid[], ${payable.map(({ approved }) => approved)}::bigint[], ${ids}::uuid[], ${payable.map(({ number }) => number)}::text[])
        as t (id, dealer, minor, claim, number)`)
    await tx.run(sql`update claims set state = 'settled', next_link = null where org_id = ${actor.orgId} and id = any(${ids}::uuid[])`)
  }
  await tx.run(sql`
    insert into settlement_statements (org_id, run_id, dealer_id, opening, charges, offset_total, closing, lines)
    select ${actor.orgId}, ${runId}, d.customer_id, coalesce(s.opening, 0), coalesce(s.moved, 0) + coalesce(s.offsets, 0), coalesce(s.offsets, 0), coalesce(s.opening, 0) + coalesce(s.moved, 0), coalesce(s.lines, 0)
    from dealers d left join (
      select dealer_id, sum(minor) filter (where booked_on < ${firstDay}) as opening, sum(minor) filter (where booked_on >= ${firstDay}) as moved,
        -sum(minor) filter (where booked_on >= ${firstDay} and kind = 'offset') as offsets, count(*) filter (where booked_on >= ${firstDay}) as lines
      from receivables where org_id = ${actor.orgId} and dealer_id = any(${[...dealers]}::uuid[]) and booked_on <= ${lastDay} group by dealer_id) s on s.dealer_id = d.customer_id
    where d.org_id = ${actor.orgId} and d.customer_id = any(${[...dealers]}::uuid[])`)
  await tx.run(sql`update dealers set settled_through = ${lastDay} where org_id = ${actor.orgId} and customer_id = any(${[...dealers]}::uuid[])`)
}
