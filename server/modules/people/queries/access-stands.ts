// May the caller of a long answer still have it, and until when at most? Asked again whenever somebody's access has changed.
import { createHash } from 'node:crypto'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { callerById } from './find-caller.ts'

/** Null once the session or key has ended or means something else than when the answer began. */
export async function accessStands(db: DatabaseHandle, actor: Actor, now: Instant): Promise<{ until: Instant | null } | null> {
  const found = await callerById(db, actor, now)
  return found && rights(found.actor) === rights(actor) ? { until: found.until === null ? null : instant(found.until) } : null
}

const rights = ({ kind, id, permissions, scope, teamIds, customerId, viewingAs }: Actor) =>
  createHash('sha256').update(JSON.stringify([kind, id, [...permissions].sort(), scope, [...teamIds].sort(), customerId, viewingAs])).digest('hex')
