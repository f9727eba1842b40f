// Old parts and season plans of plan 16: owed until they are back, judged, and laid into the room for their result.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announceSeason, listBalances, listSeasonPlans, submitSeasonPlan } from '#contract/stock/endpoints.ts'
import { appraiseOldPart, issuePart, listOldParts, receiveOldPart, replacePart, shipOldParts } from '#contract/stock/ticket-parts.ts'
import type { OldPartRow } from '#contract/stock/stock.ts'
import { toIso } from '#domain/time/instant.ts'
import { loadFacts } from '#server/modules/promise/index.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { openStock } from '#tests/support/running-stock.ts'
import type { Stock } from '#tests/support/running-stock.ts'

const yearly: Readonly<Record<string, string>> = { oldPartsCutOff1: '06-30', oldPartsCutOff2: '12-15' }
let service: Service
let stock: Stock
let depot: string
let part: string

beforeAll(async () => {
  service = await openService('P16', { edit: (plan) => ({ ...plan, values: plan.values.map((one) => ({ ...one, value: yearly[one.key] ?? one.value })) }) })
  stock = await openStock(service)
  depot = (await stock.place('D')).id
  part = (await stock.part('BLADE', { classes: ['three-guarantee'] })).id
  await stock.receive(part, depot, 100)
})
afterAll(async () => {
  await stock.close()
  await service.close()
})

async function replaced(by: Actor, phase = 'warranty') {
  const ticket = await service.register({}, toIso(service.now()))
  await service.record(ticket, 'cause.analysed', { cause: 'quality', evidence: '斷面照片' })
  await stock.done(issuePart, { ticketId: ticket.id, partId: part, placeId: depot, quantity: 1 }, stock.keeper)
  const { oldParts } = await stock.done(replacePart, { ticketId: ticket.id, partId: part, removedSerial: 'OLD-1', phase }, by)
  return { ticket, old: oldParts[0] as OldPartRow }
}

describe('old parts', () => {
  test('P16-37 the part taken out is owed by the next of the two yearly dates, put on a shipment list, and counted down to the cut-off', async () => {
    const { ticket, old } = await replaced(stock.dealer)
    expect(old).toMatchObject({ state: 'owed', serial: 'OLD-1', returnBy: '2026-06-30', daysLeft: 22, isLate: false, customer: { id: service.customerId } })
    expect(await service.promise(ticket, 'P16-37')).toMatchObject({ state: 'running' })
    const { shipment, rows } = await stock.done(shipOldParts, { oldPartIds: [old.id] }, stock.dealer)
    expect(rows).toMatchObject([{ id: old.id, shipment }])
    await stock.done(receiveOldPart, { oldPartId: old.id, hasRecord: true }, stock.keeper)
    expect(await service.promise(ticket, 'P16-37')).toMatchObject({ state: 'kept' })
    expect((await stock.ask(receiveOldPart, { oldPartId: old.id, hasRecord: true }, stock.keeper)).body.code).toBe('old-part.already-returned')
    expect((await stock.ask(shipOldParts, { oldPartIds: [old.id] }, stock.dealer)).body.code).toBe('old-part.already-returned')
  })

  test('P16-39 own staff owe the old part like a dealer; part and record are confirmed and the technical department is told, with the dates', async () => {
    const { ticket, old } = await replaced(stock.engineer)
    expect(old).toMatchObject({ owedBy: service.people.engineer.id, owedByName: 'engineer', customer: null })
    await service.file({ ticketId: ticket.id }, 'P16-repair-record')
    const back = await stock.done(receiveOldPart, { oldPartId: old.id, hasRecord: true }, stock.keeper)
    expect(back).toMatchObject({ state: 'returned', hasRecord: true, returnedToName: 'keeper', returnedAt: expect.any(String), toldAt: expect.any(String) })
    const facts = await service.db.tx({ orgId: service.orgId }, (tx) => loadFacts(tx, service.orgId, ticket.id))
    expect(facts.filter(({ kind }) => kind === 'part.returned' || kind === 'department.told').map(({ kind, data }) => [kind, data['department'] ?? data['record']])).toEqual([['part.returned', true], ['department.told', 'technical']])
  })

  test('P16-40 what is judged usable goes to the store for use, scrap to the store for scrap, and neither to the other', async () => {
    const [usable, scrap] = [await stock.place('U', { kind: 'usable' }), await stock.place('Z', { kind: 'scrap' })]
    const [one, other] = [await replaced(stock.engineer), await replaced(stock.engineer)]
    const judge = (old: OldPartRow, result: 'usable' | 'scrap', placeId: string) => stock.ask(appraiseOldPart, { oldPartId: old.id, result, placeId }, stock.keeper)
    expect((await judge(one.old, 'usable', usable.id)).body.code).toBe('old-part.not-returned')
    for (const { old } of [one, other]) await stock.done(receiveOldPart, { oldPartId: old.id, hasRecord: false }, stock.keeper)
    expect((await judge(one.old, 'usable', scrap.id)).body.code).toBe('old-part.wrong-place')
    expect((await judge(other.old, 'scrap', usable.id)).body.code).toBe('old-part.wrong-place')
    expect((await judge(one.old, 'usable', usable.id)).body).toMatchObject({ state: 'appraised', appraisal: 'usable', place: { code: 'U' } })
    expect((await judge(other.old, 'scrap', scrap.id)).body).toMatchObject({ state: 'appraised', appraisal: 'scrap', place: { code: 'Z' } })
    expect((await judge(one.old, 'usable', usable.id)).body.code).toBe('old-part.already-appraised')
    expect((await stock.done(listBalances, { placeId: usable.id })).rows).toMatchObject([{ condition: 'usable', onHand: 1 }])
    expect((await stock.done(listBalances, { placeId: scrap.id })).rows).toMatchObject([{ condition: 'scrap', onHand: 1 }])
  })

  test('the asset is told of the part too, and an old part comes back although its ticket is closed', async () => {
    const { ticket, old } = await replaced(stock.engineer)
    const facts = await service.db.tx({ orgId: service.orgId }, (tx) => loadFacts(tx, service.orgId, service.assetId))
    expect(facts.at(-1)).toMatchObject({ kind: 'part.replaced', data: { part: 'BLADE', removedSerial: 'OLD-1', original: true, ticket: ticket.number } })
    await service.record(ticket, 'ticket.cancelled', { reason: 'done elsewhere' })
    expect((await stock.ask(receiveOldPart, { oldPartId: old.id, hasRecord: false }, stock.keeper)).body).toMatchObject({ state: 'returned', toldAt: null })
  })

  test('more than was issued cannot be fitted', async () => {
    const ticket = await service.register({}, toIso(service.now()))
    expect((await stock.ask(replacePart, { ticketId: ticket.id, partId: part }, stock.engineer)).body).toMatchObject({ code: 'stock.not-issued', params: { part: 'BLADE' } })
  })

  test('what is late stands in the list of whoever owes it; a dealer sees its own only', async () => {
    const { old } = await replaced(stock.dealer)
    await replaced(stock.engineer)
    service.at('2026-07-05T02:00:00Z')
    const { rows, owing } = await stock.done(listOldParts, { late: 'yes' }, stock.keeper)
    expect(rows.find(({ id }: OldPartRow) => id === old.id)).toMatchObject({ isLate: true, daysLeft: -5 })
    expect(owing.map(({ name, kind }: { name: string; kind: string }) => [name, kind])).toEqual(expect.arrayContaining([['甲公司', 'dealer'], ['engineer', 'person']]))
    const own = (await stock.done(listOldParts, {}, stock.dealer)).rows as OldPartRow[]
    expect(own.length).toBeGreaterThan(0)
    expect(own.every(({ customer }) => customer?.id === service.customerId)).toBe(true)
  })
})

test('P16-22 a dealer’s parts plan is due thirty days before the season, names three-guarantee and wear parts, and is held against what lies there', async () => {
  const own = await openService('P16', { at: '2026-06-08T10:00:00+08:00' })
  const parts = await openStock(own)
  const store = await parts.place('N', { kind: 'dealer', customerId: own.customerId })
  const [blade, belt] = [await parts.part('BLADE', { classes: ['three-guarantee'] }), await parts.part('BELT', { classes: ['wear'] })]
  await parts.receive(blade.id, store.id, 3)
  const season = await parts.done(announceSeason, { agreementId: own.agreementId, placeId: store.id, season: '2026 秋', startsOn: '2026-09-01' })
  expect(season).toMatchObject({ dueOn: '2026-08-02', clause: 'P16-22', submittedAt: null, isLate: false })
  expect(await own.agreementPromise('P16-22')).toMatchObject({ state: 'running' })
  const submit = (lines: { partId: string; quantity: number }[]) => parts.ask(submitSeasonPlan, { seasonPlanId: season.id, lines }, parts.dealer)
  expect((await submit([{ partId: blade.id, quantity: 10 }])).body).toMatchObject({ code: 'season.class-missing', params: { clause: 'P16-22' } })
  const handed = await submit([{ partId: blade.id, quantity: 10 }, { partId: belt.id, quantity: 5 }])
  expect(handed.body).toMatchObject({ submittedByName: 'dealer', isLate: false, lines: [{ part: { number: 'BELT' }, quantity: 5, available: 0, shortfall: 5 }, { part: { number: 'BLADE' }, quantity: 10, available: 3, shortfall: 7 }] })
  expect(await own.agreementPromise('P16-22')).toMatchObject({ state: 'kept' })
  expect((await submit([{ partId: blade.id, quantity: 1 }])).body.code).toBe('season.submitted')
  expect((await parts.done(listSeasonPlans, {}, parts.dealer)).rows).toHaveLength(1)
  await parts.close()
  await own.close()
})
