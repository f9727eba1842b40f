// A dealer of the demo on the plan that has dealers: agreement signed, rates set, machines sold, a claim of each kind, a task and goods on account.
import { toIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { localDay } from '#domain/time/zone.ts'
import { addDays } from '#domain/time/day.ts'
import { sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor, Context } from '#server/platform/http/context.ts'
import { initialsOf, searchVector } from '#server/platform/search/text.ts'
import { bookByHand, fileClaim, handTask, moveOn, registerCard, saveDealer, setRate, signRecord } from '../modules/dealer/index.ts'
import { fileForm } from '../modules/document/index.ts'
import { actorOf } from './demo-actor.ts'
import type { DemoCustomer } from './demo-actor.ts'

type World = { orgId: string; people: Readonly<Record<string, string>>; customers: readonly DemoCustomer[]; planVersionId: string; now: Instant }

const zone = 'Asia/Taipei'
const name = '南方經銷'
const drawn = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export async function demoDealers(db: DatabaseHandle, { orgId, people, customers, planVersionId, now }: World): Promise<void> {
  await db.tx({ orgId }, async (tx) => {
    const staff: Context = { tx, now, actor: actorOf(orgId, people['sales'] ?? people['manager']!, '孫立平') }
    const today = localDay(zone, now)
    const dealerId = await foundDealer(staff, planVersionId, today)
    await tx.run(sql`update people set customer_id = ${dealerId} where org_id = ${orgId} and id = ${people['dealer']!}`)
    const dealer: Context = { tx, now, actor: { ...actorOf(orgId, people['dealer']!, '郭經理'), kind: 'dealer', customerId: dealerId } satisfies Actor }
    await setRate(staff, { kind: 'labour', price: 5000, validFrom: addDays(today, -365) })
    await setRate(staff, { kind: 'travel', price: 120, validFrom: addDays(today, -365) })
    await bookByHand(staff, { dealerId, kind: 'goods', on: addDays(today, -20), minor: 12_800_000, reference: 'FP-2031' })
    await bookByHand(staff, { dealerId, kind: 'payment', on: addDays(today, -10), minor: 5_000_000, reference: '銀行 0917' })
    for (const [serial, user, sold, returned] of [['AG16-7001', '馬大山', -60, -50], ['AG16-7002', '丁秀英', -40, -38], ['AG16-7003', '田寶柱', -25, null]] as const) {
      const card = { dealerId, serial, product: '聯合收割機 AG16', soldOn: addDays(today, sold), userName: user, userPhone: '13900139000', userAddress: '綏化市北林區' }
      await registerCard(staff, { ...card, returned: returned !== null, ...(returned !== null && { returnedOn: addDays(today, returned) }) })
    }
    await someClaims(staff, dealer, addDays(today, -3))
    await handOne(staff, dealerId, customers)
  })
}

async function foundDealer(context: Context, planVersionId: string, today: string): Promise<string> {
  const { tx, actor, now } = context
  const [id, agreementId] = [newId(), newId()]
  await tx.run(sql`
    insert into customers (org_id, id, number, name, kind, grade, address, initials, search, created_at)
    values (${actor.orgId}, ${id}, 'JX0001', ${name}, 'dealer', 'B', '哈爾濱市南崗區學府路 77 號', ${initialsOf(name)}, to_tsvector('simple', ${searchVector('JX0001', name)}), ${toIso(now)})`)
  await tx.run(sql`
    insert into agreements (org_id, id, number, customer_id, plan_version_id, title, starts_on, ends_on, created_at)
    values (${actor.orgId}, ${agreementId}, 'DL0001', ${id}, ${planVersionId}, '區域代理產品銷售協議', ${`${today.slice(0, 4)}-01-01`}, ${`${Number(today.slice(0, 4)) + 2}-12-31`}, ${toIso(now)})`)
  await fileForm(context, {
    code: 'P16-agency-agreement', agreementId, file: true, signatures: [{ signer: 'vendor', name: '陳志遠' }, { signer: 'dealer', name: '郭經理' }],
    fields: { dealer: name, territory: '黑龍江', validFrom: `${today.slice(0, 4)}-01-01`, validTo: `${Number(today.slice(0, 4)) + 2}-12-31` },
  })
  const outlets = [{ name: '學府路店', address: '學府路 77 號', phone: '0451-8600-1234', hours: 24, roster: '', place: { latitude: 45.72, longitude: 126.62 } }]
  await saveDealer(context, { dealerId: id, agreementId, territory: ['黑龍江'], outlets, repairers: [{ name: '趙師傅', skill: '發動機 三級', phone: '' }], salespersonId: actor.id, note: null })
  return id
}

async function someClaims(staff: Context, dealer: Context, repairedOn: string): Promise<void> {
  const claim = (serial: string, recordNumber: string, fault: string) => fileClaim(dealer, {
    claimant: 'dealer', serial, product: '聯合收割機 AG16', origin: 'own', recordNumber, repairedOn, replacedPart: '割台齒輪', oldPartId: null, ticketId: null, fault, work: '更換齒輪並試車', explained: true,
    lines: [{ kind: 'parts', text: '割台齒輪', quantity: 1, price: 42_000, beyondScope: false }, { kind: 'labour', text: '拆裝', quantity: 3, beyondScope: false }, { kind: 'travel', text: '往返', quantity: 60, beyondScope: false }],
  })
  await claim('AG16-7003', 'JL-0003', '割台抖動')
  const waiting = await claim('AG16-7001', 'JL-0001', '割台異音')
  await signRecord(dealer, { claimId: waiting, signedBy: '馬大山', signedOn: repairedOn, signature: drawn })
  const ready = await claim('AG16-7002', 'JL-0002', '齒輪斷齒')
  await signRecord(dealer, { claimId: ready, signedBy: '丁秀英', signedOn: repairedOn, signature: drawn })
  await moveOn(staff, ready, 'part-received', { byTruck: true })
  await moveOn(staff, ready, 'department-told')
}

async function handOne(staff: Context, dealerId: string, customers: readonly DemoCustomer[]): Promise<void> {
  const user = customers.find(({ plan }) => plan === 'P16')
  const ticket = user && (await staff.tx.row<{ id: string }>(sql`select id from tickets where org_id = ${staff.actor.orgId} and customer_id = ${user.id} and closed_at is null and type = 'fault' order by id limit 1`))
  if (ticket) await handTask(staff, { ticketId: ticket.id, dealerId, task: 'ordinary-repair', note: '' })
}
