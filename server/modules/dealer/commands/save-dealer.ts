import type { saveDealer as declared } from '#contract/dealer/endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { toIso } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { visibleCustomers } from '../../party/index.ts'
import { dealerOf } from '../policy.ts'
import { loadDealer } from '../queries/standing.ts'

export async function saveDealer(context: Context, input: ParsedOf<typeof declared>): Promise<void> {
  const { tx, actor, now } = context
  const customer = await tx.row<{ kind: string }>(sql`select c.kind from customers c where ${visibleCustomers(actor)} and c.id = ${input.dealerId} and c.deleted_at is null`)
  if (!customer) throw new Refusal('customer.unknown')
  if (customer.kind !== 'dealer') throw new Refusal('dealer.not-a-dealer', { field: 'dealerId' })
  await mustBelong(context, input)
  const values = sql`${input.agreementId}, ${input.territory}::text[], ${JSON.stringify(input.outlets)}::jsonb, ${JSON.stringify(input.repairers)}::jsonb, ${input.salespersonId}, ${input.note}`
  const made = await tx.run(sql`
    insert into dealers (org_id, customer_id, agreement_id, territory, outlets, repairers, salesperson_id, note, created_at) values (${actor.orgId}, ${input.dealerId}, ${values}, ${toIso(now)}) on conflict do nothing`)
  if (made === 1) return
  const saved = await tx.run(sql`
    update dealers set (agreement_id, territory, outlets, repairers, salesperson_id, note) = (${values}), version = version + 1
    where org_id = ${actor.orgId} and customer_id = ${input.dealerId} and version = ${input.version ?? -1}`)
  if (saved === 0) throw new Refusal('row.changed')
}

async function mustBelong({ tx, actor }: Context, { agreementId, dealerId, salespersonId }: ParsedOf<typeof declared>): Promise<void> {
  if (agreementId !== null) {
    const agreement = await tx.row<{ customerId: string }>(sql`select customer_id as "customerId" from agreements where org_id = ${actor.orgId} and id = ${agreementId}`)
    if (!agreement) throw new Refusal('agreement.unknown', { field: 'agreementId' })
    if (agreement.customerId !== dealerId) throw new Refusal('agreement.foreign-part', { field: 'agreementId' })
  }
  if (salespersonId === null) return
  const person = await tx.row(sql`select 1 from people where org_id = ${actor.orgId} and id = ${salespersonId} and kind = 'staff'`)
  if (!person) throw new Refusal('person.unknown', { field: 'salespersonId' })
}

/** Each version of the policy is confirmed by the dealer itself. */
export async function confirmPolicy(context: Context, dealerId: string, planVersionId: string): Promise<void> {
  const { tx, actor, now } = context
  if (actor.kind !== 'dealer') throw new Refusal('claim.not-yours', { who: 'dealer' })
  const { dealer } = await loadDealer(context, dealerOf(context, dealerId))
  if (dealer.agreement?.planVersionId !== planVersionId) throw new Refusal('plan.unknown')
  await tx.run(sql`
    insert into dealer_policy_reads (org_id, dealer_id, plan_version_id, confirmed_at, by_id, by_name) values (${actor.orgId}, ${dealer.id}, ${planVersionId}, ${toIso(now)}, ${actor.id}, ${actor.name}) on conflict do nothing`)
}
