import type { Charge } from '#domain/charging/charge.ts'
import type { ChargeLine } from '#domain/charging/line.ts'
import type { SheetState } from '#domain/charging/sheet.ts'
import type { Buyer } from '#domain/charging/buyer.ts'
import type { Currency } from '#domain/money/money.ts'
import type { Payer } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'

export type StoredLine = ChargeLine & { reference: string | null; isUnmatched: boolean }
export type ChargeRecord = {
  id: string; number: string; ticket_id: string; customer_id: string; agreement_id: string | null; plan_version_id: string; state: SheetState; version: number;
  price_list_id: string; currency: Currency; rule_id: string | null; consent_first: boolean; receipt_needed: boolean; needs_approval: boolean; approved_by: string | null; approved_at: string | null
  lines: StoredLine[]; payer: Payer; net: number; tax: number; gross: number
  internal_cost: number; paid: number; note: string | null; bill_number: string | null; bill: Buyer | null; billed_at: string | null; created_by: string | null; created_at: string; updated_at: string
}

/** The ticket is locked before: whoever changes a sheet holds its ticket. */
export const lockCharge = (tx: Tx, orgId: string, chargeId: string): Promise<ChargeRecord | null> => tx.row<ChargeRecord>(sql`
  select * from charges where org_id = ${orgId} and id = ${chargeId} for update`)
export const lockChargeOf = (tx: Tx, orgId: string, ticketId: string): Promise<ChargeRecord | null> => tx.row<ChargeRecord>(sql`
  select * from charges where org_id = ${orgId} and ticket_id = ${ticketId} for update`)

export type SheetDraft = {
  orgId: string; id: string; number: string; ticketId: string; customerId: string; agreementId: string | null; planVersionId: string; version: number; priceListId: string; currency: Currency
  result: Charge; lines: readonly StoredLine[]
  payer: Payer; internalCost: number; note: string | null; by: string | null; at: string
}

export async function saveDraft(tx: Tx, draft: SheetDraft): Promise<void> {
  const { result, payer } = draft
  const sum = result.byPayer[payer] ?? { net: 0, tax: 0, gross: 0 }
  await tx.run(sql`
    insert into charges (org_id, id, number, ticket_id, customer_id, agreement_id, plan_version_id, state, version, price_list_id, currency, rule_id, consent_first, receipt_needed, needs_approval, lines, payer,
      net, tax, gross, internal_cost, note, created_by, created_at, updated_at)
    values (${draft.orgId}, ${draft.id}, ${draft.number}, ${draft.ticketId}, ${draft.customerId}, ${draft.agreementId}, ${draft.planVersionId}, 'draft', ${draft.version}, ${draft.priceListId}, ${draft.currency},
      ${result.ruleId}, ${result.consentFirst}, ${result.receipt}, ${result.needsApproval}, ${JSON.stringify(draft.lines)}, ${payer}, ${sum.net}, ${sum.tax}, ${sum.gross}, ${draft.internalCost}, ${draft.note}, ${draft.by},
      ${draft.at}, ${draft.at})
    on conflict (org_id, id) do update set state = 'draft', version = excluded.version, price_list_id = excluded.price_list_id, currency = excluded.currency, plan_version_id = excluded.plan_version_id,
      rule_id = excluded.rule_id, consent_first = excluded.consent_first, receipt_needed = excluded.receipt_needed, needs_approval = excluded.needs_approval, approved_by = null, approved_at = null,
      lines = excluded.lines, payer = excluded.payer, net = excluded.net, tax = excluded.tax, gross = excluded.gross, internal_cost = excluded.internal_cost, note = excluded.note,
      created_by = excluded.created_by, updated_at = excluded.updated_at`)
}

export async function setState(tx: Tx, orgId: string, chargeId: string, state: SheetState, at: string): Promise<void> {
  await tx.run(sql`update charges set state = ${state}, updated_at = ${at} where org_id = ${orgId} and id = ${chargeId}`)
}
