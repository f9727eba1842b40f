// What jobs cost in the demo: a price list in each currency, and sheets at every stage from the draft to the receipt.
import type { InputOf, ParsedOf } from '#contract/endpoint.ts'
import type { createPriceList as declared, saveCharge as saving } from '#contract/charge/endpoints.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { addDays } from '#domain/time/day.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { answerQuote, billCharge, createPriceList, deductRetention, keepRetention, payCharge, publishPriceList, quoteCharge, saveCharge, saveContractLines } from '../modules/charge/index.ts'
import { registerTicket } from '../modules/ticket/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; now: Instant }
type Line = InputOf<typeof saving>['lines'][number]
type Item = ParsedOf<typeof declared>['items'][number]
type Desk = { at: <T>(hoursAgo: number, work: (context: Context) => Promise<T>) => Promise<T>; job: (plan: string, title: string, hoursAgo: number, data: Record<string, string>, type?: 'fault' | 'change') => Promise<string> }

const zone = 'Asia/Taipei'
const hour = 3_600_000
const drawn = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const item = (kind: Item['kind'], code: string, title: string, unit: string, price: number, cost: number, taxRate: number, partClass: string | null = null): Item => ({ kind, code, title, unit, price, cost, taxRate, partClass })
// Yuan in fen, New Taiwan dollars whole.
const cny = [
  item('labour', 'L1', '維修工時', '小時', 12_000, 7000, 600), item('travel', 'T1', '市內出差', '次', 15_000, 9000, 900), item('travel', 'T2', '外埠出差', '次', 80_000, 52_000, 900),
  item('part', 'SEAL-32', '軸封 32mm', '個', 52_000, 36_400, 1300), item('part', 'FAN-120', '散熱風扇', '個', 36_000, 25_200, 1300), item('part', 'PANEL-4', '控制面板', '件', 168_000, 117_600, 1300),
  item('part', 'VALVE-20', '普通閥門', '個', 6800, 4700, 1300, 'ordinary'), item('part', 'TUBE-58', '真空集熱管', '支', 21_000, 14_700, 1300, 'special'), item('part', 'HINGE-3', '防火門鉸鏈', '副', 9500, 6600, 1300),
]
const twd = [
  item('labour', 'L1', '維修工時', '小時', 900, 500, 500), item('travel', 'T1', '到府檢修', '次', 500, 320, 500), item('part', 'VALVE-20', '進水閥', '個', 680, 450, 500), item('part', 'TILE-60', '60×60 磁磚', '片', 320, 210, 500),
]

export async function demoCharges(db: DatabaseHandle, world: World): Promise<void> {
  const { orgId, people, customers, now } = world
  const finance = actorOf(orgId, people['finance']!, '許雅婷')
  const within = <T>(actor: Actor, hoursAgo: number, work: (context: Context) => Promise<T>) => db.tx({ orgId }, (tx) => work({ tx, now: (now - hoursAgo * hour) as Instant, actor }))
  const clerk = actorOf(orgId, people['service-desk']!, '李小敏')
  const desk: Desk = {
    at: (hoursAgo, work) => within(clerk, hoursAgo, work),
    job: async (plan, title, hoursAgo, data, type = 'fault') => {
      const { id, siteId, assetId, contactId } = customers.find((customer) => customer.plan === plan)!
      const { ticketId } = await within(clerk, hoursAgo, (context) => registerTicket(context, {
        type, title, description: '', channel: 'phone', customerId: id, siteId, assetId, contactId, answers: {}, tags: [], data }))
      return ticketId
    },
  }
  await within(finance, 30 * 24, (context) => publishLists(context))
  await earlySheets(desk)
  await settledSheets(desk)
  await retained(within, finance, customers, desk)
}

async function publishLists(context: Context): Promise<void> {
  const validFrom = addDays(localDay(zone, context.now), -30)
  const lists = [
    { code: 'CN', title: '大陸地區收費標準', planCode: null, currency: 'CNY' as const, items: cny },
    ...['P02', 'P07', 'P14'].map((planCode) => ({ code: `TW-${planCode}`, title: '台灣地區收費標準', planCode, currency: 'TWD' as const, items: twd })),
  ]
  for (const list of lists) await publishPriceList(context, await createPriceList(context, { ...list, taxIncluded: true, validFrom, validTo: null }))
}

const draft = (desk: Desk, hoursAgo: number, ticketId: string, lines: Line[]) => desk.at(hoursAgo, (context) => saveCharge(context, { ticketId, lines }))
const part = (code: string, quantity = 1): Line => ({ kind: 'part', code, quantity })
const minutes = (quantity: number): Line => ({ kind: 'labour', code: 'L1', quantity })
const trip = (code = 'T1'): Line => ({ kind: 'travel', code, quantity: 1 })

// A draft, lines that cost nothing and say why, a quote that waits for its answer, one that was refused and made anew.
async function earlySheets(desk: Desk): Promise<void> {
  await draft(desk, 3, await desk.job('P09', '集熱管破裂漏水', 4, { cause: 'misuse' }), [part('TUBE-58', 4), minutes(120)])
  await draft(desk, 5, await desk.job('P15', '冷凍主機壓縮機異常', 6, { cause: 'equipment-quality' }), [part('SEAL-32', 2), minutes(180), trip()])
  const waiting = await draft(desk, 20, await desk.job('P19', '雷擊後計量終端不通訊', 22, { cause: 'force-majeure' }), [part('PANEL-4'), minutes(90), trip()])
  await desk.at(19, (context) => quoteCharge(context, { chargeId: waiting, validDays: 14 }))
  const tiles = await desk.job('P14', '浴室磁磚脫落', 70, { cause: 'customer-cause' })
  const dear = await draft(desk, 68, tiles, [part('TILE-60', 12), minutes(300), trip()])
  await desk.at(67, (context) => quoteCharge(context, { chargeId: dear, validDays: 7 }))
  await desk.at(50, (context) => answerQuote(context, { chargeId: dear, version: 1, yes: false, name: '曾先生', reason: '磁磚我自己買，請只報工資', byLink: true }))
  await draft(desk, 46, tiles, [minutes(300), trip()])
  await desk.at(45, (context) => quoteCharge(context, { chargeId: dear, validDays: 7 }))
}

// Agreed, billed and paid; an hourly rate with a ceiling and a unit price of the contract that bind.
async function settledSheets(desk: Desk): Promise<void> {
  const agreed = async (plan: string, title: string, since: number, data: Record<string, string>, lines: Line[], type?: 'change') => {
    const chargeId = await draft(desk, since - 1, await desk.job(plan, title, since, data, type), lines)
    await desk.at(since - 2, (context) => quoteCharge(context, { chargeId, validDays: 14 }))
    await desk.at(since - 4, (context) => answerQuote(context, { chargeId, version: 1, yes: true, name: '客戶代表', signature: drawn, byLink: false }))
    return chargeId
  }
  const changed = await agreed('P12', '增加科室統計報表', 120, {}, [{ kind: 'extra', code: 'customisation-fee', quantity: 1, unitPrice: 480_000, basis: '估算 3 人日' }], 'change')
  await desk.at(100, (context) => billCharge(context, { chargeId: changed, buyer: { form: 'cn-special', title: '廊坊中心醫院', taxId: '12131000401234567D', address: '廊坊市廣陽區新華路 8 號', bank: '工商銀行 0200 0045' } }))
  await agreed('P15', '業主自行改管造成漏水', 60, { cause: 'user-fault' }, [part('SEAL-32'), minutes(120)])
  const paid = await agreed('P11', '防火門被撞、鉸鏈變形', 200, { cause: 'human-damage' }, [part('HINGE-3', 3), { ...minutes(240), unitPrice: 900 }])
  await desk.at(190, (context) => billCharge(context, { chargeId: paid, buyer: { form: 'receipt' } }))
  await desk.at(189, (context) => payCharge(context, { chargeId: paid, amount: 3 * 9500 + 3600, method: 'mobile', reference: '微信 8821', receipt: {} }))
}

async function retained(within: <T>(actor: Actor, hoursAgo: number, work: (context: Context) => Promise<T>) => Promise<T>, finance: Actor, customers: World['customers'], desk: Desk): Promise<void> {
  const presses = customers.find(({ plan }) => plan === 'P03')!
  await within(finance, 200, (context) => saveContractLines(context, { agreementId: presses.agreementId, lines: [{ code: 'FAN-120', title: '散熱風扇', source: 'contract', unitPrice: 30_000, quantity: 20 }] }))
  const lamps = customers.find(({ plan }) => plan === 'P17')!
  await within(finance, 24 * 18, (context) => keepRetention(context, { agreementId: lamps.agreementId, kind: 'kept', amount: 8_600_000, reason: '合同價款 5% 留作質量保證金', document: 'HT0017-7.3' }))
  const late = await desk.job('P17', '沿江段整排投光燈熄滅', 24 * 9, {})
  await within(finance, 24 * 2, (context) => deductRetention(context, { agreementId: lamps.agreementId, ticketId: late, repairer: '漢江機電維修', amount: 420_000, document: 'FP-66120', reason: '逾時未派人到場，業主另請維修' }))
}
