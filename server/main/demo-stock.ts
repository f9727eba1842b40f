// The stores of the demo organisation: depots, a van, the parts in them, and a ticket that uses some.
import type { PartClass } from '#domain/plan/words.ts'
import type { Instant } from '#domain/time/instant.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import type { Context } from '#server/platform/http/context.ts'
import { createPart, createPlace, createRequisition, issuePart, postMoves, replacePart, reservePart } from '../modules/stock/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'
import { allowed } from './demo-tickets.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; now: Instant }

const places = [
  { code: 'BJ', name: '北京備件庫', kind: 'depot', region: '北京', serves: ['天津', '河北'], address: '北京市朝陽區亦莊路 3 號', planDepots: ['P01/P01-16-parts', 'P04/P04-09-beijing'] },
  { code: 'SZ', name: '深圳備件庫', kind: 'depot', region: '深圳', serves: ['廣州'], address: '深圳市南山區科技路 9 號', planDepots: ['P04/P04-09-shenzhen'] },
  { code: 'TP', name: '台北備件庫', kind: 'depot', region: '台北', serves: ['新北', '桃園'], address: '台北市內湖區瑞光路 100 號', planDepots: ['P02/P02-13-depot', 'P10/P10-13-depot'] },
  { code: 'OK', name: '可用舊件庫', kind: 'usable', region: null, serves: [], address: null, planDepots: [] }, { code: 'NG', name: '廢件庫', kind: 'scrap', region: null, serves: [], address: null, planDepots: [] },
] as const

const parts: readonly { number: string; name: string; classes: PartClass[]; listPrice: number; quantities: readonly [bj: number, sz: number, tp: number]; isSerial?: true; origin?: 'approved' | 'other'; minimum?: number }[] = [
  { number: 'HDD-12T', name: '12TB 硬碟', classes: ['common'], listPrice: 980_000, quantities: [8, 4, 2], minimum: 6 },
  { number: 'PSU-800', name: '800W 電源模組', classes: ['common'], listPrice: 420_000, quantities: [3, 1, 0] },
  { number: 'FAN-120', name: '散熱風扇', classes: ['wear'], listPrice: 36_000, quantities: [20, 12, 6] },
  { number: 'FLT-01', name: '空氣濾網', classes: ['consumable'], listPrice: 18_000, quantities: [0, 0, 40] },
  { number: 'SEAL-32', name: '軸封 32mm', classes: ['wear', 'three-guarantee'], listPrice: 52_000, quantities: [5, 0, 5] },
  { number: 'SEAL-32X', name: '軸封 32mm（相容）', classes: ['wear'], listPrice: 21_000, quantities: [9, 0, 0], origin: 'other' },
  { number: 'LED-P2', name: 'P2 顯示模組', classes: ['common'], listPrice: 310_000, quantities: [2, 16, 0], origin: 'approved' },
  { number: 'METER-G4', name: '水表 G4', classes: ['common'], listPrice: 95_000, quantities: [0, 0, 0] },
  { number: 'ST900-S', name: '儲存陣列備機', classes: ['standby'], listPrice: 12_000_000, quantities: [1, 0, 0], isSerial: true },
]

export async function demoStock(db: DatabaseHandle, { orgId, people, customers, now }: World): Promise<void> {
  const keeper = actorOf(orgId, people['storekeeper']!, '蔡文雄')
  const engineer = actorOf(orgId, people['field-engineer']!, '吳俊傑')
  const within = <T>(actor: typeof keeper, work: (context: Context) => Promise<T>) => db.tx({ orgId }, (tx) => work({ tx, now, actor }))
  const { stores, known } = await within(keeper, async (context) => {
    const made: string[] = []
    for (const place of places) made.push(await createPlace(context, { ...place, serves: [...place.serves], planDepots: [...place.planDepots], holderId: null, customerId: null }))
    await createPlace(context, { code: 'VAN-1', name: '工程車 1', kind: 'van', holderId: engineer.id, customerId: null, address: null, region: null, serves: [], planDepots: [] })
    return { stores: made, known: await stocked(context, made) }
  })
  const p01 = customers.find(({ plan }) => plan === 'P01')!
  const ticket = await db.tx({ orgId }, (tx) => tx.row<{ id: string }>(sql`
    select id from tickets where org_id = ${orgId} and customer_id = ${p01.id} and closed_at is null and resolved_at is null order by registered_at desc limit 1`))
  const [disk, fan] = [known.get('HDD-12T')!, known.get('FAN-120')!]
  await within(engineer, (context) => createRequisition(context, { reason: 'stock', fromId: stores[0]!, toId: null, ticketId: null, lines: [{ partId: fan, quantity: 4 }], note: '補車上庫存' }))
  if (!ticket) return
  const wish = { ticketId: ticket.id, placeId: stores[0]!, overdraw: false, reason: null, arrived: false }
  await within(engineer, (context) => reservePart(context, { ticketId: ticket.id, placeId: stores[0]!, partId: fan, quantity: 2 }))
  await within(engineer, (context) => issuePart(context, { ...wish, partId: disk, quantity: 2 }))
  await allowed(() => within(engineer, (context) => replacePart(context, { ticketId: ticket.id, partId: disk, quantity: 1, serial: '', removedSerial: 'WD-77120', oldPartKept: true, suppliedByCustomer: false, note: null })))
}

async function stocked(context: Context, stores: readonly string[]): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const { quantities, isSerial = false, origin = 'original', minimum = null, ...part } of parts) {
    const partId = await createPart(context, {
      ...part, unit: '個', origin, isSerial, isBatch: false, productIds: [], minimum, costPrice: Math.round(part.listPrice * 0.7), marketPrice: null, marketSource: null, marketOn: null, priceSource: 'list',
      supplier: null, supplyUntil: null, note: null,
    })
    known.set(part.number, partId)
    const lines = quantities.flatMap((quantity, n) => (quantity === 0 ? [] : [{ partId, quantity, fromId: null, toId: stores[n]!, ...(isSerial && { serial: `${part.number}-001` }) }]))
    if (lines.length > 0) await postMoves(context, { kind: 'receive', lines, reason: null, reference: '期初', overdraw: false })
  }
  return known
}
