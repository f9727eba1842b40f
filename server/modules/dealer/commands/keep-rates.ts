// Labour and travel rates of claims, bookings by hand, and the draw of spot checks.
import type { bookReceivable as booking, drawChecks as drawing, setRate as setting } from '#contract/dealer/claims.ts'
import type { rateView } from '#contract/dealer/claim.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { loadClaim } from '../queries/load-claim.ts'
import { loadDealer } from '../queries/standing.ts'
import { book } from '../store.ts'
import { addEntry } from './record-entry.ts'

export async function setRate({ tx, actor, now }: Context, { kind, price, validFrom }: ParsedOf<typeof setting>): Promise<z.output<typeof rateView>> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`claim rate ${actor.orgId} ${kind}`}, 0))`)
  const made = await tx.row<{ version: number; createdAt: string }>(sql`
    insert into claim_rates (org_id, kind, version, price, valid_from, created_by, created_at)
    select ${actor.orgId}, ${kind}, coalesce(max(version), 0) + 1, ${price}, ${validFrom}, ${actor.id}, ${toIso(now)} from claim_rates where org_id = ${actor.orgId} and kind = ${kind}
    returning version, created_at as "createdAt"`)
  return { kind, price, validFrom, version: made!.version, createdAt: made!.createdAt }
}

/** Goods add to what a dealer owes, a payment takes from it; a correction says so itself. */
export async function bookByHand(context: Context, { dealerId, kind, on, minor, reference }: ParsedOf<typeof booking>): Promise<void> {
  if (minor === 0 || (minor < 0 && kind !== 'correction')) throw new Refusal('receivable.amount-wrong', { field: 'minor' })
  await loadDealer(context, dealerId)
  await book(context, { dealerId, kind, on: on as Day, minor: kind === 'payment' ? -minor : minor, reference })
}

type Drawn = ReplyOf<typeof drawing>['drawn']

/** The name of the draw decides which claims come up, so nobody picks them, and drawing again draws the same. */
export async function drawChecks(context: Context, { share, draw }: ParsedOf<typeof drawing>): Promise<Drawn> {
  const { tx, actor } = context
  const picked = await tx.rows<{ id: string }>(sql`
    select id from (
      select l.id, row_number() over (partition by l.salesperson_id order by md5(${draw} || l.id::text)) as place, ceil(count(*) over (partition by l.salesperson_id) * ${share} / 100.0) as quota
      from claims l where l.org_id = ${actor.orgId} and l.state = 'open' and l.dealer_id is not null
        and not exists (select 1 from claim_entries e where e.org_id = l.org_id and e.claim_id = l.id and (e.kind = 'written-off' or (e.kind = 'drawn' and e.data->>'draw' <> ${draw})))) x
    where place <= quota order by id`)
  const drawn: Drawn = []
  for (const { id } of picked) {
    const matter = await loadClaim(context, id, { lock: true })
    if (!matter.claim.entries.some(({ kind }) => kind === 'drawn')) await addEntry(context, matter, { kind: 'drawn', data: { draw } })
    drawn.push({ claimId: id, number: matter.row.number, salesperson: matter.row.salespersonName })
  }
  return drawn
}
