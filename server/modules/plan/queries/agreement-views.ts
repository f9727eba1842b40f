import type { AgreementView } from '#contract/agreement/agreement.ts'
import type { listAgreements as listing } from '#contract/agreement/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import type { Text } from '#domain/plan/words.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { literally } from '#server/platform/search/text.ts'
import { pageOfRows, readCursor } from '#server/platform/table/cursor.ts'
import { visibleAgreements } from '../policy.ts'

type Row = {
  id: string; number: string; title: string; customer_id: string; customer_name: string; plan_id: string; code: string; plan_title: Text; plan_version_id: string; version: number
  level: string | null; priority: number; starts_on: string; ends_on: string | null; state: AgreementView['state']; sites: number; assets: number; overrides: AgreementView['overrides']
  signed_on: string | null; source_reference: string | null; attributes: AgreementView['attributes']; created_at: string
}

const columns = sql`
  a.id, a.number, a.title, a.customer_id, c.name as customer_name, p.id as plan_id, p.code, p.title as plan_title, a.plan_version_id, v.version, a.level, a.priority,
  a.starts_on, a.ends_on, a.state, a.overrides, a.signed_on, a.source_reference, a.attributes, a.created_at,
  (select count(*)::int from agreement_sites s where s.org_id = a.org_id and s.agreement_id = a.id) as sites,
  (select count(*)::int from agreement_assets s where s.org_id = a.org_id and s.agreement_id = a.id) as assets
  from agreements a
    join customers c on c.org_id = a.org_id and c.id = a.customer_id
    join plan_versions v on v.org_id = a.org_id and v.id = a.plan_version_id
    join plans p on p.org_id = v.org_id and p.id = v.plan_id`

const anything = { customerId: null, planId: null, planVersionId: null, assetId: null, state: null, endsBefore: null }

export async function listAgreements({ tx, actor }: Context, { cursor, limit, ...given }: ParsedOf<typeof listing>): Promise<ReplyOf<typeof listing>> {
  const filter = { ...anything, ...given }
  const after = readCursor(cursor)
  const sought = given.q === undefined ? null : `%${literally(given.q.trim())}%`
  const found = await tx.rows<Row>(sql`
    select ${columns}
    where a.org_id = ${actor.orgId} and ${visibleAgreements(actor, sql`a.customer_id`)}
      and (${filter.customerId}::uuid is null or a.customer_id = ${filter.customerId}) and (${filter.planId}::uuid is null or p.id = ${filter.planId})
      and (${filter.planVersionId}::uuid is null or a.plan_version_id = ${filter.planVersionId}) and (${filter.state}::text is null or a.state = ${filter.state})
      and (${filter.endsBefore}::date is null or a.ends_on < ${filter.endsBefore})
      and (${filter.assetId}::uuid is null or exists (select 1 from agreement_assets s where s.org_id = a.org_id and s.agreement_id = a.id and s.asset_id = ${filter.assetId}))
      and (${sought}::text is null or a.number ilike ${sought} or a.title ilike ${sought} or c.name ilike ${sought})
      and (${after?.key ?? null}::text is null or (a.number, a.id) < (${after?.key ?? null}::text, ${after?.id ?? null}::uuid))
    order by a.number desc, a.id desc limit ${limit + 1}`)
  return pageOfRows(found, limit, ({ number, id }) => ({ key: number, id }), rowView)
}

export async function getAgreement({ tx, actor }: Context, agreementId: string): Promise<AgreementView> {
  const row = await tx.row<Row>(sql`select ${columns} where a.org_id = ${actor.orgId} and a.id = ${agreementId} and ${visibleAgreements(actor, sql`a.customer_id`)}`)
  if (!row) throw new Refusal('agreement.unknown')
  const sites = await tx.rows<AgreementView['sites'][number]>(sql`
    select s.id, s.name from agreement_sites g join sites s on s.org_id = g.org_id and s.id = g.site_id
    where g.org_id = ${actor.orgId} and g.agreement_id = ${agreementId} order by s.name, s.id`)
  const assets = await tx.rows<AgreementView['assets'][number]>(sql`
    select s.id, s.name, s.number, s.serial from agreement_assets g join assets s on s.org_id = g.org_id and s.id = g.asset_id
    where g.org_id = ${actor.orgId} and g.agreement_id = ${agreementId} order by s.number`)
  return {
    ...rowView(row), signedOn: row.signed_on, sourceReference: row.source_reference, attributes: row.attributes, overrides: row.overrides, createdAt: row.created_at, sites, assets,
  }
}

function rowView(row: Row): ReplyOf<typeof listing>['rows'][number] {
  return {
    id: row.id, number: row.number, title: row.title, customer: { id: row.customer_id, name: row.customer_name },
    plan: { id: row.plan_id, code: row.code, title: row.plan_title, versionId: row.plan_version_id, version: row.version },
    level: row.level, priority: row.priority, startsOn: row.starts_on, endsOn: row.ends_on, state: row.state,
    sites: row.sites, assets: row.assets, overrides: Object.keys(row.overrides).length,
  }
}
