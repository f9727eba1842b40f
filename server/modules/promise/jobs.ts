// Timers are rows. A worker claims what is due with a lease and a fence; a node that lost its lease strikes nothing.
import type { SubjectKind } from '#domain/fact/kinds.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { limits } from '#server/platform/http/limits.ts'

export type ClaimedTimer = { org_id: string; subject_kind: SubjectKind; subject_id: string; promise_key: string; mark: string; fires_at: string; fence: number }
export type ClaimedSubject = { orgId: string; kind: SubjectKind; id: string; timers: ClaimedTimer[] }

export async function claimDueTimers(db: DatabaseHandle, node: string, now: Instant, limit = 200): Promise<ClaimedSubject[]> {
  const until = toIso((now + limits.leaseSeconds * 1000) as Instant)
  const claimed = await db.tx('system', (tx) => tx.rows<ClaimedTimer>(sql`
    update timers set leased_until = ${until}, leased_by = ${node}, fence = timers.fence + 1, attempts = attempts + 1
    from (select org_id, subject_id, promise_key, mark from timers
          where fires_at <= ${toIso(now)} and (leased_until is null or leased_until < ${toIso(now)}) and attempts < 1000
          order by fires_at limit ${limit} for update skip locked) as due
    where timers.org_id = due.org_id and timers.subject_id = due.subject_id and timers.promise_key = due.promise_key and timers.mark = due.mark
    returning timers.org_id, timers.subject_kind, timers.subject_id, timers.promise_key, timers.mark, timers.fires_at, timers.fence`))
  const subjects = new Map<string, ClaimedSubject>()
  for (const timer of claimed) {
    const subject = subjects.get(timer.subject_id) ?? { orgId: timer.org_id, kind: timer.subject_kind, id: timer.subject_id, timers: [] }
    subject.timers.push(timer)
    subjects.set(timer.subject_id, subject)
  }
  return [...subjects.values()]
}

/** True while the lease is still ours: somebody else's claim has raised the fence. */
export async function holdsLease(tx: Tx, { orgId, id, timers }: ClaimedSubject): Promise<boolean> {
  const rows = await tx.rows<{ fence: number; promise_key: string; mark: string }>(sql`
    select promise_key, mark, fence from timers where org_id = ${orgId} and subject_id = ${id} for update`)
  return timers.some(({ promise_key, mark, fence }) =>
    rows.some((row) => row.promise_key === promise_key && row.mark === mark && row.fence === fence))
}

/** A strike that failed is tried again later, each time after a longer rest. */
export async function postpone(db: DatabaseHandle, { orgId, id, timers }: ClaimedSubject, reason: string, now: Instant): Promise<void> {
  const rest = toIso((now + limits.leaseSeconds * 1000) as Instant)
  await db.tx({ orgId }, (tx) => tx.run(sql`
    update timers set last_error = ${reason.slice(0, 500)}, leased_until = greatest(leased_until, ${rest}::timestamptz + make_interval(secs => least(attempts * attempts, 3600)))
    where org_id = ${orgId} and subject_id = ${id} and promise_key = any(${timers.map(({ promise_key }) => promise_key)}::text[])`))
}
