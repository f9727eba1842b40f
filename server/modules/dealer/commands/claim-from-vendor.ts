// What a supplier caused is claimed from the supplier: once for one claim, answered by the vendor, recovered once.
import type { answerVendorClaim as answering, claimFromVendor as claiming, createVendor as creating, recoverVendorClaim as recovering, updateVendor as updating } from '#contract/dealer/claims.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { nextNumber } from '../../org/index.ts'
import { mustSee } from '../../ticket/index.ts'
import { loadClaim } from '../queries/load-claim.ts'
import { todayOf } from '../queries/standing.ts'
import { unique } from '../store.ts'

export async function createVendor(context: Context, input: ParsedOf<typeof creating>): Promise<string> {
  const { tx, actor, now } = context
  const id = newId()
  await tx.run(sql`
    insert into vendors (org_id, id, number, name, contact, phone, is_approved, note, created_at)
    values (${actor.orgId}, ${id}, ${await nextNumber(tx, actor.orgId, 'vendor', await todayOf(context))}, ${input.name}, ${input.contact}, ${input.phone}, ${input.isApproved}, ${input.note}, ${toIso(now)})`)
  return id
}

export async function updateVendor({ tx, actor }: Context, input: ParsedOf<typeof updating>): Promise<void> {
  const saved = await tx.run(sql`
    update vendors set name = ${input.name}, contact = ${input.contact}, phone = ${input.phone}, is_approved = ${input.isApproved}, note = ${input.note} where org_id = ${actor.orgId} and id = ${input.vendorId}`)
  if (saved === 0) throw new Refusal('vendor.unknown')
}

export async function claimFromVendor(context: Context, input: ParsedOf<typeof claiming>): Promise<string> {
  const { tx, actor } = context
  const vendor = await tx.row(sql`select 1 from vendors where org_id = ${actor.orgId} and id = ${input.vendorId}`)
  if (!vendor) throw new Refusal('vendor.unknown', { field: 'vendorId' })
  if (input.ticketId !== null) await mustSee(context, input.ticketId)
  if (input.claimId !== null) {
    const { row } = await loadClaim(context, input.claimId, { lock: true })
    if (row.approved === null || row.state === 'reversed') throw new Refusal('vendor.not-written-off')
  }
  const id = newId()
  const today = await todayOf(context)
  await unique('vendor_claims_once', () => new Refusal('vendor.claimed'), async () => tx.run(sql`
    insert into vendor_claims (org_id, id, number, vendor_id, claim_id, ticket_id, fault, amount, state, sent_on, created_by)
    values (${actor.orgId}, ${id}, ${await nextNumber(tx, actor.orgId, 'recourse', today)}, ${input.vendorId}, ${input.claimId}, ${input.ticketId}, ${input.fault}, ${input.amount}, 'sent', ${today}, ${actor.id})`))
  return id
}

type Sent = { amount: number; state: string; accepted: number | null }

async function lockSent({ tx, actor }: Context, id: string, state: string): Promise<Sent> {
  const sent = await tx.row<Sent>(sql`select amount, state, accepted_amount as accepted from vendor_claims where org_id = ${actor.orgId} and id = ${id} for update`)
  if (!sent) throw new Refusal('vendor.claim-unknown')
  if (sent.state !== state) throw new Refusal('vendor.claim-state', { state: sent.state })
  return sent
}

export async function answerVendorClaim(context: Context, { vendorClaimId, accepted, reason }: ParsedOf<typeof answering>): Promise<void> {
  const { amount } = await lockSent(context, vendorClaimId, 'sent')
  if (accepted !== null && (accepted > amount || accepted === 0)) throw new Refusal('claim.amount-wrong', { field: 'accepted', most: amount })
  if (accepted === null && reason === '') throw new Refusal('dealer.reason-missing', { field: 'reason' })
  await context.tx.run(sql`
    update vendor_claims set state = ${accepted === null ? 'refused' : 'accepted'}, accepted_amount = ${accepted}, reason = ${reason}, answered_on = ${await todayOf(context)} where org_id = ${context.actor.orgId} and id = ${vendorClaimId}`)
}

export async function recoverVendorClaim(context: Context, { vendorClaimId, amount }: ParsedOf<typeof recovering>): Promise<void> {
  const { accepted } = await lockSent(context, vendorClaimId, 'accepted')
  if (amount > (accepted ?? 0)) throw new Refusal('claim.amount-wrong', { field: 'amount', most: accepted ?? 0 })
  await context.tx.run(sql`
    update vendor_claims set state = 'recovered', recovered_amount = ${amount}, recovered_on = ${await todayOf(context)} where org_id = ${context.actor.orgId} and id = ${vendorClaimId}`)
}
