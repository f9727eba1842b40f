// What a dealer owes, from the ledger alone: opening, every booking of the month, closing.
import type { statementView } from '#contract/dealer/claim.ts'
import { inUnits } from '#domain/format/money.ts'
import { addDays, addMonths, day as dayOfText } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import type { BookingKind, Period } from '#domain/settlement/statement.ts'
import { dealerIn } from '#locales/dealer.ts'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { loadDealer } from './standing.ts'

export type StatementView = z.output<typeof statementView>
type Row = { id: string; kind: BookingKind; on: Day; minor: number; reference: string; claimId: string | null; claimNumber: string | null }

export function monthOf(month: string): Period {
  const from = dayOfText(`${month}-01`)
  return { from, until: addDays(addMonths(from, 1), -1) }
}

/** Without a month: everything until today. */
export async function getStatement(context: Context, dealerId: string, month: string | undefined): Promise<StatementView> {
  const { tx, actor } = context
  const { dealer, plan, today } = await loadDealer(context, dealerId)
  const { from, until } = month === undefined ? { from: '1970-01-01' as Day, until: today } : monthOf(month)
  const before = await tx.row<{ opening: number }>(sql`select coalesce(sum(minor), 0)::bigint as opening from receivables where org_id = ${actor.orgId} and dealer_id = ${dealerId} and booked_on < ${from}`)
  const rows = await tx.rows<Row>(sql`
    select r.id, r.kind, r.booked_on as on, r.minor, r.reference, l.id as "claimId", l.number as "claimNumber" from receivables r left join claims l on l.org_id = r.org_id and l.id = r.claim_id
    where r.org_id = ${actor.orgId} and r.dealer_id = ${dealerId} and r.booked_on between ${from} and ${until} order by r.booked_on, r.id`)
  let balance = before?.opening ?? 0
  const opening = balance
  const lines = rows.map(({ claimId, claimNumber, ...row }) => {
    balance += row.minor
    return { ...row, balance, claim: claimId === null ? null : { id: claimId, number: claimNumber ?? '' } }
  })
  const offset = 0 - rows.filter(({ kind }) => kind === 'offset').reduce((sum, { minor }) => sum + minor, 0)
  const first = month === undefined ? (rows[0]?.on ?? today) : from
  return { dealer: { id: dealer.id, name: dealer.name }, from: first, until, opening, charges: balance - opening + offset, offset, closing: balance, lines, currency: plan?.currency ?? null }
}

export async function exportStatement(context: Context, dealerId: string, month: string | undefined, format: 'csv' | 'xlsx'): Promise<RawReply> {
  const { opening, lines, closing, from, until, currency } = await getStatement(context, dealerId, month)
  const say = dealerIn(context.actor.language)
  const line = (on: string, kind: string, reference: string, minor: number | null, balance: number) => [on, kind, reference, minor === null ? null : inUnits(minor, currency ?? 'CNY'), inUnits(balance, currency ?? 'CNY')]
  return tableReply(format, 'statement', [say('statement.day'), say('statement.kind'), say('statement.reference'), say('statement.amount'), say('statement.balance')], [
    line(from, say('statement.opening'), '', null, opening), ...lines.map((one) => line(one.on, say(`booking.${one.kind}`), one.reference, one.minor, one.balance)), line(until, say('statement.closing'), '', null, closing),
  ])
}
