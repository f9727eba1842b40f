// The customer's yes or no to one version of a quote, behind the link or by signature. The same answer again changes nothing.
import { localDay } from '#domain/time/zone.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { appendFacts, loadMatter } from '../../ticket/index.ts'
import { setState } from '../store.ts'
import type { ChargeRecord } from '../store.ts'
import { openCharge } from './open-charge.ts'

export type Answer = { chargeId: string; version: number; yes: boolean; name: string; reason?: string | undefined; signature?: string | undefined; byLink: boolean }
type Quote = { version: number; state: 'sent' | 'accepted' | 'refused' | 'replaced'; valid_until: string }

export async function answerQuote(context: Context, answer: Answer): Promise<void> {
  const { tx, actor, now } = context
  const { ticket, sheet } = await openCharge(context, answer.chargeId)
  const quote = await tx.row<Quote>(sql`select version, state, valid_until from charge_quotes where org_id = ${actor.orgId} and charge_id = ${sheet.id} and version = ${answer.version}`)
  if (!quote) throw new Refusal('charge.other-version', { version: sheet.version })
  if (quote.state === (answer.yes ? 'accepted' : 'refused')) return
  mustBeOpen(quote, sheet, answer, localDay((await orgFacts(tx, actor.orgId)).zone, now))
  const state = answer.yes ? 'accepted' : 'refused'
  await tx.run(sql`
    update charge_quotes set state = ${state}, decided_by = ${answer.name}, decided_at = ${toIso(now)}, by_link = ${answer.byLink}, signature = ${answer.signature ?? null}, reason = ${answer.reason ?? null}
    where org_id = ${actor.orgId} and charge_id = ${sheet.id} and version = ${answer.version}`)
  await setState(tx, actor.orgId, sheet.id, state, toIso(now))
  const data = { sheet: sheet.number, version: answer.version, amount: sheet.gross, currency: sheet.currency, name: answer.name, by: answer.byLink ? 'link' : 'signature' }
  await appendFacts(context, await loadMatter(tx, ticket), [answer.yes
    ? { kind: 'quote.accepted', data } : { kind: 'message.received', data: { from: 'customer', quote: sheet.number, version: answer.version, refused: true }, body: answer.reason ?? null }])
}

function mustBeOpen(quote: Quote, sheet: ChargeRecord, { yes, reason }: Answer, today: string): void {
  if (quote.state === 'replaced') throw new Refusal('charge.other-version', { version: sheet.version })
  if (quote.state !== 'sent') throw new Refusal('charge.answered')
  // The last day counts.
  if (today > quote.valid_until) throw new Refusal('charge.expired', { day: quote.valid_until })
  if (!yes && !reason) throw new Refusal('charge.reason-missing', { field: 'reason' })
}
