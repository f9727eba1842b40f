// Sends the draft as a quote: an approved amount, a version, a link that only the customer has, and a fact of the ticket.
import { maySheet } from '#domain/charging/sheet.ts'
import { addDays } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { newToken, tokenHash } from '#server/platform/auth/tokens.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { appendFacts, loadMatter } from '../../ticket/index.ts'
import { setState } from '../store.ts'
import { openCharge } from './open-charge.ts'

/** Returns the token of the link. Only its hash is kept. */
export async function quoteCharge(context: Context, { chargeId, validDays }: { chargeId: string; validDays: number }): Promise<string> {
  const { tx, actor, now } = context
  const { ticket, sheet } = await openCharge(context, chargeId)
  if (!maySheet(sheet.state, 'quote')) throw new Refusal('charge.closed', { state: sheet.state })
  if (sheet.needs_approval && !sheet.approved_at) throw new Refusal('charge.not-approved')
  const token = newToken()
  const until = addDays(localDay((await orgFacts(tx, actor.orgId)).zone, now), validDays)
  await tx.run(sql`
    insert into charge_quotes (org_id, charge_id, version, price_list_id, lines, net, tax, gross, state, token_hash, valid_until, sent_by, sent_at)
    values (${actor.orgId}, ${chargeId}, ${sheet.version}, ${sheet.price_list_id}, ${JSON.stringify(sheet.lines)}, ${sheet.net}, ${sheet.tax}, ${sheet.gross}, 'sent', ${tokenHash(token)}, ${until}, ${actor.id}, ${toIso(now)})`)
  await setState(tx, actor.orgId, chargeId, 'quoted', toIso(now))
  await appendFacts(context, await loadMatter(tx, ticket), [{ kind: 'quote.sent', data: { sheet: sheet.number, version: sheet.version, amount: sheet.gross, currency: sheet.currency } }])
  return token
}
