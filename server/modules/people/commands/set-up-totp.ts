import { isAllowed } from '#server/platform/auth/attempts.ts'
import { newTotpSecret, qrDataUrl, totpStep, totpUri } from '#server/platform/auth/totp.ts'
import { sql } from '#server/platform/db/database.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { Exchange, Services } from '#server/platform/http/serve.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { audit } from '../../org/index.ts'
import { ownSession } from '../policy.ts'
import { endSessions, renewSession, takeTotpStep } from '../store.ts'
import { provePassword } from './change-password.ts'
import { openTotp, sealedTotp } from './seal-authenticators.ts'

export async function startTotp(context: Context, { db, keys }: Services, password: string): Promise<{ secret: string; uri: string; qr: string }> {
  const { tx, actor } = context
  const found = await provePassword(context, db, password)
  if (found.totpSecret) throw new Refusal('row.in-use')
  const secret = newTotpSecret()
  await tx.run(sql`update people set totp_secret = ${sealedTotp(keys, found.personId, secret)}, totp_last_step = null where org_id = ${actor.orgId} and id = ${found.personId}`)
  const org = await tx.row<{ name: string }>(sql`select name from orgs where id = ${actor.orgId}`)
  const uri = totpUri(secret, found.email, org?.name ?? 'Aftercare')
  return { secret, uri, qr: await qrDataUrl(uri) }
}

export async function confirmTotp({ tx, now, actor }: Context, { db, keys }: Services, exchange: Exchange, code: string): Promise<void> {
  const { personId, sessionId } = ownSession(actor)
  if (!(await isAllowed(db, `code:${personId}`, limits.signInPerAccount, now))) throw new Refusal('session.locked')
  const begun = await tx.row<{ secret: string }>(sql`
    select totp_secret as secret from people where org_id = ${actor.orgId} and id = ${personId} and totp_secret is not null and totp_confirmed_at is null`)
  const step = begun && totpStep(openTotp(keys, personId, begun.secret), code, now)
  if (step === null || !(await takeTotpStep(tx, actor.orgId, personId, step))) throw new Refusal('session.code-wrong')
  await tx.run(sql`update people set totp_confirmed_at = ${toIso(now)} where org_id = ${actor.orgId} and id = ${personId}`)
  await endSessions(tx, actor.orgId, personId, { except: sessionId })
  await renewSession(tx, actor.orgId, sessionId, exchange)
  await audit({ tx, now, actor }, { action: 'totp.added', noun: 'person', nounId: personId })
}

export async function removeTotp(context: Context, { db }: Services, password: string): Promise<void> {
  const { personId } = await provePassword(context, db, password)
  await clearTotp(context, personId)
}

/** Also for an administrator, when a phone was lost. */
export async function clearTotp({ tx, now, actor }: Context, personId: string): Promise<void> {
  await tx.run(sql`update people set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where org_id = ${actor.orgId} and id = ${personId}`)
  await audit({ tx, now, actor }, { action: 'totp.removed', noun: 'person', nounId: personId })
}
