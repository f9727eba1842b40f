import type { listMyAssets as assets, listMyPlans as plans, listMyTickets as tickets } from '#contract/channel/portal.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { planOf } from '../../plan/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { dayAt } from './portal-org.ts'

type TicketRow = { id: string; number: string; title: string; status: ReplyOf<typeof tickets>['rows'][number]['status']; asset: string | null; site: string | null;
  registered_at: string; next_due_at: string | null }

export async function listMyTickets({ tx, actor }: Context, { open, cursor, limit }: ParsedOf<typeof tickets>): Promise<ReplyOf<typeof tickets>> {
  const after = readCursor(cursor)
  const state = open === 'yes' ? sql`and t.closed_at is null` : open === 'no' ? sql`and t.closed_at is not null` : sql``
  const rows = await tx.rows<TicketRow>(sql`
    select t.id, t.number, t.title, t.status, a.name as asset, s.name as site, t.registered_at, t.next_due_at
    from tickets t left join assets a on a.org_id = t.org_id and a.id = t.asset_id left join sites s on s.org_id = t.org_id and s.id = t.site_id
    where t.org_id = ${actor.orgId} and t.customer_id = ${actor.customerId}::uuid and t.deleted_at is null and ${visibleTickets(actor)} ${state}
      ${after ? sql`and t.id < ${after.id}::uuid` : sql``} order by t.id desc limit ${limit + 1}`)
  return pageOfRows(rows, limit, ({ id }) => ({ key: '', id }), ({ registered_at: registeredAt, next_due_at: nextDueAt, ...row }) => ({ ...row, registeredAt, nextDueAt }))
}

export async function listMyAssets({ tx, actor }: Context): Promise<ReplyOf<typeof assets>> {
  const own = sql`org_id = ${actor.orgId} and customer_id = ${actor.customerId}::uuid and deleted_at is null`
  const found = await tx.rows<{ id: string; name: string; number: string; serial: string | null;
    site_id: string | null }>(sql`select id, name, number, serial, site_id from assets where ${own} order by number limit 500`)
  return {
    sites: await tx.rows<{ id: string; name: string; address: string | null }>(sql`select id, name, address from sites where ${own} order by name limit 200`),
    assets: found.map(({ site_id: siteId, ...asset }) => ({ ...asset, siteId })),
  }
}

type AgreementRow = { id: string; number: string; title: string; plan_version_id: string; starts_on: string; ends_on: string | null; counts: Record<string, { kept: number; broken: number }> | null }

export async function listMyPlans({ tx, actor, now }: Context): Promise<ReplyOf<typeof plans>> {
  const today = await dayAt(tx, actor.orgId, null, now)
  const rows = await tx.rows<AgreementRow>(sql`
    select g.id, g.number, g.title, g.plan_version_id, g.starts_on, g.ends_on,
      (select jsonb_object_agg(rule_id, jsonb_build_object('kept', kept, 'broken', broken)) from (
        select rule_id, count(*) filter (where state = 'kept') as kept, count(*) filter (where state = 'broken') as broken
        from promises where org_id = g.org_id and agreement_id = g.id and started_at > ${toIso(now)}::timestamptz - interval '1 year' group by rule_id) as by_rule) as counts
    from agreements g where g.org_id = ${actor.orgId} and g.customer_id = ${actor.customerId}::uuid and g.state = 'active' and g.starts_on <= ${today} order by g.starts_on`)
  const agreements = await Promise.all(rows.map(async (row) => {
    const plan = await planOf(tx, row.plan_version_id)
    return {
      id: row.id, number: row.number, title: row.title, plan: plan.title, startsOn: row.starts_on, endsOn: row.ends_on,
      rules: plan.promises.map((rule) => ({ clause: rule.clause, title: rule.title, target: 'within' in rule ? rule.within : null, kept: row.counts?.[rule.id]?.kept ?? 0,
        broken: row.counts?.[rule.id]?.broken ?? 0 })),
      texts: plan.texts.filter(({ show }) => show !== 'staff').map(({ clause, text }) => ({ clause, text })),
    }
  }))
  return { agreements }
}
