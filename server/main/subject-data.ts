// Everything that is kept about one data subject, a contact of a customer or a person who signs in: to hand it over, or to forget it.
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type SubjectKind = 'contact' | 'person'
export type Subject = { kind: SubjectKind; orgId: string; id: string; customerId: string | null; name: string; phone: string | null; email: string | null }

/** By id, or by the address of mail where only one has it. */
export async function findSubject(tx: Tx, given: string): Promise<Subject> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)
  const which = isId ? sql`id = ${given}::uuid` : sql`lower(email) = lower(${given})`
  const found = await tx.rows<Subject>(sql`
    select 'person' as kind, org_id as "orgId", id, customer_id as "customerId", name, phone, email from people where ${which}
    union all select 'contact', org_id, id, customer_id, name, phone, email from contacts where ${which}`)
  if (found.length > 1) throw new Error(`${given} stands for ${found.length}: name one by its id: ${found.map(({ kind, id }) => `${kind} ${id}`).join(', ')}.`)
  if (!found[0]) throw new Error(`Nobody is kept under ${given}.`)
  return found[0]
}

/** The words by which the subject is found in texts. A name of one character is no word to look for. */
export const wordsOf = ({ name, phone, email }: Subject): string[] =>
  [...new Set([name, phone, email].flatMap((word) => (word && word.trim().length > 1 && word !== erased ? [word.trim()] : [])))].sort((one, other) => other.length - one.length)

export const erased = '[erased]'

/** Tickets the subject reported, or in which it is named as caller. Those of a person are the ones of the own deeds. */
export const ticketsOf = ({ kind, orgId, id, phone }: Subject) => (kind === 'contact'
  ? sql`select t.id from tickets t where t.org_id = ${orgId} and (t.contact_id = ${id}::uuid or (${phone}::text is not null and t.caller_phone = ${phone}))`
  : sql`select f.subject_id as id from facts f where f.org_id = ${orgId} and f.by_id = ${id}::uuid and f.subject_kind = 'ticket'`)

const secrets = sql`'password_hash', 'totp_secret', 'totp_last_step', 'token_hash', 'search'`

export async function exportSubject(tx: Tx, subject: Subject): Promise<Record<string, unknown>> {
  const { kind, orgId, id, email } = subject
  const rows = async (query: ReturnType<typeof sql>) => (await tx.rows<{ row: unknown }>(query)).map(({ row }) => row)
  const plain = (table: string, where: ReturnType<typeof sql>) => rows(sql`select to_jsonb(r) - array[${secrets}]::text[] as row from ${sql.table(table)} r where r.org_id = ${orgId} and ${where} order by r.id`)
  const tickets = ticketsOf(subject)
  return {
    subject: { kind, id },
    record: await plain(kind === 'person' ? 'people' : 'contacts', sql`r.id = ${id}::uuid`),
    tickets: kind === 'contact' ? await rows(sql`
      select jsonb_build_object('id', t.id, 'number', t.number, 'title', t.title, 'description', t.description, 'callerName', t.caller_name, 'callerPhone', t.caller_phone, 'registeredAt', t.registered_at) as row
      from tickets t where t.org_id = ${orgId} and t.id in (${tickets}) order by t.id`) : [],
    said: kind === 'contact'
      ? await plain('facts', sql`r.subject_id in (${tickets}) and (r.kind in ('ticket.registered', 'message.received', 'ticket.rated', 'ticket.confirmed', 'ticket.nudged') or r.data->>'name' = ${subject.name})`)
      : await plain('facts', sql`r.by_id = ${id}::uuid`),
    files: await plain('attachments', sql`r.ticket_id in (${kind === 'contact' ? tickets : sql`null`}) or r.fact_id in (select f.id from facts f where f.org_id = ${orgId} and f.by_id = ${id}::uuid)`),
    messages: email ? await plain('deliveries', sql`lower(r.target) = lower(${email})`) : [],
    notices: await plain('notices', sql`r.person_id = ${id}::uuid`),
    sessions: await plain('sessions', sql`r.person_id = ${id}::uuid`),
    keys: await plain('api_keys', sql`r.created_by = ${id}::uuid`),
    changes: await plain('audit_entries', sql`r.actor_id = ${id}::uuid or (r.noun = ${kind} and r.noun_id = ${id})`),
  }
}
