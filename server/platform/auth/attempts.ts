// Counts of attempts in fixed windows, in the database, so that all nodes count together and a restart forgets nothing.
import { createHash } from 'node:crypto'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '../db/database.ts'
import type { DatabaseHandle, Tx } from '../db/database.ts'

export type AttemptLimit = { readonly attempts: number; readonly windowSeconds: number }

/** Counts one attempt, in a transaction of its own, and says whether it is still allowed. */
export async function countAttempt(db: DatabaseHandle, kind: string, subject: string, limit: AttemptLimit, now: Instant): Promise<boolean> {
  const counted = await db.tx('system', (tx) => tx.row<{ attempts: number }>(sql`
    insert into attempt_counts (subject, window_start) values (${nameOf(kind, subject)}, ${windowStart(limit, now)})
    on conflict (subject, window_start) do update set attempts = attempt_counts.attempts + 1 returning attempts`))
  return (counted?.attempts ?? 0) <= limit.attempts
}

/** Gives back the attempts of a subject: whoever has proved who they are starts anew. */
export async function forgetAttempts(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx.run(sql`delete from attempt_counts where subject = ${nameOf(kind, subject)}`)
}

export async function sweepAttempts(tx: Tx, before: Instant): Promise<number> {
  return tx.run(sql`delete from attempt_counts where window_start < ${toIso(before)}`)
}

// Addresses of people and networks are not kept in plain.
const nameOf = (kind: string, subject: string) => `${kind}:${createHash('sha256').update(subject.trim().toLowerCase()).digest('base64url').slice(0, 32)}`

function windowStart({ windowSeconds }: AttemptLimit, now: Instant): string {
  const length = windowSeconds * 1000
  return toIso(instant(now - (now % length)))
}
