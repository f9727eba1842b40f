import { toIso } from '#domain/time/instant.ts'
import type { Day } from '#domain/time/day.ts'
import type { BookingKind } from '#domain/settlement/statement.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

export type BookingDraft = { dealerId: string; kind: BookingKind; on: Day; minor: number; claimId?: string | null; sourceId?: string | null; reference: string }

/** The only way into the ledger. The dealer's row is locked, so a month is never closed while something is booked into it. */
export async function book({ tx, actor, now }: Context, draft: BookingDraft): Promise<string> {
  const dealer = await tx.row<{ settledThrough: Day | null }>(sql`
    select settled_through as "settledThrough" from dealers where org_id = ${actor.orgId} and customer_id = ${draft.dealerId} for update`)
  if (!dealer) throw new Refusal('dealer.unknown')
  if (dealer.settledThrough !== null && draft.on <= dealer.settledThrough) throw new Refusal('receivable.month-closed', { field: 'on', day: draft.on })
  const id = newId()
  await tx.run(sql`
    insert into receivables (org_id, id, dealer_id, kind, booked_on, minor, claim_id, source_id, reference, by_id, recorded_at)
    values (${actor.orgId}, ${id}, ${draft.dealerId}, ${draft.kind}, ${draft.on}, ${draft.minor}, ${draft.claimId ?? null}, ${draft.sourceId ?? null}, ${draft.reference}, ${actor.id}, ${toIso(now)})`)
  return id
}

/** Turns the violation of a named constraint into its refusal. */
export async function unique<Result>(constraint: string, refusal: () => Refusal, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if ((error as { constraint?: string }).constraint === constraint) throw refusal()
    throw error
  }
}
