import type { RetentionView } from '#contract/charge/charge.ts'
import type { listContractLines } from '#contract/charge/endpoints.ts'
import type { ReplyOf } from '#contract/endpoint.ts'
import { balanceOf } from '#domain/charging/retention.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, visibleAgreements } from '../../plan/index.ts'

async function planVersionOf({ tx, actor }: Context, agreementId: string): Promise<string> {
  const row = await tx.row<{ plan_version_id: string }>(sql`select plan_version_id from agreements where org_id = ${actor.orgId} and id = ${agreementId} and ${visibleAgreements(actor, sql`customer_id`)}`)
  if (!row) throw new Refusal('agreement.unknown')
  return row.plan_version_id
}

export async function readRetention(context: Context, agreementId: string): Promise<RetentionView> {
  const { tx, actor } = context
  const { currency } = await planOf(tx, await planVersionOf(context, agreementId))
  const entries = await tx.rows<Omit<RetentionView['entries'][number], 'balance'>>(sql`
    select r.id, r.kind, r.amount, r.reason, case when t.id is null then null else json_build_object('id', t.id, 'number', t.number) end as ticket, r.clause, r.repairer, r.document, r.by_name as by, r.at
    from retention_entries r left join tickets t on t.org_id = r.org_id and t.id = r.ticket_id where r.org_id = ${actor.orgId} and r.agreement_id = ${agreementId} order by r.id`)
  return { agreementId, currency, balance: balanceOf(entries), entries: entries.map((entry, index) => ({ ...entry, balance: balanceOf(entries.slice(0, index + 1)) })) }
}

export async function readContractLines(context: Context, agreementId: string): Promise<ReplyOf<typeof listContractLines>> {
  await planVersionOf(context, agreementId)
  return { rows: await context.tx.rows(sql`
    select code, title, source, unit_price as "unitPrice", quantity::float8 as quantity from contract_lines where org_id = ${context.actor.orgId} and agreement_id = ${agreementId} order by code`) }
}
