import type { editTicket as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { searchVector } from '#server/platform/search/text.ts'
import { lockTicket } from '../store.ts'
import { appendFacts } from './append-facts.ts'
import { loadMatter } from '../queries/load-matter.ts'

/** Words of the ticket are corrected with the old ones kept in a fact. */
export async function editTicket(context: Context, { ticketId, version, ...wish }: ParsedOf<typeof declared>): Promise<void> {
  const { tx, actor, now } = context
  const ticket = await lockTicket(tx, actor, ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  if (ticket.version !== version) throw new Refusal('row.changed', { version: ticket.version })
  const before = await tx.row<{ title: string; description: string; caller_name: string | null; caller_phone: string | null; tags: string[]; customer: string }>(sql`
    select t.title, t.description, t.caller_name, t.caller_phone, t.tags, c.name as customer from tickets t
    join customers c on c.org_id = t.org_id and c.id = t.customer_id where t.org_id = ${actor.orgId} and t.id = ${ticketId}`)
  const after = {
    title: wish.title ?? before!.title, description: wish.description ?? before!.description, tags: wish.tags ?? before!.tags,
    caller_name: wish.callerName === undefined ? before!.caller_name : wish.callerName, caller_phone: wish.callerPhone === undefined ? before!.caller_phone : wish.callerPhone,
  }
  await tx.run(sql`
    update tickets set title = ${after.title}, description = ${after.description}, caller_name = ${after.caller_name}, caller_phone = ${after.caller_phone},
      tags = ${after.tags}::text[], updated_at = ${toIso(now)},
      search = to_tsvector('simple', ${searchVector(ticket.number, after.title, after.description, before!.customer, after.caller_name, after.caller_phone)})
    where org_id = ${actor.orgId} and id = ${ticketId}`)
  await appendFacts(context, await loadMatter(tx, ticket), [{ kind: 'note.added', data: { edited: true, titleBefore: before!.title, titleAfter: after.title } }])
}
