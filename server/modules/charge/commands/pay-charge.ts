// Money taken for a billed sheet, and its receipt. Never more than is open; a receipt number is used once.
import type { payCharge as paying, receiptPayment as receipting } from '#contract/charge/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { isInvoiceNumber } from '#domain/charging/buyer.ts'
import { showMoney } from '#domain/format/money.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { orgFacts } from '../../party/index.ts'
import { appendFacts, loadMatter } from '../../ticket/index.ts'
import type { ChargeRecord } from '../store.ts'
import { openCharge } from './open-charge.ts'

export async function payCharge(context: Context, { chargeId, amount, method, reference, receipt }: ParsedOf<typeof paying>): Promise<void> {
  const { tx, actor, now } = context
  const { ticket, sheet } = await openCharge(context, chargeId)
  const open = sheet.gross - sheet.paid
  if (sheet.state !== 'billed' && sheet.state !== 'paid') throw new Refusal('charge.not-billed')
  if (amount > open) throw new Refusal('charge.overpaid', { open: showMoney(open, sheet.currency) })
  const number = receipt ? await receiptNumber(context, sheet, receipt.number) : null
  const at = toIso(now)
  const data = { sheet: sheet.number, amount, currency: sheet.currency, method, ...(number && { receipt: number }) }
  const [fact] = await appendFacts(context, await loadMatter(tx, ticket), [{ kind: 'payment.received', data }])
  await tx.run(sql`
    insert into charge_payments (org_id, id, charge_id, amount, method, reference, paid_at, fact_id, receipt_number, receipt_at, recorded_by)
    values (${actor.orgId}, ${newId()}, ${chargeId}, ${amount}, ${method}, ${reference ?? null}, ${at}, ${fact!.id}, ${number}, ${number ? at : null}, ${actor.id})`)
  await tx.run(sql`update charges set paid = paid + ${amount}, state = ${amount === open ? 'paid' : 'billed'}, updated_at = ${at} where org_id = ${actor.orgId} and id = ${chargeId}`)
}

/** The receipt of money taken before: the fact is corrected by one that names it. */
export async function receiptPayment(context: Context, { chargeId, paymentId, number: given }: ParsedOf<typeof receipting>): Promise<void> {
  const { tx, actor, now } = context
  const { ticket, sheet } = await openCharge(context, chargeId)
  const payment = await tx.row<{ amount: number; method: string; fact_id: string; receipt_number: string | null }>(sql`
    select amount, method, fact_id, receipt_number from charge_payments where org_id = ${actor.orgId} and charge_id = ${chargeId} and id = ${paymentId}`)
  if (!payment) throw new Refusal('charge.unknown-payment')
  if (payment.receipt_number) throw new Refusal('charge.has-receipt')
  const number = await receiptNumber(context, sheet, given)
  const data = { sheet: sheet.number, amount: payment.amount, currency: sheet.currency, method: payment.method, receipt: number }
  const [fact] = await appendFacts(context, await loadMatter(tx, ticket), [{ kind: 'payment.received', data, corrects: payment.fact_id }])
  await tx.run(sql`update charge_payments set receipt_number = ${number}, receipt_at = ${toIso(now)}, fact_id = ${fact!.id} where org_id = ${actor.orgId} and id = ${paymentId}`)
}

async function receiptNumber({ tx, actor, now }: Context, { bill }: ChargeRecord, given: string | undefined): Promise<string> {
  const form = bill?.form ?? 'receipt'
  if (given === undefined && form !== 'receipt') throw new Refusal('charge.receipt-wrong', { field: 'number' })
  const number = given ?? await nextNumber(tx, actor.orgId, 'sj', localDay((await orgFacts(tx, actor.orgId)).zone, now))
  if (!isInvoiceNumber(form, number)) throw new Refusal('charge.receipt-wrong', { field: 'number' })
  const taken = await tx.row(sql`select 1 from charge_payments where org_id = ${actor.orgId} and receipt_number = ${number}`)
  if (taken) throw new Refusal('charge.receipt-taken')
  return number
}
