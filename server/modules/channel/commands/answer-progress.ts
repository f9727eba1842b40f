// What a customer does on the progress page: nudge, add, confirm, rate, say it is not solved.
import type { answerMyTicket as declared } from '#contract/channel/portal.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Blobs } from '#server/platform/files/blobs.ts'
import type { Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import type { UploadedFile } from '#server/platform/http/serve.ts'
import type { FactDraft } from '../../promise/index.ts'
import { appendFacts, attachFiles, loadMatter, lockTicket } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'

type Answer = ParsedOf<typeof declared>

export async function answerProgress(context: Context, input: Answer, files: readonly UploadedFile[], blobs: Blobs): Promise<void> {
  const ticket = await lockTicket(context.tx, context.actor, input.ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  const matter = await loadMatter(context.tx, ticket)
  if (input.act === 'nudge') mustRest(matter, context)
  const [fact] = await appendFacts(context, matter, [draftOf(input)])
  if (files.length === 0) return
  const attached = await attachFiles(context, ticket.id, files, blobs, true)
  await context.tx.run(sql`update attachments set fact_id = ${fact!.id} where org_id = ${context.actor.orgId} and id = any(${attached.map(({ id }) => id)}::uuid[])`)
}

function draftOf({ act, text, rating }: Answer): FactDraft {
  const body = text.trim() || null
  const data = { from: 'customer' }
  switch (act) {
    case 'nudge': return { kind: 'ticket.nudged', data, body }
    case 'add': return { kind: 'message.received', data: { ...data, channel: 'portal' }, body }
    case 'confirm': return { kind: 'ticket.confirmed', data: { by: 'customer' }, body }
    case 'reopen': return { kind: 'ticket.reopened', data: { ...data, reason: body ?? '' }, body }
    case 'rate': {
      if (rating === undefined) throw new Refusal('request.invalid', { field: 'rating' })
      return { kind: 'ticket.rated', data: { ...data, rating }, body }
    }
  }
}

function mustRest({ facts }: TicketMatter, { now }: Context): void {
  const last = facts.findLast(({ kind }) => kind === 'ticket.nudged')
  const left = last ? limits.nudgeMinutes - (now - last.recordedAt) / 60_000 : 0
  if (left > 0) throw new Refusal('ticket.nudged-lately', { minutes: Math.ceil(left) })
}
