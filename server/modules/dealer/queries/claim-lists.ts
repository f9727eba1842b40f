// Rates of claims, and replaced parts until they are stored away.
import type { oldPartView, rateView } from '#contract/dealer/claim.ts'
import type { listClaimedParts as declared } from '#contract/dealer/claims.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { daysBetween } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import type { z } from 'zod'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleDealers } from '../policy.ts'
import { todayOf } from './standing.ts'

export const listRates = ({ tx, actor }: Context): Promise<z.output<typeof rateView>[]> => tx.rows(sql`
  select kind, version, price, valid_from as "validFrom", created_at as "createdAt" from claim_rates where org_id = ${actor.orgId} order by kind, version desc`)

type OldPart = z.output<typeof oldPartView>
type Row = Omit<OldPart, 'dealer' | 'salesperson' | 'daysLeft'> & { dealerId: string | null; dealerName: string | null; salespersonId: string | null; salespersonName: string | null; sortKey: string }

export async function listClaimedParts(context: Context, { cursor, limit, dealerId, salespersonId, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const after = readCursor(cursor)
  const has = (kind: string) => sql`exists (select 1 from claim_entries e where e.org_id = l.org_id and e.claim_id = l.id and e.kind = ${kind})`
  const stored = (field: string) => sql`(select e.data->>${field} from claim_entries e where e.org_id = l.org_id and e.claim_id = l.id and e.kind = 'part-stored')`
  const rows = await tx.rows<Row>(sql`
    select * from (
      select l.id as "claimId", l.number, l.dealer_id as "dealerId", c.name as "dealerName", l.salesperson_id as "salespersonId", p.name as "salespersonName", l.serial, l.replaced_part as part,
        l.repaired_on as "replacedOn", l.return_by as "returnBy", coalesce(l.return_by::text, '9999-12-31') as "sortKey", ${stored('store')} as store, ${stored('place')} as place,
        case when ${has('part-stored')} then 'stored' when ${has('appraised')} then 'appraised' when ${has('part-received')} then 'received'
          when l.return_by < ${today}::date and not ${has('part-sent')} then 'overdue' when ${has('part-sent')} then 'sent' else 'outstanding' end as state
      from claims l left join customers c on c.org_id = l.org_id and c.id = l.dealer_id left join people p on p.org_id = l.org_id and p.id = l.salesperson_id
      where l.org_id = ${actor.orgId} and l.replaced_part is not null and l.state <> 'withdrawn' and ${visibleDealers(actor, sql`l.dealer_id`)}
        ${dealerId ? sql`and l.dealer_id = ${dealerId}` : sql``} ${salespersonId ? sql`and l.salesperson_id = ${salespersonId}` : sql``}) o
    where ${state ? sql`o.state = ${state}` : sql`true`} ${after ? sql`and (o."sortKey", o."claimId") > (${after.key}, ${after.id}::uuid)` : sql``}
    order by o."sortKey", o."claimId" limit ${limit + 1}`)
  return pageOfRows(rows, limit, (row) => ({ key: row.sortKey, id: row.claimId }), ({ dealerId: of, dealerName, salespersonId: by, salespersonName, sortKey: _, ...row }) => ({
    ...row, dealer: of === null ? null : { id: of, name: dealerName ?? '' }, salesperson: by === null ? null : { id: by, name: salespersonName ?? '' },
    daysLeft: row.returnBy && (row.state === 'outstanding' || row.state === 'overdue') ? daysBetween(today, row.returnBy as Day) : null,
  }))
}
