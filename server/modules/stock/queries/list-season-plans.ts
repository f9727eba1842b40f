import type { SeasonPlanView } from '#contract/stock/endpoints.ts'
import { day } from '#domain/time/day.ts'
import { localDay } from '#domain/time/zone.ts'
import { instant } from '#domain/time/instant.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { visiblePlaces } from '../policy.ts'
import { partJson } from './stock-rows.ts'

type Row = Omit<SeasonPlanView, 'isLate'>

async function read({ tx, actor, now }: Context, where: RawBuilder<unknown>): Promise<SeasonPlanView[]> {
  const { zone } = await orgFacts(tx, actor.orgId)
  const rows = await tx.rows<Row>(sql`
    select e.id, e.agreement_id as "agreementId", json_build_object('id', pl.id, 'name', pl.name) as place, e.season, e.starts_on as "startsOn", e.due_on as "dueOn", e.clause,
      e.submitted_at as "submittedAt", e.submitted_by_name as "submittedByName",
      coalesce((select json_agg(json_build_object('part', ${partJson}, 'quantity', w.quantity, 'available', s.available, 'shortfall', greatest(w.quantity - s.available, 0)) order by p.number)
        from jsonb_to_recordset(e.lines) as w("partId" uuid, quantity int) join parts p on p.org_id = e.org_id and p.id = w."partId"
        cross join lateral (select coalesce(sum(b.on_hand - b.reserved), 0)::int as available from stock_balances b where b.org_id = e.org_id and b.part_id = p.id and b.place_id = e.place_id and b.condition <> 'scrap') s), '[]') as lines
    from season_plans e join stock_places pl on pl.org_id = e.org_id and pl.id = e.place_id where ${visiblePlaces(actor)} and ${where} order by e.starts_on desc, e.id limit 500`)
  return rows.map((row) => ({ ...row, isLate: (row.submittedAt === null ? localDay(zone, now) : localDay(zone, instant(row.submittedAt))) > day(row.dueOn) }))
}

export const listSeasonPlans = async (context: Context): Promise<{ rows: SeasonPlanView[] }> => ({ rows: await read(context, sql`true`) })

export async function getSeasonPlan(context: Context, seasonPlanId: string): Promise<SeasonPlanView> {
  const [plan] = await read(context, sql`e.id = ${seasonPlanId}`)
  if (!plan) throw new Refusal('season.unknown')
  return plan
}
