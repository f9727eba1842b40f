// Proving who one is. Attempts are counted before they are judged, so that many at once are not a way around the limit.
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Me, signIn as endpoint } from '#contract/people/session.ts'
import { countAttempt, forgetAttempts, isAllowed } from '#server/platform/auth/attempts.ts'
import { passwordMatches } from '#server/platform/auth/passwords.ts'
import type { Keys } from '#server/platform/auth/secret.ts'
import { newToken } from '#server/platform/auth/tokens.ts'
import { totpStep } from '#server/platform/auth/totp.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { PublicContext } from '#server/platform/http/serve.ts'
import type { Instant } from '#domain/time/instant.ts'
import { audit } from '../../org/index.ts'
import { getMe } from '../queries/get-me.ts'
import { endPresented, findCredentials, openSession, takeTotpStep } from '../store.ts'
import type { Credentials } from '../store.ts'
import { openTotp } from './seal-authenticators.ts'

export async function signIn({ db, now, exchange, services }: PublicContext, input: ParsedOf<typeof endpoint>): Promise<Me> {
  await withinLimits(db, input.email, exchange.address, now)
  const found = await db.tx('system', (tx) => findCredentials(tx, input.email))
  const isRight = await passwordMatches(found?.passwordHash ?? null, input.password)
  if (!found || !isRight || !found.isActive) {
    services.log.warn('session.refused', { person: found?.personId ?? null })
    throw new Refusal('session.wrong-credentials')
  }
  await proveCode(db, services.keys, found, input.code, now)
  const token = newToken()
  // Whoever signs in anew leaves the old session behind, whosever it was.
  if (exchange.session) await endPresented(db, exchange.session)
  const me = await db.tx({ orgId: found.orgId }, async (tx) => {
    await forgetAttempts(tx, `sign-in:${input.email}`)
    const sessionId = await openSession(tx, { ...found, token, userAgent: exchange.userAgent, now })
    await audit({ tx, now, actor: { orgId: found.orgId, id: found.personId, name: found.name } }, { action: 'session.opened', noun: 'person', nounId: found.personId })
    return getMe(tx, found.orgId, sessionId)
  })
  exchange.setSession(token, limits.sessionDays * 86_400)
  return me
}

async function withinLimits(db: DatabaseHandle, email: string, address: string, now: Instant): Promise<void> {
  await countAttempt(db, `sign-in-from:${address}`, limits.signInPerAddress, now)
  if (!(await isAllowed(db, `sign-in:${email}`, limits.signInPerAccount, now))) throw new Refusal('session.locked')
}

async function proveCode(db: DatabaseHandle, keys: Keys, found: Credentials, code: string | undefined, now: Instant): Promise<void> {
  if (!found.totpSecret) return
  if (!code) throw new Refusal('session.code-required')
  const step = totpStep(openTotp(keys, found.personId, found.totpSecret), code, now)
  const isFresh = step !== null && (await db.tx({ orgId: found.orgId }, (tx) => takeTotpStep(tx, found.orgId, found.personId, step)))
  if (!isFresh) throw new Refusal('session.code-wrong')
}
