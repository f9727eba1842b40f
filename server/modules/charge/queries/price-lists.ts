import type { findPriceGaps as gaps, listPriceLists as declared } from '#contract/charge/endpoints.ts'
import type { PriceItemView, PriceListView } from '#contract/charge/price.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { ChargeRule } from '#domain/plan/plan.ts'
import { localDay } from '#domain/time/zone.ts'
import type { Day } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Tx } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { orgFacts } from '../../party/index.ts'
import { planOf } from '../../plan/index.ts'

type Head = ReplyOf<typeof declared>['rows'][number]

const head = (day: Day) => sql`
  l.id, l.code, l.version, l.title, l.plan_code as "planCode", l.currency, l.tax_included as "taxIncluded", l.state, l.valid_from as "validFrom", l.valid_to as "validTo", l.published_at as "publishedAt",
  p.name as "publishedBy", (select count(*) from price_items i where i.org_id = l.org_id and i.list_id = l.id) as items,
  (l.state = 'published' and l.valid_from <= ${day}::date and (l.valid_to is null or l.valid_to >= ${day}::date)) as "isValid"`
const joined = sql`price_lists l left join people p on p.org_id = l.org_id and p.id = l.published_by`

export const today = async ({ tx, actor, now }: Context): Promise<Day> => localDay((await orgFacts(tx, actor.orgId)).zone, now)

export async function listPriceLists(context: Context, { planCode, state }: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { tx, actor } = context
  const where = [sql`l.org_id = ${actor.orgId}`, ...(planCode ? [sql`(l.plan_code = ${planCode} or l.plan_code is null)`] : []), ...(state ? [sql`l.state = ${state}`] : [])]
  return { rows: await tx.rows<Head>(sql`select ${head(await today(context))} from ${joined} where ${sql.join(where, sql` and `)} order by l.code, l.version desc`) }
}

export async function readPriceList(context: Context, priceListId: string): Promise<PriceListView> {
  const { tx, actor } = context
  const row = await tx.row<Head>(sql`select ${head(await today(context))} from ${joined} where l.org_id = ${actor.orgId} and l.id = ${priceListId}`)
  if (!row) throw new Refusal('price.unknown')
  return { ...row, items: await itemsOf(tx, actor.orgId, priceListId) }
}

export const itemsOf = (tx: Tx, orgId: string, priceListId: string): Promise<PriceItemView[]> => tx.rows<PriceItemView>(sql`
  select kind, code, title, unit, price, cost, tax_rate as "taxRate", part_class as "partClass" from price_items where org_id = ${orgId} and list_id = ${priceListId}
  order by array_position(array['labour', 'travel', 'part', 'extra'], kind), code`)

export type ListInForce = { id: string; code: string; version: number; title: string; currency: 'TWD' | 'CNY'; taxIncluded: boolean }

/** The published list in force for a plan on that day: its own before the general one, the latest start first, then the highest version. */
export const priceListFor = (tx: Tx, orgId: string, planCode: string, day: Day): Promise<ListInForce | null> => tx.row<ListInForce>(sql`
  select id, code, version, title, currency, tax_included as "taxIncluded" from price_lists
  where org_id = ${orgId} and state = 'published' and (plan_code = ${planCode} or plan_code is null) and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
  order by plan_code nulls last, valid_from desc, version desc, id desc limit 1`)

export const publishedList = (tx: Tx, orgId: string, priceListId: string): Promise<ListInForce | null> => tx.row<ListInForce>(sql`
  select id, code, version, title, currency, tax_included as "taxIncluded" from price_lists where org_id = ${orgId} and id = ${priceListId} and state = 'published'`)

export async function findPriceGaps(context: Context): Promise<ReplyOf<typeof gaps>> {
  const { tx, actor } = context
  const day = await today(context)
  const versions = await tx.rows<{ id: string }>(sql`
    select distinct v.id from plan_versions v where v.org_id = ${actor.orgId} and (v.state = 'active' or v.id in (select plan_version_id from agreements where org_id = ${actor.orgId}))`)
  const rows: ReplyOf<typeof gaps>['rows'] = []
  for (const { id } of versions) {
    const { plan, title, charging } = await planOf(tx, id)
    const rules = charging.filter(needsList).map((rule) => ({ id: rule.id, clause: rule.clause }))
    if (rules.length > 0 && !rows.some((row) => row.plan === plan) && !(await priceListFor(tx, actor.orgId, plan, day))) rows.push({ plan, title, rules })
  }
  return { rows: rows.sort((one, other) => (one.plan < other.plan ? -1 : 1)) }
}

const needsList = ({ parts = 'free', labour = 'free', travel = 'free', extras = [] }: ChargeRule) => parts !== 'free' || labour !== 'free' || travel !== 'free' || extras.length > 0
