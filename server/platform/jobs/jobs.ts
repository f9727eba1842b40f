// Work for later, added in the transaction that causes it. A claim is a lease with a fence; the effect of a job and its end are
// one transaction, so a job that was claimed twice has one effect.
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '../db/database.ts'
import type { DatabaseHandle, Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { limits } from '../http/limits.ts'
import type { Log } from '../log/log.ts'

export type JobDraft = { orgId: string; kind: string; payload: Readonly<Record<string, unknown>>; runsAt: Instant; key?: string }
export type Job = { org_id: string; id: string; kind: string; payload: Record<string, unknown>; attempts: number; fence: number; created_at: string }
export type JobHandler = (tx: Tx, job: Job, now: Instant) => Promise<void>

/** Under a key only one job of a kind waits; a later one replaces its moment and payload. */
export async function addJob(tx: Tx, { orgId, kind, payload, runsAt, key }: JobDraft): Promise<void> {
  await tx.run(sql`
    insert into jobs (org_id, id, kind, key, payload, runs_at) values (${orgId}, ${newId()}, ${kind}, ${key ?? null}, ${JSON.stringify(payload)}, ${toIso(runsAt)})
    on conflict (org_id, kind, key) where key is not null do update set payload = excluded.payload, runs_at = excluded.runs_at, state = 'waiting', attempts = 0`)
}

export async function runDueJobs(db: DatabaseHandle, handlers: Readonly<Record<string, JobHandler>>, node: string, now: Instant, log: Log, limit = 50): Promise<number> {
  const claimed = await claim(db, Object.keys(handlers), node, now, limit)
  for (const job of claimed) await run(db, handlers[job.kind]!, job, now, log)
  return claimed.length
}

const claim = (db: DatabaseHandle, kinds: string[], node: string, now: Instant, limit: number) =>
  db.tx('system', (tx) => tx.rows<Job>(sql`
    update jobs set leased_until = ${toIso((now + limits.leaseSeconds * 1000) as Instant)}, leased_by = ${node}, fence = jobs.fence + 1, attempts = attempts + 1
    from (select org_id, id from jobs where state = 'waiting' and runs_at <= ${toIso(now)} and kind = any(${kinds}::text[])
            and (leased_until is null or leased_until < ${toIso(now)}) order by runs_at limit ${limit} for update skip locked) as due
    where jobs.org_id = due.org_id and jobs.id = due.id
    returning jobs.org_id, jobs.id, jobs.kind, jobs.payload, jobs.attempts, jobs.fence, jobs.created_at`))

async function run(db: DatabaseHandle, handle: JobHandler, job: Job, now: Instant, log: Log): Promise<void> {
  try {
    await db.tx({ orgId: job.org_id }, async (tx) => {
      const ours = await tx.run(sql`delete from jobs where org_id = ${job.org_id} and id = ${job.id} and fence = ${job.fence}`)
      if (ours === 1) await handle(tx, job, now)
    })
  } catch (error) {
    log.error('job.failed', error, { kind: job.kind, job: job.id, attempts: job.attempts })
    await giveBack(db, job, error, now)
  }
}

// After the last attempt the job is kept as dead, with its error, until an operator looks at it.
async function giveBack(db: DatabaseHandle, job: Job, error: unknown, now: Instant): Promise<void> {
  const isLast = job.attempts >= limits.jobAttempts
  const next = toIso((now + 1000 * 2 ** Math.min(job.attempts, 12)) as Instant)
  await db.tx({ orgId: job.org_id }, (tx) => tx.run(sql`
    update jobs set leased_until = null, leased_by = null, runs_at = ${next}, state = ${isLast ? 'dead' : 'waiting'}, last_error = ${String(error).slice(0, 500)}
    where org_id = ${job.org_id} and id = ${job.id} and fence = ${job.fence}`))
}
