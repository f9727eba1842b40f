// Writes about people and how they prove who they are. Whatever ends an access tells the caller cache once it is committed.
import { earlier, hours, later, minutes, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sweepAttempts } from '#server/platform/auth/attempts.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { Exchange } from '#server/platform/http/serve.ts'
import type { Language } from '#domain/plan/words.ts'

export type Credentials = {
  orgId: string; personId: string; name: string; email: string; isActive: boolean; passwordHash: string | null
  /** Only a confirmed authenticator counts. */
  totpSecret: string | null
  language: Language
}

const credentials = sql`
  p.org_id as "orgId", p.id as "personId", p.name, p.email, p.is_active as "isActive", p.password_hash as "passwordHash",
  case when p.totp_confirmed_at is not null then p.totp_secret end as "totpSecret", coalesce(p.language, o.language) as language`

/** Over all organisations: an address belongs to one person. */
export const findCredentials = (tx: Tx, email: string) =>
  tx.row<Credentials>(sql`select ${credentials} from people p join orgs o on o.id = p.org_id where lower(p.email) = lower(${email})`)

export const credentialsOf = (tx: Tx, orgId: string, personId: string) =>
  tx.row<Credentials>(sql`select ${credentials} from people p join orgs o on o.id = p.org_id where p.org_id = ${orgId} and p.id = ${personId}`)

// Beyond so many at once the one that was used longest ago ends.
type Opening = { orgId: string; personId: string; token: string; userAgent: string; now: Instant }
export async function openSession(tx: Tx, { orgId, personId, token, userAgent, now }: Opening): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into sessions (org_id, id, token_hash, person_id, created_at, last_seen_at, expires_at, user_agent)
    values (${orgId}, ${id}, ${tokenHash(token)}, ${personId}, ${toIso(now)}, ${toIso(now)}, ${toIso(later(now, hours(limits.sessionDays * 24)))}, ${userAgent})`)
  await tx.run(sql`
    delete from sessions where org_id = ${orgId} and person_id = ${personId} and id in (
      select id from sessions where org_id = ${orgId} and person_id = ${personId} order by last_seen_at desc, id desc offset ${limits.sessionsPerPerson})`)
  return id
}

/** Ends the sessions of a person: one, or all but one, or all. */
export async function endSessions(tx: Tx, orgId: string, personId: string, which: { only?: string; except?: string | null } = {}): Promise<number> {
  await accessChanged(tx, orgId)
  return tx.run(sql`
    delete from sessions where org_id = ${orgId} and person_id = ${personId}
    and (${which.only ?? null}::uuid is null or id = ${which.only ?? null}) and (${which.except ?? null}::uuid is null or id <> ${which.except ?? null})`)
}

/** The same session under a new token: who knew the old one is out. */
export async function renewSession(tx: Tx, orgId: string, sessionId: string, exchange: Exchange): Promise<void> {
  const token = newToken()
  await tx.run(sql`update sessions set token_hash = ${tokenHash(token)} where org_id = ${orgId} and id = ${sessionId}`)
  await accessChanged(tx, orgId)
  exchange.setSession(token, limits.sessionDays * 86_400)
}

/** Ends the session that a token opens, whosever it is. */
export const endPresented = (db: DatabaseHandle, token: string): Promise<void> => db.tx('system', async (tx) => {
  const ended = await tx.row<{ org_id: string }>(sql`delete from sessions where token_hash = ${tokenHash(token)} returning org_id`)
  if (ended) await accessChanged(tx, ended.org_id)
})

// A code counts once: two requests with the same code meet at this row, and the second finds the step taken.
export async function takeTotpStep(tx: Tx, orgId: string, personId: string, step: number): Promise<boolean> {
  const taken = await tx.run(sql`
    update people set totp_last_step = ${step} where org_id = ${orgId} and id = ${personId} and (totp_last_step is null or totp_last_step < ${step})`)
  return taken === 1
}

export async function savePassword(tx: Tx, orgId: string, personId: string, hash: string): Promise<void> {
  await tx.run(sql`update people set password_hash = ${hash} where org_id = ${orgId} and id = ${personId}`)
  await tx.run(sql`delete from recovery_links where org_id = ${orgId} and person_id = ${personId}`)
}

export type LinkPurpose = 'reset' | 'invite'

/** A link that works once; earlier ones of the person stop working. Returns its token. */
export async function makeLink(tx: Tx, orgId: string, personId: string, purpose: LinkPurpose, now: Instant): Promise<{ id: string; token: string }> {
  const made = { id: newId(), token: newToken() }
  const until = later(now, purpose === 'reset' ? minutes(limits.resetMinutes) : hours(limits.inviteDays * 24))
  await tx.run(sql`delete from recovery_links where org_id = ${orgId} and person_id = ${personId} and purpose = ${purpose}`)
  await tx.run(sql`
    insert into recovery_links (org_id, id, token_hash, person_id, purpose, expires_at)
    values (${orgId}, ${made.id}, ${tokenHash(made.token)}, ${personId}, ${purpose}, ${toIso(until)})`)
  return made
}

/** Takes a link out of the world. Null when it was used, has expired or never was. */
export const takeLink = (tx: Tx, token: string, purpose: LinkPurpose, now: Instant) => tx.row<{ orgId: string; personId: string }>(sql`
  update recovery_links set used_at = ${toIso(now)}
  where token_hash = ${tokenHash(token)} and purpose = ${purpose} and used_at is null and expires_at > ${toIso(now)}
  returning org_id as "orgId", person_id as "personId"`)

/** Clears what time has ended: sessions, links, counts. For a slow sweep in a 'system' transaction. */
export async function sweepAccess(tx: Tx, now: Instant): Promise<void> {
  await tx.run(sql`delete from sessions where expires_at <= ${toIso(now)} or last_seen_at <= ${toIso(earlier(now, hours(limits.sessionIdleHours)))}`)
  await tx.run(sql`delete from recovery_links where expires_at <= ${toIso(now)}`)
  await sweepAttempts(tx, earlier(now, hours(24)))
}
