import type { ChargeRow, ChargeView } from '#contract/charge/charge.ts'
import { openVerbs } from '#domain/charging/sheet.ts'
import { sumOf } from '#domain/money/money.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { visibleCharges } from '../policy.ts'
import type { ChargeRecord } from '../store.ts'

export const columns = sql`
  c.id, c.number, c.state, c.version, json_build_object('id', t.id, 'number', t.number, 'title', t.title) as ticket, json_build_object('id', k.id, 'name', k.name) as customer, pl.code as plan, c.currency, c.payer,
  c.net, c.tax, c.gross, c.internal_cost as "internalCost", c.paid,
  (select count(*) from charge_payments m where m.org_id = c.org_id and m.charge_id = c.id and m.receipt_number is null) as unreceipted, c.bill_number as "billNumber", c.created_at as "createdAt", c.updated_at as "updatedAt"`
export const joined = sql`charges c join tickets t on t.org_id = c.org_id and t.id = c.ticket_id join customers k on k.org_id = c.org_id and k.id = c.customer_id
  join plan_versions v on v.org_id = c.org_id and v.id = c.plan_version_id join plans pl on pl.org_id = v.org_id and pl.id = v.plan_id`

type Extra = ChargeRow & Pick<ChargeRecord, 'lines' | 'consent_first' | 'receipt_needed' | 'needs_approval' | 'rule_id' | 'plan_version_id' | 'bill' | 'billed_at' | 'note'> & {
  approved_by: string | null; list: ChargeView['priceList']
}

export async function readCharge(context: Context, chargeId: string): Promise<ChargeView> {
  const { tx, actor } = context
  const row = await tx.row<Extra>(sql`
    select ${columns}, c.lines, c.consent_first, c.receipt_needed, c.needs_approval, c.rule_id, c.plan_version_id, c.bill, c.billed_at, c.note, a.name as approved_by,
      json_build_object('id', l.id, 'code', l.code, 'version', l.version, 'title', l.title) as list
    from ${joined} join price_lists l on l.org_id = c.org_id and l.id = c.price_list_id left join people a on a.org_id = c.org_id and a.id = c.approved_by
    where c.org_id = ${actor.orgId} and c.id = ${chargeId} and ${visibleCharges(actor)}`)
  if (!row) throw new Refusal('charge.unknown')
  const {
    lines, consent_first: consentFirst, receipt_needed: receiptNeeded, needs_approval: needsApproval,
    rule_id: ruleId, plan_version_id: planVersionId, bill, billed_at: billedAt, note, approved_by: approvedBy, list, ...head
  } = row
  const rule = (await planOf(tx, planVersionId)).charging.find(({ id }) => id === ruleId)
  const payers = [...new Set(lines.map(({ payer }) => payer))]
  return {
    ...head, lines, byPayer: payers.map((payer) => ({ payer, ...sumOf(lines.filter((line) => line.payer === payer)) })), consentFirst, receiptNeeded, needsApproval, approvedBy,
    rule: rule ? { ruleId: rule.id, clause: rule.clause, title: rule.title } : null, priceList: list, quotes: await quotesOf(context, chargeId), payments: await paymentsOf(context, chargeId),
    bill: bill as ChargeView['bill'], billedAt, note, verbs: openVerbs(row.state),
  }
}

const quotesOf = ({ tx, actor }: Context, chargeId: string): Promise<ChargeView['quotes']> => tx.rows(sql`
  select q.version, q.state, q.gross, q.sent_at as "sentAt", q.valid_until as "validUntil", q.decided_by as "decidedBy", q.decided_at as "decidedAt", q.by_link as "byLink", q.reason, l.code || ' v' || l.version as "priceList"
  from charge_quotes q join price_lists l on l.org_id = q.org_id and l.id = q.price_list_id where q.org_id = ${actor.orgId} and q.charge_id = ${chargeId} order by q.version desc`)

const paymentsOf = ({ tx, actor }: Context, chargeId: string): Promise<ChargeView['payments']> => tx.rows(sql`
  select id, amount, method, reference, paid_at as "paidAt", receipt_number as "receiptNumber", receipt_at as "receiptAt" from charge_payments where org_id = ${actor.orgId} and charge_id = ${chargeId} order by id`)
