// Goods go on a delivery note. New serials become assets; a piece whose plan asks for papers of its own before delivery needs them first.
import type { createDelivery as declared } from '#contract/lifecycle/delivery-endpoints.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { saysFailed, stepsAsked } from '#domain/lifecycle/delivery.ts'
import type { Plan } from '#domain/plan/plan.ts'
import { toIso } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { insertAssets } from '../../asset/index.ts'
import type { NewAsset } from '../../asset/index.ts'
import { audit, nextNumber, takeNumbers } from '../../org/index.ts'
import { orgFacts, visibleCustomers } from '../../party/index.ts'
import { planOf } from '../../plan/index.ts'
import { mustSeeAssets } from '../store.ts'

type Input = ParsedOf<typeof declared>
type Line = Input['lines'][number] & { id: string }

export async function createDelivery(context: Context, input: Input): Promise<string> {
  const { tx, actor, now } = context
  await refuseForeign(context, input)
  const plan = await planOfAgreement(context, input)
  const { zone } = await orgFacts(tx, actor.orgId)
  const [id, lines] = [newId(), input.lines.map((line) => ({ ...line, id: newId() }))]
  const crowded = lines.find(({ serials, assetIds, quantity }) => serials.length + assetIds.length > quantity)
  if (crowded) throw new Refusal('delivery.serial-count', { title: crowded.title })
  if (plan) await refuseUnready(context, plan, lines)
  const steps = input.steps ?? (plan ? stepsAsked(plan) : ['delivered', 'unpacked', 'installed', 'final'])
  const number = await nextNumber(tx, actor.orgId, 'SH', localDay(zone, now))
  await tx.run(sql`
    insert into delivery_notes (org_id, id, number, customer_id, agreement_id, site_id, place, due_at, steps, note, created_by, created_at)
    values (${actor.orgId}, ${id}, ${number}, ${input.customerId}, ${input.agreementId ?? null}, ${input.siteId ?? null}, ${input.place ?? null}, ${input.dueAt ?? null}, ${[...steps]},
      ${input.note ?? null}, ${actor.kind === 'key' ? null : actor.id}, ${toIso(now)})`)
  await insertLines(context, id, lines)
  await putPieces(context, id, input, lines, zone)
  await audit(context, { action: 'created', noun: 'delivery', nounId: id, after: { number, lines: lines.length } })
  return id
}

async function insertLines({ tx, actor }: Context, deliveryId: string, lines: readonly Line[]): Promise<void> {
  const rows = lines.map(({ id, title, model, productId, quantity }, position) => ({ id, position, title, model: model ?? null, product_id: productId ?? null, quantity }))
  await tx.run(sql`
    insert into delivery_lines (org_id, id, delivery_id, position, product_id, title, model, quantity)
    select ${actor.orgId}::uuid, id, ${deliveryId}::uuid, position, product_id, title, model, quantity
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l(id uuid, position int, product_id uuid, title text, model text, quantity int)`)
}

async function putPieces(context: Context, deliveryId: string, input: Input, lines: readonly Line[], zone: string): Promise<void> {
  const { tx, actor, now } = context
  const known = lines.flatMap((line) => line.assetIds.map((assetId) => ({ assetId, line: line.id })))
  await tx.run(sql`
    update assets a set delivery_id = ${deliveryId}::uuid, delivery_line_id = k.line
    from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as k("assetId" uuid, line uuid) where a.org_id = ${actor.orgId} and a.id = k."assetId"`)
  const fresh = lines.flatMap((line) => line.serials.map((serial) => ({ line, serial })))
  const numbers = await takeNumbers(tx, actor.orgId, 'asset', localDay(zone, now), fresh.length)
  const drafts = fresh.map(({ line, serial }, index): NewAsset => ({
    number: numbers[index]!, name: line.title, kind: line.kind, customerId: input.customerId, parentId: line.parentId ?? null, siteId: input.siteId ?? null, productId: line.productId ?? null, serial,
    batch: line.batch ?? null, componentClass: line.componentClass ?? null, acceptedOn: null, installedOn: null, deliveredOn: null, note: null, deliveryId, deliveryLineId: line.id,
  }))
  const made = await insertAssets(context, drafts)
  if (!input.agreementId) return
  // An agreement that names its assets names the new ones too; one for everything of the customer stays so.
  await tx.run(sql`
    insert into agreement_assets (org_id, agreement_id, asset_id) select ${actor.orgId}::uuid, ${input.agreementId}::uuid, unnest(${[...made, ...known.map(({ assetId }) => assetId)]}::uuid[])
    where exists (select 1 from agreement_assets where org_id = ${actor.orgId} and agreement_id = ${input.agreementId}) on conflict do nothing`)
}

// A form that the plan asks for before goods leave, and that is kept with the single piece, is asked of every piece on the list.
async function refuseUnready(context: Context, plan: Plan, lines: readonly Line[]): Promise<void> {
  const { tx, actor } = context
  const papers = plan.gates.flatMap((gate) => {
    const form = gate.before === 'goods.delivered' && 'form' in gate.needs ? gate.needs.form : null
    const document = plan.documents.find(({ code }) => code === form)
    return document?.filedTo?.includes('asset') ? [{ form: document, clause: gate.clause }] : []
  })
  if (papers.length === 0) return
  const ids = lines.flatMap(({ assetIds }) => assetIds)
  const filed = await tx.rows<{ asset_id: string; code: string; fields: Record<string, unknown> }>(sql`
    select distinct on (asset_id, code) asset_id, code, fields from forms
    where org_id = ${actor.orgId} and asset_id = any(${ids}::uuid[]) and state = 'filed' and code = any(${papers.map(({ form }) => form.code)}) order by asset_id, code, filed_at desc, id desc`)
  const named = await tx.rows<{ id: string; serial: string | null; number: string }>(sql`select id, serial, number from assets where org_id = ${actor.orgId} and id = any(${ids}::uuid[])`)
  const pieces = [...lines.flatMap(({ serials }) => serials.map((serial) => ({ id: null, serial }))), ...named.map(({ id, serial, number }) => ({ id, serial: serial ?? number }))]
  for (const { form, clause } of papers) {
    const bare = pieces.find(({ id }) => !filed.some((one) => one.asset_id === id && one.code === form.code && !saysFailed(one.fields)))
    if (bare) throw new Refusal('delivery.piece-unready', { serial: bare.serial, needs: form.title[actor.language], clause })
  }
}

async function refuseForeign(context: Context, { customerId, siteId, lines }: Input): Promise<void> {
  const { tx, actor } = context
  if (!(await tx.row(sql`select 1 from customers c where ${visibleCustomers(actor)} and c.id = ${customerId} and c.deleted_at is null`))) throw new Refusal('customer.unknown')
  if (siteId && !(await tx.row(sql`select 1 from sites where org_id = ${actor.orgId} and id = ${siteId} and customer_id = ${customerId} and deleted_at is null`))) throw new Refusal('site.unknown', { field: 'siteId' })
  const products = [...new Set(lines.flatMap(({ productId }) => productId ?? []))]
  const known = await tx.row<{ n: number }>(sql`select count(*)::int as n from products where org_id = ${actor.orgId} and id = any(${products}::uuid[]) and deleted_at is null`)
  if (known?.n !== products.length) throw new Refusal('product.unknown', { field: 'lines' })
  const assets = [...new Set(lines.flatMap(({ assetIds, parentId }) => [...assetIds, ...(parentId ? [parentId] : [])]))]
  await mustSeeAssets(context, assets)
  const foreign = await tx.row(sql`select 1 from assets where org_id = ${actor.orgId} and id = any(${assets}::uuid[]) and customer_id <> ${customerId}`)
  if (foreign) throw new Refusal('asset.unknown', { field: 'lines' })
}

async function planOfAgreement({ tx, actor }: Context, { agreementId, customerId }: Input): Promise<Plan | null> {
  if (!agreementId) return null
  const row = await tx.row<{ plan: string }>(sql`select plan_version_id as plan from agreements where org_id = ${actor.orgId} and id = ${agreementId} and customer_id = ${customerId}`)
  if (!row) throw new Refusal('agreement.unknown', { field: 'agreementId' })
  return planOf(tx, row.plan)
}
