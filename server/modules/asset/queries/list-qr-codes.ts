import type { QrView } from '#contract/asset/asset.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findQrCodes } from './find-qr-codes.ts'

const states = { blank: sql`q.asset_id is null and q.revoked_at is null`, bound: sql`q.asset_id is not null and q.revoked_at is null`, revoked: sql`q.revoked_at is not null` } as const

// Whoever belongs to a customer sees the codes of its own assets only.
function codesOf({ actor }: Context, state?: keyof typeof states) {
  const own = actor.customerId ? sql`q.asset_id in (select a.id from assets a where a.org_id = q.org_id and a.customer_id = ${actor.customerId})` : sql`${actor.kind !== 'customer' && actor.kind !== 'dealer'}`
  return sql`q.org_id = ${actor.orgId} and ${own} and ${state ? states[state] : sql`true`}`
}

export async function oneCode(context: Context, publicUrl: string, code: string) {
  const [qr] = await findQrCodes(context.tx, publicUrl, sql`${codesOf(context)} and q.code = ${code}`, 1)
  if (!qr) throw new Refusal('qr.unknown')
  return qr
}

export const listMinted = (context: Context, publicUrl: string, codes: readonly string[]): Promise<QrView[]> =>
  findQrCodes(context.tx, publicUrl, sql`q.org_id = ${context.actor.orgId} and q.code = any(${[...codes]}::text[])`, codes.length)

export const listQrCodes = (context: Context, publicUrl: string, state: keyof typeof states | undefined, limit: number): Promise<QrView[]> =>
  findQrCodes(context.tx, publicUrl, codesOf(context, state), limit)
