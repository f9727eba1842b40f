// Counts of attempts in fixed windows, in the database, so that all nodes count together and a restart forgets nothing.
import { createHash } from 'node:crypto'
import { instant, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '../db/database.ts'
import type { DatabaseHandle, Tx } from '../db/database.ts'
import { Refusal } from '../http/refusal.ts'

export type AttemptLimit = { readonly attempts: number; readonly windowSeconds: number }

/** Counts one attempt, in a transaction and on a connection of its own, and says whether it is still allowed. `subject` is a kind and a name: 'sign-in:a@b.c'. */
export async function isAllowed(db: DatabaseHandle, subject: string, limit: AttemptLimit, now: Instant): Promise<boolean> {
  const counted = await db.aside((tx) => tx.row<{ attempts: number }>(sql`
    insert into attempt_counts (subject, window_start) values (${hidden(subject)}, ${windowStart(limit, now)})
    on conflict (subject, window_start) do update set attempts = attempt_counts.attempts + 1 returning attempts`))
  return (counted?.attempts ?? 0) <= limit.attempts
}

/** The same, refusing what is beyond the limit. */
export async function countAttempt(db: DatabaseHandle, subject: string, limit: AttemptLimit, now: Instant): Promise<void> {
  if (!(await isAllowed(db, subject, limit, now))) throw new Refusal('request.too-many')
}

/** Gives back the attempts of a subject: whoever has proved who they are starts anew. */
export async function forgetAttempts(tx: Tx, subject: string): Promise<void> {
  await tx.run(sql`delete from attempt_counts where subject = ${hidden(subject)}`)
}

export async function sweepAttempts(tx: Tx, before: Instant): Promise<number> {
  return tx.run(sql`delete from attempt_counts where window_start < ${toIso(before)}`)
}

// Addresses of people and networks are not kept in plain.
const hidden = (subject: string) => createHash('sha256').update(subject.trim().toLowerCase()).digest('base64url')

function windowStart({ windowSeconds }: AttemptLimit, now: Instant): string {
  const length = windowSeconds * 1000
  return toIso(instant(now - (now % length)))
}
