// Forgetting a person: words go, structure stays. The promises, clocks and numbers that others rely on read the same before and after.
// What must be kept by law stays and is named with the day until which; what only a human can judge is listed.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { accessChanged } from '#server/platform/auth/callers.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { refreshSearch } from '../modules/party/store.ts'
import { erased, findSubject, ticketsOf, wordsOf } from './subject-data.ts'
import type { Subject } from './subject-data.ts'

export type Erasure = {
  id: string; subject: { kind: Subject['kind']; id: string; orgId: string }; changed: Record<string, number>
  /** Forms that the law still keeps. */
  kept: { form: string; until: string }[]
  /** Files that somebody has to look at. */
  look: { file: string; ticket: string }[]
}

export async function eraseSubject(db: DatabaseHandle, now: Instant, given: string): Promise<Erasure> {
  const subject = await db.tx('system', (tx) => findSubject(tx, given))
  return db.tx({ orgId: subject.orgId }, async (tx) => {
    await mustBeOver(tx, subject)
    return erase(tx, subject, now)
  })
}

async function erase(tx: Tx, subject: Subject, now: Instant): Promise<Erasure> {
  const { kind, orgId, id } = subject
  await tx.run(sql`select set_config('app.erasing', 'on', true)`)
  const erasureId = newId()
  const tickets = (await tx.rows<{ id: string }>(ticketsOf(subject))).map((row) => row.id)
  const clean = blackener(subject)
  const day = toIso(now).slice(0, 10)
  const kept = await tx.rows<{ form: string; until: string }>(sql`
    select number as form, keep_until as until from forms where org_id = ${orgId} and ticket_id = any(${tickets}::uuid[]) and state = 'filed' and keep_until >= ${day} order by number`)
  const changed: Record<string, number> = {
    tickets: await inTickets(tx, subject, tickets, clean), facts: await inFacts(tx, subject, tickets, clean), forms: await inForms(tx, orgId, tickets, kept.map(({ form }) => form), clean),
    notices: await inNotices(tx, orgId, tickets, clean), deliveries: await inDeliveries(tx, subject),
    answers: await tx.run(sql`delete from idempotency_keys where org_id = ${orgId} and reply is not null and exists (select 1 from unnest(${wordsOf(subject)}::text[]) w where strpos(reply::text, w) > 0)`),
    changes: await inChanges(tx, subject, erasureId, clean),
  }
  if (kind === 'contact') await forgetContact(tx, subject, now)
  else await forgetPerson(tx, subject, now)
  const look = await tx.rows<{ file: string; ticket: string }>(sql`
    select b.name as file, t.number as ticket from attachments a join blobs b on b.org_id = a.org_id and b.id = a.blob_id join tickets t on t.org_id = a.org_id and t.id = a.ticket_id
    where a.org_id = ${orgId} and a.ticket_id = any(${tickets}::uuid[]) and ${kind} = 'contact' order by t.number, b.name`)
  await tx.run(sql`
    insert into audit_entries (org_id, id, at, actor_id, actor_name, action, noun, noun_id, after)
    values (${orgId}, ${erasureId}, ${toIso(now)}, null, 'operator', 'subject.erased', ${kind}, ${id}, ${JSON.stringify({ changed, kept, rule: 'request of the data subject' })})`)
  return { id: erasureId, subject: { kind, id, orgId }, changed, kept, look }
}

// What is still being done for somebody cannot be done for nobody.
async function mustBeOver(tx: Tx, { kind, orgId, id }: Subject): Promise<void> {
  const column = kind === 'contact' ? sql`contact_id` : sql`holder_id`
  const open = await tx.rows<{ number: string }>(sql`select number from tickets where org_id = ${orgId} and ${column} = ${id}::uuid and closed_at is null and deleted_at is null order by number limit 20`)
  if (open.length > 0) throw new Error(`Open tickets stand under this ${kind}: ${open.map(({ number }) => number).join(', ')}. Close them or put somebody else there first.`)
  if (kind === 'contact') return
  const row = await tx.row(sql`
    select 1 from people p join roles r on r.org_id = p.org_id and r.id = p.role_id where p.org_id = ${orgId} and p.id <> ${id}::uuid and p.is_active and 'people.write' = any(r.permissions) limit 1`)
  if (!row) throw new Error('This is the last person who may manage people. Add another first.')
}

type Clean = <T>(value: T) => T

function blackener(subject: Subject): Clean {
  const digits = (subject.phone ?? '').replaceAll(/\D/g, '')
  const words = [...wordsOf(subject), ...(digits.length > 6 ? [digits] : [])]
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return words.reduce((text, word) => text.replaceAll(word, erased), value)
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one)]))
    return value
  }
  return clean as Clean
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

type TicketRow = {
  id: string; number: string; title: string; description: string; caller_name: string | null; caller_phone: string | null; contact_id: string | null
  customer: string; asset: string | null; serial: string | null
}

async function inTickets(tx: Tx, { kind, orgId, id }: Subject, tickets: readonly string[], clean: Clean): Promise<number> {
  const rows = await tx.rows<TicketRow>(sql`
    select t.id, t.number, t.title, t.description, t.caller_name, t.caller_phone, t.contact_id, c.name as customer, a.name as asset, a.serial
    from tickets t join customers c on c.org_id = t.org_id and c.id = t.customer_id left join assets a on a.org_id = t.org_id and a.id = t.asset_id where t.org_id = ${orgId} and t.id = any(${tickets}::uuid[])`)
  for (const row of rows) {
    const after = clean({ title: row.title, description: row.description, caller: row.caller_name, phone: row.caller_phone })
    const isTheirs = kind === 'contact' && row.contact_id === id
    const [caller, phone] = isTheirs ? [row.caller_name && erased, null] : [after.caller, after.phone === erased ? null : after.phone]
    await tx.run(sql`
      update tickets set title = ${after.title.slice(0, 300)}, description = ${after.description}, caller_name = ${caller}, caller_phone = ${phone},
        search = to_tsvector('simple', ${searchVector(row.number, after.title, after.description, row.customer, row.asset, row.serial, caller, phone)})
      where org_id = ${orgId} and id = ${row.id}`)
  }
  return rows.length
}

type FactRow = { id: string; by_id: string | null; by_name: string | null; data: Record<string, unknown>; body: string | null }

async function inFacts(tx: Tx, { kind, orgId, id }: Subject, tickets: readonly string[], clean: Clean): Promise<number> {
  const rows = await tx.rows<FactRow>(sql`select id, by_id, by_name, data, body from facts where org_id = ${orgId} and (subject_id = any(${tickets}::uuid[]) or by_id = ${id}::uuid)`)
  let changed = 0
  for (const row of rows) {
    const isOwn = kind === 'person' && row.by_id === id
    const after = { name: isOwn ? erased : clean(row.by_name), data: clean(row.data), body: clean(row.body) }
    if (same(after, { name: row.by_name, data: row.data, body: row.body })) continue
    await tx.run(sql`update facts set by_name = ${after.name}, data = ${JSON.stringify(after.data)}, body = ${after.body} where org_id = ${orgId} and id = ${row.id}`)
    changed += 1
  }
  return changed
}

async function inForms(tx: Tx, orgId: string, tickets: readonly string[], kept: readonly string[], clean: Clean): Promise<number> {
  const rows = await tx.rows<{ id: string; fields: unknown; signatures: { name: string }[] }>(sql`
    select id, fields, signatures from forms where org_id = ${orgId} and ticket_id = any(${tickets}::uuid[]) and not (number = any(${[...kept]}::text[]))`)
  let changed = 0
  for (const { id, ...row } of rows) {
    // A signature without its name is nobody's.
    const signatures = row.signatures.map((one) => (clean(one.name) === one.name ? one : { ...one, name: erased, image: undefined }))
    const fields = clean(row.fields)
    if (same({ fields, signatures }, row)) continue
    changed += await tx.run(sql`update forms set fields = ${JSON.stringify(fields)}, signatures = ${JSON.stringify(signatures)} where org_id = ${orgId} and id = ${id}`)
  }
  return changed
}

async function inNotices(tx: Tx, orgId: string, tickets: readonly string[], clean: Clean): Promise<number> {
  const rows = await tx.rows<{ id: string; data: unknown }>(sql`select id, data from notices where org_id = ${orgId} and subject_id = any(${tickets}::uuid[])`)
  let changed = 0
  for (const { id, data } of rows) {
    const after = clean(data)
    if (!same(after, data)) changed += await tx.run(sql`update notices set data = ${JSON.stringify(after)} where org_id = ${orgId} and id = ${id}`)
  }
  return changed
}

// What was sent to the subject, and what tells others of it by name, is not needed once it has gone.
const inDeliveries = (tx: Tx, subject: Subject): Promise<number> => tx.run(sql`
  update deliveries set target = case when channel = 'mail' and lower(target) = lower(${subject.email}) then ${erased} else target end, subject = ${erased}, payload = '{}',
    state = case when state = 'waiting' then 'skipped' else state end
  where org_id = ${subject.orgId} and (lower(target) = lower(${subject.email}) or exists (select 1 from unnest(${wordsOf(subject)}::text[]) w where strpos(payload::text, w) > 0 or strpos(subject, w) > 0))`)

type ChangeRow = { id: string; actor_id: string | null; actor_name: string; noun: string; noun_id: string | null; before: unknown; after: unknown }

async function inChanges(tx: Tx, { kind, orgId, id, ...subject }: Subject, erasureId: string, clean: Clean): Promise<number> {
  const words = wordsOf({ kind, orgId, id, ...subject })
  const rows = await tx.rows<ChangeRow>(sql`
    select id, actor_id, actor_name, noun, noun_id, before, after from audit_entries e where org_id = ${orgId}
      and (actor_id = ${id}::uuid or noun_id = ${id} or exists (select 1 from unnest(${words}::text[]) w where strpos(concat(e.before::text, e.after::text), w) > 0))`)
  let changed = 0
  for (const row of rows) {
    const after = { name: row.actor_id === id ? erased : row.actor_name, before: clean(row.before), after: clean(row.after) }
    if (same(after, { name: row.actor_name, before: row.before, after: row.after })) continue
    changed += await tx.run(sql`
      update audit_entries set actor_name = ${after.name}, before = ${text(after.before)}, after = ${text(after.after)}, redacted_in = ${erasureId} where org_id = ${orgId} and id = ${row.id}`)
  }
  return changed
}

const text = (value: unknown) => (value === null ? null : JSON.stringify(value))

async function forgetContact(tx: Tx, { orgId, id, customerId }: Subject, now: Instant): Promise<void> {
  await tx.run(sql`
    update contacts set name = ${erased}, role = null, phone = null, phone_digits = null, email = null, initials = '', deleted_at = coalesce(deleted_at, ${toIso(now)}) where org_id = ${orgId} and id = ${id}`)
  if (customerId) await refreshSearch(tx, orgId, customerId)
}

async function forgetPerson(tx: Tx, { orgId, id }: Subject, now: Instant): Promise<void> {
  await tx.run(sql`
    update people set name = ${erased}, email = ${`${id}@erased.invalid`}, phone = null, position = null, initials = '', preferences = '{}', is_active = false, password_hash = null, totp_secret = null,
      totp_confirmed_at = null, totp_last_step = null where org_id = ${orgId} and id = ${id}`)
  await tx.run(sql`delete from sessions where org_id = ${orgId} and person_id = ${id}`)
  await tx.run(sql`delete from recovery_links where org_id = ${orgId} and person_id = ${id}`)
  await tx.run(sql`update api_keys set revoked_at = coalesce(revoked_at, ${toIso(now)}) where org_id = ${orgId} and created_by = ${id}`)
  await accessChanged(tx, orgId)
}

const logFile = (dataDir: string) => join(dataDir, 'erasures.jsonl')

/** Kept beside the database, so that an older copy that is brought back forgets again before anybody sees it. */
export function rememberErasure(dataDir: string, { subject }: Erasure, now: Instant): void {
  mkdirSync(dataDir, { recursive: true })
  appendFileSync(logFile(dataDir), `${JSON.stringify({ ...subject, at: toIso(now) })}\n`, { mode: 0o600 })
}

export async function eraseAgain(db: DatabaseHandle, dataDir: string, now: Instant): Promise<number> {
  if (!existsSync(logFile(dataDir))) return 0
  const ids = readFileSync(logFile(dataDir), 'utf8').split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { id: string }).id)
  let again = 0
  for (const id of new Set(ids)) {
    const subject = await db.tx('system', (tx) => findSubject(tx, id)).catch(() => null)
    if (!subject || subject.name === erased) continue
    await db.tx({ orgId: subject.orgId }, async (tx) => erase(tx, subject, now))
    again += 1
  }
  return again
}
