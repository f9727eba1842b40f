// The links of a claim after it was filed: old part, appraisal, formalities, spot check, write-off, notice, confirmation, offset, reversal.
import type { ClaimEntryKind } from '#domain/settlement/claim.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { isDealer } from '../policy.ts'
import { entryOf, loadClaim } from '../queries/load-claim.ts'
import { todayOf } from '../queries/standing.ts'
import { book } from '../store.ts'
import { addEntry, recordEntry } from './record-entry.ts'

type Appraisal = { claimId: string; cause: string; finding: string; reusable?: boolean | undefined }

/** Whose fault it is follows from the cause: the plan says which causes the company answers for. */
export async function appraise(context: Context, { claimId, cause, finding, reusable }: Appraisal, by: 'own' | 'outsourced'): Promise<void> {
  const matter = await loadClaim(context, claimId, { lock: true })
  const { row, terms } = matter
  const asked = terms.outsourced ? row.origin : 'own'
  if (asked !== by) throw new Refusal('claim.not-yours', { who: asked === 'own' ? 'technical-department' : (terms.outsourced?.by ?? '') })
  const known = terms.causes.find(({ code }) => code === cause)
  if (!known) throw new Refusal('claim.unknown-cause', { field: 'cause', cause, causes: terms.causes.map(({ code }) => code).join(', ') })
  if (row.replacedPart !== null && reusable === undefined) throw new Refusal('claim.reusable-missing', { field: 'reusable' })
  await addEntry(context, matter, { kind: 'appraised', data: { cause, inScope: known.isInScope, clause: known.clause, finding, ...(reusable !== undefined && { reusable }) } })
}

/** A room holds either scrap or reusable parts, whoever filled it first. */
export async function storeOldPart(context: Context, claimId: string, place: string): Promise<void> {
  const { tx, actor } = context
  const matter = await loadClaim(context, claimId, { lock: true })
  const store = entryOf(matter, 'appraised')?.data['reusable'] === true ? 'reusable' : 'scrap'
  const other = await tx.row<{ store: string }>(sql`
    select data->>'store' as store from claim_entries where org_id = ${actor.orgId} and kind = 'part-stored' and data->>'place' = ${place} and data->>'store' <> ${store} limit 1`)
  if (other) throw new Refusal('claim.wrong-room', { field: 'place', place, holds: other.store })
  await addEntry(context, matter, { kind: 'part-stored', data: { place, store } })
}

/** Finance confirms the cost: what was claimed, or less with the reason. */
export async function writeOff(context: Context, { claimId, amount, reason }: { claimId: string; amount?: number | undefined; reason: string }): Promise<void> {
  const matter = await loadClaim(context, claimId, { lock: true })
  const { row } = matter
  const confirmed = amount ?? row.amount
  if (confirmed > row.amount) throw new Refusal('claim.amount-wrong', { field: 'amount', most: row.amount })
  if (confirmed < row.amount && reason === '') throw new Refusal('dealer.reason-missing', { field: 'reason' })
  await addEntry(context, matter, { kind: 'written-off', data: { amount: confirmed, claimed: row.amount, reason, salesperson: row.salespersonName ?? '' } })
}

/** The dealer's own word, or a paper the dealer signed. */
export async function confirmNotice(context: Context, claimId: string, paper: string): Promise<void> {
  if (!isDealer(context.actor) && paper === '') throw new Refusal('claim.not-yours', { who: 'dealer' })
  await recordEntry(context, claimId, { kind: 'confirmed', data: isDealer(context.actor) ? {} : { paper } })
}

export async function offsetClaim(context: Context, claimId: string): Promise<void> {
  const matter = await loadClaim(context, claimId, { lock: true })
  const { row } = matter
  const on = await todayOf(context)
  const minor = Number(entryOf(matter, 'written-off')?.data['amount'] ?? 0)
  await addEntry(context, matter, { kind: 'offset', data: { amount: minor } })
  await book(context, { dealerId: row.dealerId!, kind: 'offset', on, minor: -minor, claimId, reference: row.number })
}

/** Money that was already set against the debt comes back by a booking of its own; nothing is erased. */
export async function reverseClaim(context: Context, claimId: string, reason: string): Promise<void> {
  const matter = await loadClaim(context, claimId, { lock: true })
  const { row } = matter
  const paid = entryOf(matter, 'offset')
  await addEntry(context, matter, { kind: 'reversed', data: { reason } })
  if (paid && row.dealerId) await book(context, { dealerId: row.dealerId, kind: 'reversal', on: await todayOf(context), minor: Number(paid.data['amount']), claimId, reference: row.number })
}

/** Only whoever the entry belongs to is asked; the chain says whether it is time. */
export const moveOn = (context: Context, claimId: string, kind: ClaimEntryKind, data: Readonly<Record<string, string | number | boolean | null>> = {}) => recordEntry(context, claimId, { kind, data })
