// Mail waits in the database, in the transaction of its cause, and is sent by a worker: at least once, each under its event's id.
import { later, seconds, toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '../db/database.ts'
import type { DatabaseHandle, Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { limits } from '../http/limits.ts'
import { isMailAddress } from './address.ts'
import { MailRefused, messageIdOf } from './mailer.ts'
import type { Mailer } from './mailer.ts'

export type QueuedMail = {
  orgId: string; eventId: string; to: string; subject: string; text: string; html?: string; now: Instant
  /** The text holds a one-use link: it is wiped once the mail has left. */
  isSecret?: boolean
}

/** Once per event and recipient. Wakes the sender by `notify deliveries`. */
export async function queueMail(tx: Tx, { orgId, eventId, to, subject, text, html, now, isSecret = false }: QueuedMail): Promise<void> {
  const state = isMailAddress(to) ? 'waiting' : 'failed'
  await tx.run(sql`
    insert into deliveries (org_id, id, event_id, channel, target, subject, payload, state, last_error, due_at, created_at)
    values (${orgId}, ${newId()}, ${eventId}, 'mail', ${storable(to)}, ${subject.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 300)}, ${JSON.stringify({ text: storable(text),
      html: html && storable(html), isSecret })}, ${state},
            ${state === 'failed' ? 'mail.bad-recipient' : null}, ${toIso(now)}, ${toIso(now)})
    on conflict (org_id, event_id, channel, target) do nothing`)
  await tx.run(sql`select pg_notify('deliveries', 'mail')`)
}

// PostgreSQL keeps every character but this one.
const storable = (text: string) => text.replaceAll('\0', '')

type Claimed = {
  org_id: string; id: string; event_id: string; target: string; subject: string; payload: { text: string; html?: string; isSecret?: boolean }; attempts: number; lease: string
}
export type Sent = { sent: number; failed: number; skipped: number; again: number }

/** Sends what is due. A mail is leased to one worker; one whose worker died comes free when the lease ends. */
export async function sendDueMail(db: DatabaseHandle, mailer: Mailer | null, now: Instant, options: { from?: string; batch?: number } = {}): Promise<Sent> {
  const tally: Sent = { sent: 0, failed: 0, skipped: 0, again: 0 }
  if (!mailer) return { ...tally, skipped: await skipDue(db, now) }
  const claimed = await claim(db, now, options.batch ?? 20)
  for (const mail of claimed) tally[await deliver(db, mailer, mail, now, options.from ?? 'no-reply@localhost')] += 1
  return tally
}

const skipDue = (db: DatabaseHandle, now: Instant) => db.tx('system', (tx) => tx.run(sql`
  update deliveries set state = 'skipped', payload = ${wiped} where channel = 'mail' and state = 'waiting' and (due_at is null or due_at <= ${toIso(now)})`))

// Long enough for a slow server times the batch; the attempt is counted when it begins, so that a mail that kills its worker ends too.
const claim = (db: DatabaseHandle, now: Instant, batch: number) => db.tx('system', (tx) => tx.rows<Claimed>(sql`
  update deliveries d set attempts = d.attempts + 1, leased_until = ${toIso(later(now, seconds(limits.leaseSeconds * batch)))}
  from (select org_id, id from deliveries
        where channel = 'mail' and state = 'waiting' and (due_at is null or due_at <= ${toIso(now)}) and (leased_until is null or leased_until <= ${toIso(now)})
        order by due_at nulls first limit ${batch} for update skip locked) due
  where d.org_id = due.org_id and d.id = due.id
  returning d.org_id, d.id, d.event_id, d.target, d.subject, d.payload, d.attempts, d.leased_until as lease`))

async function deliver(db: DatabaseHandle, mailer: Mailer, mail: Claimed, now: Instant, from: string): Promise<'sent' | 'failed' | 'again'> {
  const { text, html } = mail.payload
  try {
    await mailer.send({ to: mail.target, subject: mail.subject, text, ...(html ? { html } : {}), eventId: mail.event_id, messageId: messageIdOf(mail.event_id, from) })
  } catch (error) {
    return putOff(db, mail, error, now)
  }
  await db.tx({ orgId: mail.org_id }, (tx) => tx.run(sql`
    update deliveries set state = 'sent', sent_at = ${toIso(now)}, leased_until = null, last_error = null, payload = ${wiped}
    where org_id = ${mail.org_id} and id = ${mail.id} and leased_until = ${mail.lease}`))
  return 'sent'
}

async function putOff(db: DatabaseHandle, mail: Claimed, error: unknown, now: Instant): Promise<'failed' | 'again'> {
  const isOver = error instanceof MailRefused || mail.attempts >= limits.jobAttempts
  const due = later(now, seconds(30 * 2 ** Math.min(mail.attempts - 1, 10)))
  await db.tx({ orgId: mail.org_id }, (tx) => tx.run(sql`
    update deliveries set state = ${isOver ? 'failed' : 'waiting'}, due_at = ${toIso(due)}, leased_until = null, last_error = ${reasonOf(error)}
    where org_id = ${mail.org_id} and id = ${mail.id} and leased_until = ${mail.lease}`))
  return isOver ? 'failed' : 'again'
}

// The words of a mail server may quote an address; its code is enough.
const reasonOf = (error: unknown) => (error instanceof MailRefused ? error.message : String((error as { code?: string }).code ?? 'mail.failed'))

const wiped = sql`case when payload->>'isSecret' = 'true' then jsonb_build_object('isSecret', true) else payload end`
