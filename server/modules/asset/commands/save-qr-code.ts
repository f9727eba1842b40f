import { randomBytes } from 'node:crypto'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { findAsset } from '../queries/list-assets.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
/** Twenty letters of five bits: a hundred bits that nobody guesses. */
const newCode = (): string => [...randomBytes(20)].map((byte) => alphabet[byte & 31]).join('')

export async function mintQrCodes({ tx, actor, now }: Context, count: number): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  await tx.run(sql`insert into qr_codes (org_id, code, created_at) select ${actor.orgId}, code, ${toIso(now)}::timestamptz from unnest(${codes}::text[]) as code`)
  return codes
}

type Held = { assetId: string | null; revokedAt: string | null }

export async function bindQrCode(context: Context, { code, assetId, rebind }: { code: string; assetId: string; rebind: boolean }): Promise<void> {
  const { tx, actor, now } = context
  const held = await lockCode(context, code)
  if (held.revokedAt) throw new Refusal('qr.revoked')
  const asset = await findAsset(context, assetId)
  if (!asset || asset.deletedAt) throw new Refusal('asset.unknown')
  if (held.assetId === assetId) return
  if (held.assetId !== null && !rebind) throw new Refusal('qr.bound')
  const entry = entryOf(context, held.assetId === null ? 'bound' : 'rebound', assetId)
  await tx.run(sql`
    update qr_codes set asset_id = ${assetId}, bound_at = ${toIso(now)}, bound_by = ${actor.id}, history = history || ${entry}::jsonb where org_id = ${actor.orgId} and code = ${code}`)
}

export async function revokeQrCode(context: Context, code: string): Promise<void> {
  const { tx, actor, now } = context
  const held = await lockCode(context, code)
  if (held.revokedAt) return
  await tx.run(sql`
    update qr_codes set revoked_at = ${toIso(now)}, history = history || ${entryOf(context, 'revoked', held.assetId)}::jsonb where org_id = ${actor.orgId} and code = ${code}`)
}

async function lockCode({ tx, actor }: Context, code: string): Promise<Held> {
  const held = await tx.row<Held>(sql`select asset_id as "assetId", revoked_at as "revokedAt" from qr_codes where org_id = ${actor.orgId} and code = ${code} for update`)
  if (!held) throw new Refusal('qr.unknown')
  return held
}

const entryOf = ({ actor, now }: Context, action: string, assetId: string | null) => JSON.stringify([{ at: toIso(now), by: actor.id, byName: actor.name, action, assetId }])
