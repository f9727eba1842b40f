// What leaves and comes back in the demo: loaners at a customer and in the pool, a unit at the factory, goods a customer wants to return, a delivery on its way, a supplier who answers for a fault.
import type { FactKind } from '#domain/fact/kinds.ts'
import type { FactData } from '#domain/fact/fact.ts'
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { addDays } from '#domain/time/day.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { claimFromVendor, createVendor } from '../modules/dealer/index.ts'
import { createDelivery } from '../modules/lifecycle/index.ts'
import { agreeLoan, createLoaner, explainReturn, handOverLoan, offerLoan, offerTraining, openRma, requestReturn } from '../modules/repair/index.ts'
import { appendFacts, loadMatter, lockTicket, registerTicket } from '../modules/ticket/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; now: Instant }
type At = <T>(hoursAgo: number, work: (context: Context) => Promise<T>) => Promise<T>
type Job = (plan: string, title: string, hoursAgo: number, type?: 'fault' | 'return') => Promise<string>

const zone = 'Asia/Shanghai'
const nothing = { attachments: [] as string[] }

export async function demoRepair(db: DatabaseHandle, { orgId, people, customers, now }: World): Promise<void> {
  const desk = actorOf(orgId, people['service-desk']!, '李小敏')
  const at: At = (hoursAgo, work) => db.tx({ orgId }, (tx) => work({ tx, now: (now - hoursAgo * 3_600_000) as Instant, actor: desk }))
  const customerOf = (plan: string) => customers.find((customer) => customer.plan === plan)!
  const job: Job = async (plan, title, hoursAgo, type = 'fault') => {
    const { id, siteId, assetId, contactId } = customerOf(plan)
    const { ticketId } = await at(hoursAgo, (context) => registerTicket(context, {
      type, title, description: '', channel: 'phone', customerId: id, siteId, assetId, contactId, answers: {}, tags: [], data: {} }))
    return ticketId
  }
  await lent(at, job)
  await sentIn(at, job)
  await comingBack(at, job, addDays(localDay(zone, now), -5))
  await delivered(at, customerOf('P06'), now)
  await recovered(at, job)
}

async function lent(at: At, job: Job): Promise<void> {
  const unit = (number: string, name: string, grade: string, accessories: string[]) =>
    at(700, (context) => createLoaner(context, { number, name, grade, accessories, serial: null, productId: null, place: null, note: null }))
  const chiller = await unit('LN-01', '備用冷水機組', 'A', ['電源線', '控制面板', '連接軟管'])
  await unit('LN-02', '備用冷水機組', 'B', ['電源線'])
  await unit('LN-03', '備用投光燈', 'A', [])
  const ticketId = await job('P15', '壓縮機抱軸，須返廠', 30)
  const loanId = await at(27, (context) => offerLoan(context, { ticketId, unitId: chiller, gradeOwed: 'A' }))
  await at(26, (context) => agreeLoan(context, { ...nothing, loanId, signedBy: '沈工' }))
  await at(25, (context) => handOverLoan(context, { ...nothing, loanId, accessories: ['電源線', '控制面板'], isRunning: true, receivedBy: '沈工' }))
}

async function sentIn(at: At, job: Job): Promise<void> {
  const ticketId = await job('P01', '二號控制器離線', 50)
  const tell = (hoursAgo: number, kind: FactKind, data: FactData) => at(hoursAgo, async (context) => {
    await appendFacts(context, await loadMatter(context.tx, (await lockTicket(context.tx, context.actor, ticketId))!), [{ kind, data, body: null }])
  })
  await tell(49, 'ticket.arranged', { mode: 'on-site' })
  await tell(46, 'diagnosis.made', { diagnosis: 'hardware' })
  await at(45, (context) => openRma(context, { ticketId, serial: 'CTRL-77120', fault: '控制器電源模組失效', isRemoved: true }))
}

async function comingBack(at: At, job: Job, purchasedOn: string): Promise<void> {
  const ticketId = await job('P13', '要求退還掃描槍', 20, 'return')
  const returnId = await at(20, (context) => requestReturn(context, {
    ticketId, kind: 'return', reason: 'cannot-use', product: '掃描槍', quantity: 2, statement: '人員不會設定，想退貨。', purchasedOn }))
  await at(19, (context) => explainReturn(context, { ...nothing, returnId, body: '已說明設定步驟並寄送圖解。' }))
  await at(18, (context) => offerTraining(context, { returnId, body: '首次培訓免費，可到場教學。' }))
}

async function delivered(at: At, { id, agreementId, siteId }: DemoCustomer, now: Instant): Promise<void> {
  await at(40, (context) => createDelivery(context, {
    customerId: id, agreementId, siteId, place: '監控中心二樓', dueAt: toIso((now + 2 * 86_400_000) as Instant), note: '分兩車到貨',
    lines: [{ title: '監控主機 VS12', model: 'VS12', quantity: 4, kind: 'equipment', serials: ['VS12-9001', 'VS12-9002', 'VS12-9003', 'VS12-9004'], assetIds: [] }],
  }))
}

async function recovered(at: At, job: Job): Promise<void> {
  const vendorId = await at(600, (context) => createVendor(context, { name: '恆達電機配件廠', contact: '毛經理', phone: '0571-8600-5566', isApproved: true, note: null }))
  const ticketId = await job('P17', '驅動電源批次燒毀', 90)
  await at(80, (context) => claimFromVendor(context, { vendorId, claimId: null, ticketId, fault: '驅動電源電容批次不良', amount: 960_000 }))
}
