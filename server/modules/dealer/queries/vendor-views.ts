import type { vendorClaimView, vendorView } from '#contract/dealer/claim.ts'
import type { listVendorClaims as declared } from '#contract/dealer/claims.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'

export type VendorView = z.output<typeof vendorView>
type ClaimView = z.output<typeof vendorClaimView>
type Row = Omit<ClaimView, 'vendor' | 'claim'> & { vendorId: string; vendorName: string; claimId: string | null; claimNumber: string | null }

const vendors = ({ tx, actor }: Context, where: RawBuilder<unknown>): Promise<VendorView[]> => tx.rows<VendorView>(sql`
  select v.id, v.number, v.name, v.contact, v.phone, v.is_approved as "isApproved", v.note, coalesce(s.open, 0)::bigint as open, coalesce(s.recovered, 0)::bigint as recovered
  from vendors v left join lateral (select sum(case when c.state in ('sent', 'accepted') then coalesce(c.accepted_amount, c.amount) end) as open, sum(c.recovered_amount) as recovered
    from vendor_claims c where c.org_id = v.org_id and c.vendor_id = v.id) s on true
  where v.org_id = ${actor.orgId} and ${where} order by v.name, v.id limit 500`)

export const listVendors = (context: Context, q: string | undefined): Promise<VendorView[]> => vendors(context, q?.trim() ? sql`v.name ilike ${`%${literally(q.trim())}%`}` : sql`true`)

export async function getVendor(context: Context, vendorId: string): Promise<VendorView> {
  const [vendor] = await vendors(context, sql`v.id = ${vendorId}`)
  if (!vendor) throw new Refusal('vendor.unknown')
  return vendor
}

const claims = ({ actor }: Context, where: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql`
  select c.id, c.number, c.vendor_id as "vendorId", v.name as "vendorName", l.id as "claimId", l.number as "claimNumber", c.fault, c.amount, c.state, c.accepted_amount as "acceptedAmount",
    c.recovered_amount as "recoveredAmount", c.reason, c.sent_on as "sentOn", c.answered_on as "answeredOn", c.recovered_on as "recoveredOn"
  from vendor_claims c join vendors v on v.org_id = c.org_id and v.id = c.vendor_id left join claims l on l.org_id = c.org_id and l.id = c.claim_id where c.org_id = ${actor.orgId} and ${where} ${end}`
const viewOf = ({ vendorId, vendorName, claimId, claimNumber, ...row }: Row): ClaimView => ({ ...row, vendor: { id: vendorId, name: vendorName }, claim: claimId === null ? null : { id: claimId, number: claimNumber ?? '' } })

export async function listVendorClaims(context: Context, { cursor, limit, vendorId, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const after = readCursor(cursor)
  const where = sql`${vendorId ? sql`c.vendor_id = ${vendorId}` : sql`true`} ${state ? sql`and c.state = ${state}` : sql``} ${after ? sql`and c.id < ${after.id}` : sql``}`
  return pageOfRows(await context.tx.rows<Row>(claims(context, where, sql`order by c.id desc limit ${limit + 1}`)), limit, ({ id }) => ({ key: '', id }), viewOf)
}

export async function getVendorClaim(context: Context, id: string): Promise<ClaimView> {
  const row = await context.tx.row<Row>(claims(context, sql`c.id = ${id}`, sql``))
  if (!row) throw new Refusal('vendor.claim-unknown')
  return viewOf(row)
}
