// The same fact for many tickets. One the caller may not see refuses the whole request; one that cannot take the fact is listed with its reason.
import type { bulkRecord as declared } from '#contract/ticket/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { errorMessage } from '#locales/errors.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { stampFact } from '../../promise/index.ts'
import { lockTicket } from '../store.ts'
import type { TicketRecord } from '../store.ts'
import { appendFacts, checkFact } from './append-facts.ts'
import { loadMatter } from '../queries/load-matter.ts'
import { allowKind, checkData, draftOf } from './record-fact.ts'

type Input = ParsedOf<typeof declared>
type Reply = ReplyOf<typeof declared>

export async function bulkRecord(context: Context, input: Input): Promise<Reply> {
  allowKind(context, input)
  if (input.kind === 'ticket.merged' || input.kind === 'ticket.linked') throw new Refusal('fact.unknown-kind', { kind: input.kind })
  const tickets: TicketRecord[] = []
  for (const id of [...new Set(input.ticketIds)].sort()) {
    const ticket = await lockTicket(context.tx, context.actor, id)
    if (!ticket) throw new Refusal('ticket.unknown')
    tickets.push(ticket)
  }
  const reply: Reply = { done: [], refused: [] }
  for (const ticket of tickets) await recordOne(context, input, ticket, reply)
  return reply
}

async function recordOne(context: Context, input: Input, ticket: TicketRecord, reply: Reply): Promise<void> {
  const { id, number } = ticket
  const matter = await loadMatter(context.tx, ticket)
  try {
    const draft = { ...draftOf({ ...input, happenedAt: undefined, corrects: undefined }) }
    await checkData(context, matter, { ...input, corrects: undefined })
    checkFact(matter, stampFact(draft, matter.facts, context.now, context.actor))
    const [fact] = input.dryRun ? [] : await appendFacts(context, matter, [draft])
    reply.done.push({ id, number, factId: fact?.id ?? null })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    reply.refused.push({ id, number, code: error.code, message: errorMessage(context.actor.language, error.code, error.params) })
  }
}
