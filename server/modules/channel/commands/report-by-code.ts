// A report from the machine itself, without login. A machine whose fault is already known gets the words added to that ticket.
import type { reportByCode as declared } from '#contract/channel/portal.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import { appendFacts, attachFiles, loadMatter, registerTicket } from '../../ticket/index.ts'
import type { TicketRecord } from '../../ticket/index.ts'
import { openTicketOf } from '../queries/open-ticket-of.ts'
import type { CodeOwner } from '../queries/open-ticket-of.ts'
import { progressView } from '../queries/progress-view.ts'

type Reply = ReplyOf<typeof declared>

export async function reportByCode(context: Context, owner: CodeOwner, input: ParsedOf<typeof declared>, files: readonly UploadedFile[], blobs: Blobs): Promise<Reply> {
  if (files.length > limits.filesPerRequest) throw new Refusal('request.too-large')
  const open = await openTicketOf(context, owner.assetId)
  const told = open ? await addToTicket(context, open, input) : await newTicket(context, owner, input)
  const attached = await attachFiles(context, told.ticketId, files, blobs, true)
  await context.tx.run(sql`
    update attachments set fact_id = ${told.factId} where org_id = ${owner.orgId} and id = any(${attached.map(({ id }) => id)}::uuid[])`)
  const { promises, number } = await progressView(context, told.ticketId)
  return { number, token: told.token, added: open !== null, promises }
}

type Told = { ticketId: string; token: string; factId: string }

async function newTicket(context: Context, { assetId, customerId, siteId, name }: CodeOwner, input: ParsedOf<typeof declared>): Promise<Told> {
  const { ticketId, token } = await registerTicket(context, {
    type: 'fault', channel: 'qr', customerId, assetId, ...(siteId && { siteId }), answers: input.answers, title: titleFrom(input.description, name), description: input.description,
    callerName: input.name, callerPhone: input.phone, tags: [], data: {},
  })
  const fact = await context.tx.row<{ id: string }>(sql`select id from facts where org_id = ${context.actor.orgId} and subject_id = ${ticketId} and kind = 'ticket.registered'`)
  return { ticketId, token, factId: fact!.id }
}

// A second reporter gets a link of their own; the first one keeps working.
async function addToTicket(context: Context, ticket: TicketRecord, input: ParsedOf<typeof declared>): Promise<Told> {
  const [fact] = await appendFacts(context, await loadMatter(context.tx, ticket), [{ kind: 'message.received', body: input.description, data: { from: 'customer',
    channel: 'qr', name: input.name, phone: input.phone } }])
  const token = newToken()
  await context.tx.run(sql`insert into progress_links (org_id, token_hash, ticket_id, created_at) values (${context.actor.orgId}, ${tokenHash(token)}, ${ticket.id}, now())`)
  return { ticketId: ticket.id, token, factId: fact!.id }
}

const titleFrom = (description: string, name: string) => `${name}: ${description.split('\n')[0] ?? ''}`.slice(0, 120)
