import { forgetAttempts, isAllowed } from '#server/platform/auth/attempts.ts'
import { hashPassword, isWeak, passwordMatches } from '#server/platform/auth/passwords.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { Exchange } from '#server/platform/http/serve.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { audit } from '../../org/index.ts'
import { ownSession } from '../policy.ts'
import { mailTo } from '../queries/mail-text.ts'
import { credentialsOf, endSessions, renewSession, savePassword } from '../store.ts'
import type { Credentials } from '../store.ts'

/** Asks for the password once more. Attempts count as those of a sign-in do. */
export async function provePassword({ tx, now, actor }: Context, db: DatabaseHandle, password: string): Promise<Credentials> {
  const { personId } = ownSession(actor)
  const found = await credentialsOf(tx, actor.orgId, personId)
  if (!found) throw new Refusal('session.required')
  if (!(await isAllowed(db, `prove:${personId}`, limits.signInPerAccount, now))) throw new Refusal('session.locked')
  if (!(await passwordMatches(found.passwordHash, password))) throw new Refusal('session.wrong-credentials')
  await forgetAttempts(tx, `prove:${personId}`)
  return found
}

export async function changePassword(context: Context, db: DatabaseHandle, exchange: Exchange, input: { current: string; password: string }): Promise<void> {
  const { tx, now, actor } = context
  const found = await provePassword(context, db, input.current)
  if (isWeak(input.password, [found.email, found.name])) throw new Refusal('password.too-weak')
  await savePassword(tx, actor.orgId, found.personId, await hashPassword(input.password))
  await endSessions(tx, actor.orgId, found.personId, { except: actor.sessionId })
  await renewSession(tx, actor.orgId, ownSession(actor).sessionId, exchange)
  await audit(context, { action: 'password.changed', noun: 'person', nounId: found.personId })
  await queueMail(tx, { orgId: actor.orgId, eventId: newId(), to: found.email, now, ...(await mailTo(tx, found, 'changed')) })
}
