import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'

export type AuditContext = { tx: Tx; now: Instant; actor: { orgId: string; id: string | null; name: string } }
export type AuditEntry = { action: string; noun: string; nounId?: string | null; before?: unknown; after?: unknown }

/** Keeps who changed which setting, from what to what. Never hand it a password, a token or a secret. */
export async function audit({ tx, now, actor }: AuditContext, { action, noun, nounId = null, before, after }: AuditEntry): Promise<void> {
  await tx.run(sql`
    insert into audit_entries (org_id, id, at, actor_id, actor_name, action, noun, noun_id, before, after)
    values (${actor.orgId}, ${newId()}, ${toIso(now)}, ${actor.id}, ${actor.name}, ${action}, ${noun}, ${nounId}, ${json(before)}, ${json(after)})`)
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
