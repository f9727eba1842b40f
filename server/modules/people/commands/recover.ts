// Links that let a person choose a password: sent by mail, kept as a hash, good once. They open no session, so a second factor stays asked for.
import { countAttempt, forgetAttempts, isAllowed } from '#server/platform/auth/attempts.ts'
import type { Instant } from '#domain/time/instant.ts'
import { hashPassword, isWeak } from '#server/platform/auth/passwords.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { PublicContext, Services } from '#server/platform/http/serve.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { audit } from '../../org/index.ts'
import { mailTo } from '../queries/mail-text.ts'
import { credentialsOf, endSessions, findCredentials, makeLink, savePassword, takeLink } from '../store.ts'
import type { LinkPurpose } from '../store.ts'

// Unknown addresses get the same answer after the same time. The token stands behind '#', so that no server on the way sees it.
export async function requestReset({ db, now, exchange, services }: PublicContext, email: string): Promise<void> {
  await countAttempt(db, `reset-from:${exchange.address}`, limits.resetPerAddress, now)
  const [outcome] = await Promise.allSettled([mailLink(db, now, services, email), new Promise((rested) => { setTimeout(rested, limits.resetAnswerMs) })])
  if (outcome.status === 'rejected') throw outcome.reason
}

async function mailLink(db: DatabaseHandle, now: Instant, services: Services, email: string): Promise<void> {
  if (!(await isAllowed(db, `reset:${email}`, limits.resetPerAccount, now))) return
  await db.tx('system', async (tx) => {
    const found = await findCredentials(tx, email)
    if (!found?.isActive) return
    const { id, token } = await makeLink(tx, found.orgId, found.personId, 'reset', now)
    const mail = await mailTo(tx, found, 'reset', { link: `${services.publicUrl}/reset#${token}`, minutes: limits.resetMinutes })
    await queueMail(tx, { orgId: found.orgId, eventId: id, to: found.email, now, isSecret: true, ...mail })
  })
}

export async function acceptLink({ db, now, exchange }: PublicContext, purpose: LinkPurpose, input: { token: string; password: string }): Promise<void> {
  await countAttempt(db, `link-from:${exchange.address}`, limits.resetPerAddress, now)
  await db.tx('system', async (tx) => {
    const taken = await takeLink(tx, input.token, purpose, now)
    const found = taken && (await credentialsOf(tx, taken.orgId, taken.personId))
    if (!found?.isActive) throw new Refusal('link.unusable')
    // A weak password rolls the link back, so that it can be tried again.
    if (isWeak(input.password, [found.email, found.name])) throw new Refusal('password.too-weak')
    await savePassword(tx, found.orgId, found.personId, await hashPassword(input.password))
    await endSessions(tx, found.orgId, found.personId)
    await forgetAttempts(tx, `sign-in:${found.email}`)
    const actor = { orgId: found.orgId, id: found.personId, name: found.name }
    await audit({ tx, now, actor }, { action: purpose === 'reset' ? 'password.reset' : 'invitation.accepted', noun: 'person', nounId: found.personId })
  })
}
