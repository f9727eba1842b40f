// A unit is sent in, or swapped for another one and then sent in. Whether it may leave yet is the plan's to say.
import type { moveRma as moving, openRma as opening, swapUnit as swapping } from '#contract/repair/rma.ts'
import type { ParsedOf } from '#contract/endpoint.ts'
import { factOfStep, readRma, rmaSteps } from '#domain/repair/rma.ts'
import { takeStep } from '#domain/repair/steps.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { appendAssetFact } from '../../lifecycle/index.ts'
import { nextNumber, readOrg } from '../../org/index.ts'
import { appendFacts } from '../../ticket/index.ts'
import type { TicketMatter } from '../../ticket/index.ts'
import { visibleRepairs } from '../policy.ts'
import { dataOfStep } from '../queries/find-rmas.ts'
import { assetOfTicket, bindFiles, changeSerial, lockMatter } from '../store.ts'

type Order = { id: string; number: string; ticketId: string; assetId: string | null; serial: string; isRemoved: boolean; standIn: string | null }
type NewOrder = { assetId: string | null; serial: string; fault: string; isRemoved: boolean; standIn: string | null; loanId: string | null; happenedAt: string | undefined }

export async function openRma(context: Context, input: ParsedOf<typeof opening>): Promise<string> {
  const matter = await lockMatter(context, input.ticketId)
  const asset = await assetOfTicket(context.tx, matter.ticket, input.assetId)
  const serial = input.serial ?? asset?.serial ?? null
  if (!serial) throw new Refusal('rma.serial-missing', { field: 'serial' })
  return insertOrder(context, matter, { assetId: asset?.id ?? null, serial, fault: input.fault, isRemoved: input.isRemoved, standIn: null, loanId: null, happenedAt: input.happenedAt })
}

export async function swapUnit(context: Context, input: ParsedOf<typeof swapping>): Promise<string> {
  const { tx, actor } = context
  const matter = await lockMatter(context, input.ticketId)
  const asset = await assetOfTicket(tx, matter.ticket, input.assetId)
  if (!asset?.serial) throw new Refusal('rma.serial-missing', { field: 'serial' })
  if (input.loanId && !(await tx.row(sql`select 1 from loans where org_id = ${actor.orgId} and id = ${input.loanId} and ticket_id = ${input.ticketId}`))) throw new Refusal('loan.unknown')
  const id = await insertOrder(context, matter, {
    assetId: asset.id, serial: asset.serial, fault: input.fault, isRemoved: true, standIn: input.newSerial, loanId: input.loanId ?? null, happenedAt: input.happenedAt,
  })
  const data = { outSerial: asset.serial, inSerial: input.newSerial, ticketId: matter.ticket.id, rma: id, standIn: Boolean(input.loanId), reason: input.fault }
  await appendAssetFact(context, asset.id, { kind: 'asset.swapped', data, happenedAt: input.happenedAt })
  // A loaner stands in for a while: the place keeps its own serial until it is swapped for good.
  if (!input.loanId) await changeSerial(context, asset, input.newSerial)
  return id
}

async function insertOrder(context: Context, matter: TicketMatter, order: NewOrder): Promise<string> {
  const { tx, actor, now } = context
  const id = newId()
  const { org } = await readOrg(tx, actor.orgId)
  const number = await nextNumber(tx, actor.orgId, 'rma', localDay(org.zone, now))
  const data = { rma: id, number, serial: order.serial, removed: order.isRemoved, ...(order.standIn && { standIn: order.standIn }) }
  const [fact] = await appendFacts(context, matter, [{ kind: 'rma.opened', data, body: order.fault, happenedAt: order.happenedAt }])
  try {
    await tx.run(sql`
      insert into rma_orders (org_id, id, number, ticket_id, asset_id, serial, fault, is_removed, stand_in, loan_id, state, opened_at)
      values (${actor.orgId}, ${id}, ${number}, ${matter.ticket.id}, ${order.assetId}, ${order.serial}, ${order.fault}, ${order.isRemoved}, ${order.standIn}, ${order.loanId}, 'opened', ${toIso(fact!.happenedAt)})`)
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'rma_orders_open') throw new Refusal('rma.open-already', { serial: order.serial })
    throw error
  }
  return id
}

export async function moveRma(context: Context, input: ParsedOf<typeof moving>): Promise<void> {
  const { tx, actor } = context
  const { order, matter } = await lockOrder(context, input.rmaId)
  const decision = takeStep(rmaSteps, input.step, readRma(matter.facts, order.id).state)
  if (!decision.yes) throw new Refusal('repair.wrong-step', { step: input.step })
  if (input.step === 'diagnose' && !input.note) throw new Refusal('rma.finding-missing', { field: 'note' })
  if (input.step === 'replaced' && !input.newSerial) throw new Refusal('rma.serial-missing', { field: 'newSerial' })
  const data = {
    ...dataOfStep(order, input.step), ...(input.carrier && { carrier: input.carrier }), ...(input.waybill && { waybill: input.waybill }),
    ...(input.newSerial && { newSerial: input.newSerial }),
  }
  const [fact] = await appendFacts(context, matter, [{ kind: factOfStep[input.step], data, body: input.note ?? null, happenedAt: input.happenedAt }])
  await bindFiles(context, { ticketId: order.ticketId, subjectId: order.id, factId: fact!.id, step: input.step }, input.attachments)
  const after = readRma(matter.facts, order.id)
  await tx.run(sql`
    update rma_orders set state = ${after.state}, result = ${after.result}, received_at = ${after.receivedAt ? toIso(after.receivedAt) : null}, finished_at = ${after.finishedAt ? toIso(after.finishedAt) : null},
      new_serial = coalesce(${input.newSerial ?? null}, new_serial), finding = case when ${input.step === 'diagnose'} then ${input.note ?? null} else finding end
    where org_id = ${actor.orgId} and id = ${order.id}`)
  if (input.step === 'replaced' && order.assetId) await replaceFor(context, order, input.newSerial!, fact!.happenedAt)
}

// The new unit takes the place of the old one, unless a swap has already put another there for good.
async function replaceFor(context: Context, { assetId, serial, ticketId, id }: Order, newSerial: string, happenedAt: Instant): Promise<void> {
  await appendAssetFact(context, assetId!, { kind: 'unit.replaced', data: { outSerial: serial, inSerial: newSerial, ticketId, rma: id }, happenedAt })
  const asset = await context.tx.row<{ serial: string | null }>(sql`select serial from assets where org_id = ${context.actor.orgId} and id = ${assetId} for update`)
  if (asset?.serial === serial) await changeSerial(context, { id: assetId!, serial }, newSerial)
}

async function lockOrder(context: Context, rmaId: string): Promise<{ order: Order; matter: TicketMatter }> {
  const { tx, actor } = context
  const order = await tx.row<Order>(sql`
    select x.id, x.number, x.ticket_id as "ticketId", x.asset_id as "assetId", x.serial, x.is_removed as "isRemoved", x.stand_in as "standIn"
    from rma_orders x join tickets t on t.org_id = x.org_id and t.id = x.ticket_id where x.org_id = ${actor.orgId} and x.id = ${rmaId} and ${visibleRepairs(actor)}`)
  if (!order) throw new Refusal('rma.unknown')
  return { order, matter: await lockMatter(context, order.ticketId) }
}
