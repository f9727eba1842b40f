// A quote behind its link: what the customer pays and why, never what it costs us.
import type { PublicQuote } from '#contract/charge/charge.ts'
import type { Language } from '#domain/plan/words.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { readOrg } from '../../org/index.ts'
import type { StoredLine } from '../store.ts'

export type QuoteOwner = { orgId: string; chargeId: string; version: number; customerId: string; customer: string }

export const findQuoteByToken = (tx: Tx, hash: Buffer): Promise<QuoteOwner | null> => tx.row<QuoteOwner>(sql`
  select q.org_id as "orgId", q.charge_id as "chargeId", q.version, c.customer_id as "customerId", k.name as customer from charge_quotes q
    join charges c on c.org_id = q.org_id and c.id = q.charge_id join customers k on k.org_id = c.org_id and k.id = c.customer_id join tickets t on t.org_id = c.org_id and t.id = c.ticket_id
  where q.token_hash = ${hash} and t.deleted_at is null`)

/** Whoever holds the link may do for this customer what the link is for, and nothing else. */
export const holderOf = ({ orgId, customerId, customer }: QuoteOwner, language: Language): Actor => ({
  kind: 'customer', id: null, name: customer, orgId, permissions: new Set(['own.read']), scope: 'own', teamIds: [], customerId, language, sessionId: null, viewingAs: null,
})

type Row = Omit<PublicQuote, 'org' | 'hotline' | 'lines' | 'state'> & { state: 'sent' | 'accepted' | 'refused' | 'replaced'; lines: StoredLine[] }

export async function publicQuote({ tx, actor, now }: Context, { chargeId, version }: QuoteOwner): Promise<PublicQuote> {
  const row = await tx.row<Row>(sql`
    select c.number, q.version, q.state, t.number as ticket, t.title, k.name as customer, c.currency, l.tax_included as "taxIncluded", q.lines, q.net, q.tax, q.gross, q.valid_until as "validUntil", q.sent_at as "sentAt",
      q.decided_by as "decidedBy", q.decided_at as "decidedAt", c.consent_first as "consentFirst", l.code || ' v' || l.version as "priceList"
    from charge_quotes q join charges c on c.org_id = q.org_id and c.id = q.charge_id join tickets t on t.org_id = c.org_id and t.id = c.ticket_id
      join customers k on k.org_id = c.org_id and k.id = c.customer_id join price_lists l on l.org_id = q.org_id and l.id = q.price_list_id
    where q.org_id = ${actor.orgId} and q.charge_id = ${chargeId} and q.version = ${version}`)
  if (!row) throw new Refusal('link.unusable')
  const { org, settings } = await readOrg(tx, actor.orgId)
  const lines = row.lines.map(({ internalCost: _cost, reference: _reference, isUnmatched: _unmatched, ...line }) => line)
  return { ...row, lines, org: org.name, hotline: settings.hotline ?? null, state: row.state === 'sent' && localDay(org.zone, now) > row.validUntil ? 'expired' : row.state }
}
