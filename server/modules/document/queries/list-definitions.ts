import type { listDefinitions as declared } from '#contract/document/endpoints.ts'
import type { ParsedOf, ReplyOf } from '#contract/endpoint.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { planOf, visibleAgreements } from '../../plan/index.ts'
import { visibleTickets } from '../../ticket/index.ts'
import { definitionOf } from './form-views.ts'

export type Owner = { planVersionId: string; customerId: string; assetId: string | null }

export async function findOwner({ tx, actor }: Context, { ticketId, agreementId }: { ticketId?: string | undefined; agreementId?: string | undefined }): Promise<Owner> {
  if (!ticketId && !agreementId) throw new Refusal('request.invalid', { field: 'ticketId' })
  const row = ticketId
    ? await tx.row<Record<'plan_version_id' | 'customer_id' | 'asset_id', string | null>>(sql`
        select t.plan_version_id, t.customer_id, t.asset_id from tickets t where t.org_id = ${actor.orgId} and t.id = ${ticketId} and t.deleted_at is null and ${visibleTickets(actor)}`)
    : await tx.row<Record<'plan_version_id' | 'customer_id' | 'asset_id', string | null>>(sql`
        select plan_version_id, customer_id, null as asset_id from agreements where org_id = ${actor.orgId} and id = ${agreementId} and ${visibleAgreements(actor, sql`customer_id`)}`)
  if (!row) throw new Refusal(ticketId ? 'ticket.unknown' : 'agreement.unknown')
  if (!row.plan_version_id) throw new Refusal('form.unknown')
  return { planVersionId: row.plan_version_id, customerId: row.customer_id!, assetId: row.asset_id }
}

export async function listDefinitions(context: Context, input: ParsedOf<typeof declared>): Promise<ReplyOf<typeof declared>> {
  const { planVersionId } = await findOwner(context, input)
  const plan = await planOf(context.tx, planVersionId)
  return { rows: plan.documents.map((form) => definitionOf(plan, form)) }
}
