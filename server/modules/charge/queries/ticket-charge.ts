import type { getTicketCharge as declared, previewCharge as previewing } from '#contract/charge/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { showMoney } from '#domain/format/money.ts'
import { sumOf } from '#domain/money/money.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { valueTitles } from '#domain/plan/value-titles.ts'
import type { Text } from '#domain/plan/words.ts'
import { errorMessage } from '#locales/errors.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { may } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleTickets } from '../../ticket/index.ts'
import type { TicketRecord } from '../../ticket/index.ts'
import { chargeOf, groundOf } from './charge-of.ts'
import { readCharge } from './charge-views.ts'

export async function seenTicket({ tx, actor }: Context, ticketId: string): Promise<TicketRecord> {
  const ticket = await tx.row<TicketRecord>(sql`select t.* from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
  if (!ticket) throw new Refusal('ticket.unknown')
  return ticket
}

export async function getTicketCharge(context: Context, ticketId: string): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const ticket = await seenTicket(context, ticketId)
  const own = await tx.row<{ id: string }>(sql`select id from charges where org_id = ${actor.orgId} and ticket_id = ${ticketId}`)
  const sheet = own ? await readCharge(context, own.id) : null
  const rights = { write: may(actor, 'charge.write'), approve: may(actor, 'charge.approve') }
  if (!ticket.plan_version_id) return { sheet, steps: [], verdict: null, facts: {}, titles: {}, currency: null, extras: [], priceList: null, may: rights }
  const { plan, steps, verdict, facts, list } = await groundOf(context, ticket)
  const asked = new Set(plan.charging.flatMap(({ when }) => Object.keys(when)))
  const shown = Object.entries(facts).filter(([name, value]) => asked.has(name) && value !== null).map(([name, value]) => [name, String(value)])
  return {
    sheet, steps, verdict: verdict && { covered: verdict.covered, clause: verdict.clause, title: verdict.title, phase: verdict.phase },
    facts: Object.fromEntries(shown) as Record<string, string>, titles: valueTitles(plan.vocabulary, facts),
    currency: list?.currency ?? plan.currency, extras: extrasOf(plan), priceList: list && { id: list.id, code: list.code, version: list.version, title: list.title }, may: rights,
  }
}

function extrasOf({ charging }: Plan): { code: string; title: Text }[] {
  const all = charging.flatMap(({ extras = [] }) => extras.map(({ code, title }) => ({ code, title })))
  return all.filter(({ code }, index) => all.findIndex((one) => one.code === code) === index)
}

export async function previewCharge(context: Context, { ticketId, lines: wishes, priceListId }: ParsedOf<typeof previewing>): Promise<ReplyOf<typeof previewing>> {
  const { ground, list, result, lines } = await chargeOf(context, await seenTicket(context, ticketId), wishes, priceListId)
  const { language } = context.actor
  const refused = result.refused.map((line) => ({ ...line, message: errorMessage(language, line.fault, { line: line.n, code: line.code, clause: line.clause ?? '', limit: line.limit === null ? '' : showMoney(line.limit, list.currency) }) }))
  return {
    lines, refused, consentFirst: result.consentFirst, receipt: result.receipt, needsApproval: result.needsApproval, steps: ground.steps, sums: sumOf(lines.filter(({ payer }) => payer !== 'vendor')),
  }
}
