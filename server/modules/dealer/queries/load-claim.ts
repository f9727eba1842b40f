// A claim with its entries, its card and the terms it is judged by.
import { claimState, missingLink } from '#domain/settlement/claim.ts'
import type { Claim, Claimant, ClaimEntry, ClaimEntryKind, ClaimLink, ClaimState } from '#domain/settlement/claim.ts'
import type { DealerTerms } from '#domain/settlement/terms.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf } from '../../plan/index.ts'
import { visibleDealers } from '../policy.ts'
import { agreementJson, standingOn, termsOfPlan } from './standing.ts'
import type { AgreementRow } from './standing.ts'

export type ClaimLineRow = { kind: 'parts' | 'labour' | 'travel'; text: string; quantity: number; price: number; amount: number; beyondScope: boolean; rateVersion: number | null }
export type ClaimRecord = {
  id: string; number: string; claimant: Claimant; dealerId: string | null; dealerName: string | null; ticketId: string | null; serial: string; product: string; origin: 'own' | 'outsourced'
  recordNumber: string; repairedOn: Day; replacedPart: string | null; oldPartId: string | null; fault: string; work: string; lines: ClaimLineRow[]; amount: number; dealerBorne: number
  salespersonId: string | null; salespersonName: string | null; returnBy: Day | null; state: ClaimState; nextLink: ClaimLink | null; approved: number | null; confirmedOn: Day | null
  filedOn: Day; agreement: AgreementRow
}
export type StoredEntry = ClaimEntry & { by: string; byId: string | null; recordedAt: string }
export type ClaimMatter = { row: ClaimRecord; claim: Omit<Claim, 'entries'> & { entries: StoredEntry[] }; plan: Plan; terms: DealerTerms }

export const claimColumns = sql`
  l.id, l.number, l.claimant, l.dealer_id as "dealerId", c.name as "dealerName", l.ticket_id as "ticketId", l.serial, l.product, l.origin, l.record_number as "recordNumber", l.repaired_on as "repairedOn",
  l.replaced_part as "replacedPart", l.old_part_id as "oldPartId", l.fault, l.work, l.lines, l.amount, l.dealer_borne as "dealerBorne", l.salesperson_id as "salespersonId", p.name as "salespersonName",
  l.return_by as "returnBy", l.state, l.next_link as "nextLink", l.approved, l.confirmed_on as "confirmedOn", l.filed_on as "filedOn"`
export const claimTables = sql`claims l left join customers c on c.org_id = l.org_id and c.id = l.dealer_id left join people p on p.org_id = l.org_id and p.id = l.salesperson_id`

export async function loadClaim({ tx, actor }: Context, claimId: string, options: { lock?: boolean } = {}): Promise<ClaimMatter> {
  const where = sql`l.org_id = ${actor.orgId} and l.id = ${claimId} and ${visibleDealers(actor, sql`l.dealer_id`)}`
  const row = await tx.row<ClaimRecord>(sql`
    select ${claimColumns}, ${agreementJson} as agreement from ${claimTables} join agreements g on g.org_id = l.org_id and g.id = l.agreement_id where ${where} ${options.lock ? sql`for update of l` : sql``}`)
  if (!row) throw new Refusal('claim.unknown')
  // After the lock, so that what somebody else has just recorded is seen.
  const entries = await tx.rows<StoredEntry>(sql`
    select kind, entry_on as on, data, by_name as by, by_id as "byId", recorded_at as "recordedAt" from claim_entries where org_id = ${actor.orgId} and claim_id = ${claimId} order by id`)
  const card = row.dealerId === null ? null : await tx.row<NonNullable<Claim['card']>>(sql`
    select sold_on as "soldOn", returned_on as "returnedOn" from dealer_cards where org_id = ${actor.orgId} and serial = ${row.serial} and dealer_id = ${row.dealerId}`)
  const plan = await planOf(tx, row.agreement.planVersionId)
  const terms = termsOfPlan(plan)
  const standing = standingOn(row.agreement, terms, row.filedOn)
  return { row, plan, terms, claim: { by: row.claimant, agreementFault: standing === 'active' ? null : standing, card, replacedOn: row.replacedPart === null ? null : row.repairedOn, entries } }
}

export const entryOf = ({ claim }: ClaimMatter, kind: ClaimEntryKind) => claim.entries.find((entry) => entry.kind === kind)

export function copiesOf({ claim, terms }: Pick<ClaimMatter, 'claim' | 'terms'>): { state: ClaimState; nextLink: ClaimLink | null; approved: number | null; confirmedOn: Day | null } {
  const state = claimState(claim, terms)
  const approved = claim.entries.find(({ kind }) => kind === 'written-off')?.data['amount']
  return {
    state, nextLink: state === 'open' || state === 'refused' ? (missingLink(claim, terms)?.link ?? null) : null, approved: typeof approved === 'number' ? approved : null,
    confirmedOn: claim.entries.find(({ kind }) => kind === 'confirmed')?.on ?? null,
  }
}
