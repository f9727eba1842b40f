import type { DealerRow } from '#contract/dealer/dealer.ts'
import type { exportDealers as exporting, findOutlets as nearest, listDealers as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { inUnits } from '#domain/format/money.ts'
import { byDistance } from '#domain/settlement/outlet.ts'
import type { Day } from '#domain/time/day.ts'
import { dealerIn } from '#locales/dealer.ts'
import type { RawBuilder } from 'kysely'
import { sql } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { limits } from '#server/platform/http/limits.ts'
import type { RawReply } from '#server/platform/http/serve.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { tableReply } from '#server/platform/table/table-reply.ts'
import { visibleDealers } from '../policy.ts'
import { agreementJson, planIf, standingOn, termsOfPlan, todayOf } from './standing.ts'
import type { AgreementRow } from './standing.ts'

export type OutletRow = DealerOutlet
type DealerOutlet = ReplyOf<typeof nearest>['rows'][number]['outlet']
export type DealerStored = Omit<DealerRow, 'standing' | 'agreement' | 'salesperson' | 'currency'> & { salespersonId: string | null; salespersonName: string | null; agreement: AgreementRow | null }

export const dealerColumns = (today: Day): RawBuilder<unknown> => sql`
  d.customer_id as id, c.number, c.name, d.territory, d.grade, d.salesperson_id as "salespersonId", p.name as "salespersonName", ${agreementJson} as agreement,
  (select count(*)::int from claims l where l.org_id = d.org_id and l.dealer_id = d.customer_id and l.state = 'open') as "openClaims",
  (select count(*)::int from dealer_cards k where k.org_id = d.org_id and k.dealer_id = d.customer_id and k.returned_on is null and k.due_on < ${today}) as "overdueCards",
  (select coalesce(sum(r.minor), 0)::bigint from receivables r where r.org_id = d.org_id and r.dealer_id = d.customer_id) as balance`
export const dealerTables = sql`dealers d join customers c on c.org_id = d.org_id and c.id = d.customer_id left join agreements g on g.org_id = d.org_id and g.id = d.agreement_id
  left join people p on p.org_id = d.org_id and p.id = d.salesperson_id`

type Filter = Omit<ParsedOf<typeof declared>, 'cursor' | 'limit'>

function filtered(actor: Actor, { q, territory, grade }: Filter): RawBuilder<unknown> {
  const words = q?.trim() ? `%${literally(q.trim())}%` : null
  return sql.join([
    sql`d.org_id = ${actor.orgId} and c.deleted_at is null`, visibleDealers(actor, sql`d.customer_id`),
    ...(words ? [sql`(c.name ilike ${words} or c.number ilike ${words} or array_to_string(d.territory, ' ') ilike ${words})`] : []),
    ...(territory ? [sql`d.territory @> array[${territory}]`] : []), ...(grade ? [sql`d.grade = ${grade}`] : []),
  ], sql` and `)
}

export async function listDealers(context: Context, { cursor, limit, ...filter }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const key = filter.sort === 'name' ? sql`c.name` : sql`c.number`
  const after = readCursor(cursor)
  const rows = await tx.rows<DealerStored & { sortKey: string }>(sql`
    select ${dealerColumns(today)}, ${key} as "sortKey" from ${dealerTables} where ${filtered(actor, filter)}
      ${after ? sql`and (${key}, d.customer_id) > (${after.key}, ${after.id}::uuid)` : sql``} order by ${key}, d.customer_id limit ${limit + 1}`)
  const views = await Promise.all(rows.map((row) => dealerRowOf(context, row, today)))
  const keys = new Map(rows.map((row) => [row.id, row.sortKey]))
  return pageOfRows(views, limit, ({ id }) => ({ key: keys.get(id) ?? '', id }), (row) => row)
}

export async function dealerRowOf({ tx }: Pick<Context, 'tx'>, { salespersonId, salespersonName, agreement, ...row }: DealerStored, today: Day): Promise<DealerRow> {
  const plan = await planIf(tx, agreement)
  const { id, number, name, territory, grade, openClaims, overdueCards, balance } = row
  return {
    id, number, name, territory, grade, openClaims, overdueCards, balance, standing: standingOn(agreement, termsOfPlan(plan), today), currency: plan?.currency ?? null,
    agreement: agreement && { id: agreement.id, number: agreement.number, endsOn: agreement.endsOn }, salesperson: salespersonId === null ? null : { id: salespersonId, name: salespersonName ?? '' },
  }
}

export async function exportDealers(context: Context, { format, ...filter }: ParsedOf<typeof exporting>): Promise<RawReply> {
  const { tx, actor } = context
  const today = await todayOf(context)
  const rows = await tx.rows<DealerStored>(sql`select ${dealerColumns(today)} from ${dealerTables} where ${filtered(actor, filter)} order by c.number limit ${limits.exportRows}`)
  const say = dealerIn(actor.language)
  const head = ['number', 'name', 'territory', 'grade', 'standing', 'agreement', 'salesperson', 'openClaims', 'overdueCards', 'balance'] as const
  const cells = await Promise.all(rows.map(async (stored) => {
    const row = await dealerRowOf(context, stored, today)
    return [row.number, row.name, row.territory.join(' '), row.grade, say(`standing.${row.standing}`), row.agreement?.number ?? null, row.salesperson?.name ?? null, row.openClaims, row.overdueCards, inUnits(row.balance, row.currency ?? 'CNY')]
  }))
  return tableReply(format, 'dealers', head.map((field) => say(`dealer.${field}`)), cells)
}

/** With a place: every outlet by distance. With a territory: the outlets of the dealers whose territory it is. */
export async function findOutlets({ tx, actor }: Context, { latitude, longitude, territory }: ParsedOf<typeof nearest>): Promise<ReplyOf<typeof nearest>> {
  const dealers = await tx.rows<{ id: string; name: string; outlets: OutletRow[] }>(sql`
    select d.customer_id as id, c.name, d.outlets from dealers d join customers c on c.org_id = d.org_id and c.id = d.customer_id
    where d.org_id = ${actor.orgId} and c.deleted_at is null and ${visibleDealers(actor, sql`d.customer_id`)} ${territory ? sql`and d.territory @> array[${territory}]` : sql``} order by c.number`)
  const all = dealers.flatMap(({ id, name, outlets }) => outlets.map((outlet) => ({ ...outlet, dealer: { id, name } })))
  if (latitude === undefined || longitude === undefined) return { rows: all.slice(0, limits.pageRows).map(({ dealer, ...outlet }) => ({ dealer, outlet, km: null })) }
  return { rows: byDistance(all, { latitude, longitude }).slice(0, 20).map(({ outlet: { dealer, ...outlet }, km }) => ({ dealer, outlet, km: Math.round(km * 10) / 10 })) }
}
