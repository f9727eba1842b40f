// Drafts the lines of a ticket. Nothing is written while one line is outside the plan; a quoted sheet becomes the draft of its next version.
import type { saveCharge as declared } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import type { Charge } from '#domain/charging/charge.ts'
import { maySheet } from '#domain/charging/sheet.ts'
import { showMoney } from '#domain/format/money.ts'
import type { Currency } from '#domain/money/money.ts'
import type { Payer } from '#domain/plan/words.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { lockTicket } from '../../ticket/index.ts'
import { chargeOf } from '../queries/charge-of.ts'
import { lockChargeOf, saveDraft } from '../store.ts'
import type { ChargeRecord } from '../store.ts'

export async function saveCharge(context: Context, input: ParsedOf<typeof declared>): Promise<string> {
  const { tx, actor, now } = context
  const ticket = await lockTicket(tx, actor, input.ticketId)
  if (!ticket) throw new Refusal('ticket.unknown')
  const before = await lockChargeOf(tx, actor.orgId, ticket.id)
  if (before && !maySheet(before.state, 'change')) throw new Refusal('charge.closed', { state: before.state })
  const { ground, list, result, lines } = await chargeOf(context, ticket, input.lines, input.priceListId)
  refuseFirst(result, list.currency)
  const payer = onePayer(result)
  const id = before?.id ?? newId()
  await saveDraft(tx, {
    orgId: actor.orgId, id, number: before?.number ?? await nextNumber(tx, actor.orgId, 'sf', localDay(ground.plan.zone, now)), ticketId: ticket.id, customerId: ticket.customer_id, agreementId: ticket.agreement_id,
    planVersionId: ticket.plan_version_id!, version: await versionAfter(context, before), priceListId: list.id, currency: list.currency, result, lines, payer,
    internalCost: lines.reduce((sum, { internalCost }) => sum + (internalCost ?? 0), 0), note: input.note ?? null, by: actor.kind === 'key' ? null : actor.id, at: toIso(now),
  })
  return id
}

function refuseFirst({ refused: [first] }: Charge, currency: Currency): void {
  if (!first) return
  const { fault, n, code, clause, limit } = first
  throw new Refusal(fault, { field: `lines.${n - 1}`, line: n, code, clause: clause ?? '', limit: limit === null ? '' : showMoney(limit, currency) })
}

function onePayer({ byPayer }: Charge): Payer {
  const paying = (Object.keys(byPayer) as Payer[]).filter((payer) => payer !== 'vendor' && byPayer[payer]?.gross !== 0)
  if (paying.length > 1) throw new Refusal('charge.two-payers')
  return paying[0] ?? 'customer'
}

async function versionAfter({ tx, actor }: Context, before: ChargeRecord | null): Promise<number> {
  if (!before) return 1
  await tx.run(sql`update charge_quotes set state = 'replaced' where org_id = ${actor.orgId} and charge_id = ${before.id} and state = 'sent'`)
  return before.state === 'draft' ? before.version : before.version + 1
}
