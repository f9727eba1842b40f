import type { CoverDecisionView } from '#contract/entitlement/verdict.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Text } from '#domain/plan/words.ts'
import { newId } from '#server/platform/db/ids.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'

export type Decided = {
  kind: CoverDecisionView['kind']; factId: string; customerId: string; assetId: string | null; ticketId: string | null; plan: string | null; cause?: string | null
  causeTitle?: Text | null; party?: string | null; excluded?: string | null; clause?: string | null; state?: string | null; until?: string | null; reason?: string | null
}

/** The copy that is counted. A ticket has one cause: the earlier choice is no longer current. */
export async function keepDecision(tx: Tx, actor: Actor, now: Instant, decided: Decided): Promise<void> {
  if (decided.kind === 'cause') {
    await tx.run(sql`update cover_decisions set is_current = false where org_id = ${actor.orgId} and ticket_id = ${decided.ticketId} and kind = 'cause' and is_current`)
  }
  await tx.run(sql`
    insert into cover_decisions (org_id, id, kind, fact_id, customer_id, asset_id, ticket_id, plan, cause, cause_title, party, excluded, clause, state, until_day, reason,
      decided_at, decided_by, decided_name)
    values (${actor.orgId}, ${newId()}, ${decided.kind}, ${decided.factId}, ${decided.customerId}, ${decided.assetId}, ${decided.ticketId}, ${decided.plan}, ${decided.cause ?? null},
      ${decided.causeTitle ? JSON.stringify(decided.causeTitle) : null}::jsonb, ${decided.party ?? null}, ${decided.excluded ?? null}, ${decided.clause ?? null}, ${decided.state ?? null},
      ${decided.until ?? null}, ${decided.reason ?? null}, ${toIso(now)}, ${actor.id}, ${actor.name})`)
}

export async function saveGoodwillLimits(tx: Tx, orgId: string, { days, perYear }: { days: number; perYear: number }): Promise<void> {
  await tx.run(sql`
    insert into cover_limits (org_id, goodwill_days, goodwill_per_year) values (${orgId}, ${days}, ${perYear})
    on conflict (org_id) do update set goodwill_days = excluded.goodwill_days, goodwill_per_year = excluded.goodwill_per_year`)
}

