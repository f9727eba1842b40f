// What happened to a ticket is told outside: mails to the customer, signed calls to other systems. The deliveries are added once,
// in the transaction that ends the job; sending them may be tried again and carries the same event id.
import { createHmac } from 'node:crypto'
import type { FactKind } from '#domain/fact/kinds.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { mailWords } from '#locales/mail.ts'
import type { Language } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { limits } from '#server/platform/http/limits.ts'
import { isPublicTarget } from '#server/platform/http/public-target.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Job } from '#server/platform/jobs/jobs.ts'
import { filled } from '#locales/errors.ts'

type Told = { id: string; kind: FactKind; happened_at: string; data: Record<string, unknown>; body: string | null }
type TicketRow = { id: string; number: string; title: string; status: string; customer_id: string; email: string | null; org_name: string; language: Language }

export async function tellOutside(tx: Tx, job: Job, now: Instant): Promise<void> {
  const { ticketId, factIds } = job.payload as { ticketId: string; factIds: string[] }
  const ticket = await tx.row<TicketRow>(sql`
    select t.id, t.number, t.title, t.status, t.customer_id, k.email, o.name as org_name, o.language
    from tickets t join orgs o on o.id = t.org_id left join contacts k on k.org_id = t.org_id and k.id = t.contact_id where t.org_id = ${job.org_id} and t.id = ${ticketId}`)
  if (!ticket) return
  const facts = await tx.rows<Told>(sql`select id, kind, happened_at, data, body from facts where org_id = ${job.org_id} and id = any(${factIds}::uuid[]) order by recorded_at, id`)
  for (const fact of facts) {
    await addMail(tx, job.org_id, ticket, fact, now)
    await addCalls(tx, job.org_id, ticket, fact, now)
  }
}

// At most a handful of mails a ticket: that we have it, what we answered, that it is solved.
async function addMail(tx: Tx, orgId: string, ticket: TicketRow, fact: Told, now: Instant): Promise<void> {
  const words = mailWords[ticket.language][fact.kind as keyof (typeof mailWords)['en']] as { subject: string; text: string } | undefined
  if (!ticket.email || !words) return
  const params = { number: ticket.number, title: ticket.title, org: ticket.org_name, text: fact.body ?? '' }
  await queueMail(tx, { orgId, eventId: fact.id, to: ticket.email, subject: filled(words.subject, params), text: filled(words.text, params), now })
}

async function addCalls(tx: Tx, orgId: string, ticket: TicketRow, fact: Told, now: Instant): Promise<void> {
  const event = eventOf(fact)
  const hooks = await tx.rows<{ id: string }>(sql`select id from webhooks where org_id = ${orgId} and is_active and ${event} = any(events)`)
  for (const hook of hooks) {
    const payload = { event, occurred_at: fact.happened_at, ticket: { id: ticket.id, number: ticket.number, status: ticket.status }, fact: { id: fact.id, kind: fact.kind, data: fact.data } }
    await tx.run(sql`
      insert into deliveries (org_id, id, event_id, channel, target, payload, created_at)
      values (${orgId}, ${newId()}, ${fact.id}, 'webhook', ${hook.id}, ${JSON.stringify(payload)}, ${toIso(now)}) on conflict do nothing`)
  }
}

function eventOf({ kind, data }: Told): string {
  if (kind === 'clock.struck') return data['mark'] === 'due' ? 'promise.broken' : 'promise.warned'
  return ['ticket.registered', 'ticket.resolved', 'ticket.closed', 'form.filed'].includes(kind) ? kind : 'ticket.changed'
}

type Due = { org_id: string; id: string; event_id: string; attempts: number; payload: unknown; url: string; secret: string }

export const signatureOf = (secret: string, timestamp: string, body: string): string => createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')

export async function sendDueCalls(db: DatabaseHandle, now: Instant): Promise<number> {
  const due = await db.tx('system', (tx) => tx.rows<Due>(sql`
    update deliveries d set leased_until = ${toIso((now + limits.leaseSeconds * 1000) as Instant)}, attempts = d.attempts + 1
    from webhooks w where d.channel = 'webhook' and w.org_id = d.org_id and w.id::text = d.target and (d.org_id, d.id) in (
      select org_id, id from deliveries where channel = 'webhook' and state = 'waiting' and (leased_until is null or leased_until < ${toIso(now)}) order by id limit 20 for update skip locked)
    returning d.org_id, d.id, d.event_id, d.attempts, d.payload, w.url, w.secret`))
  await Promise.all(due.map(async (delivery) => settle(db, delivery, await call(delivery, now), now)))
  return due.length
}

async function call({ url, secret, event_id: eventId, attempts, payload }: Due, now: Instant): Promise<string | null> {
  if (!(await isPublicTarget(url))) return 'target refused'
  const body = JSON.stringify({ event_id: eventId, ...(payload as object) })
  const timestamp = String(Math.floor(now / 1000))
  try {
    const reply = await fetch(url, {
      method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': 'application/json', 'x-event-id': eventId, 'x-attempt': String(attempts), 'x-timestamp': timestamp, 'x-signature': `sha256=${signatureOf(secret, timestamp, body)}` },
    })
    return reply.ok ? null : `status ${reply.status}`
  } catch (error) {
    return error instanceof Error ? error.name : 'failed'
  }
}

async function settle(db: DatabaseHandle, { org_id: orgId, id, attempts }: Due, failure: string | null, now: Instant): Promise<void> {
  const state = failure === null ? 'sent' : attempts >= limits.jobAttempts ? 'failed' : 'waiting'
  const next = toIso((now + 5_000 * 2 ** Math.min(attempts, 12)) as Instant)
  await db.tx({ orgId }, (tx) => tx.run(sql`
    update deliveries set state = ${state}, last_error = ${failure}, sent_at = ${state === 'sent' ? toIso(now) : null}, leased_until = ${state === 'waiting' ? next : null}
    where org_id = ${orgId} and id = ${id}`))
}
