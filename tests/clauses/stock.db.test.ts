// Parts and depots of the plans: what must lie where, what may be fitted, and how fast it is at the site.
import { describe, expect, test } from 'vitest'
import { createProduct } from '#contract/product/endpoints.ts'
import { getStockReadiness, listBalances, listDepots, listMoves, listMyDepots, listSafety, postMoves, replenish, saveStockSettings, getStockSettings, listPlaces } from '#contract/stock/endpoints.ts'
import { getPart, listParts, saveDesignLife, saveSubstitutes, updatePart } from '#contract/stock/parts.ts'
import { createRequisition, decideRequisition, issueRequisition, listRequisitions, receiveRequisition } from '#contract/stock/requisitions.ts'
import { findStock, issuePart, releasePart, replacePart, requestSpare, reservePart, returnPart } from '#contract/stock/ticket-parts.ts'
import { routes as productRoutes } from '#server/modules/product/routes.ts'
import { sql } from '#server/platform/db/database.ts'
import { actorWith, testApp } from '#tests/support/actor.ts'
import { openService } from '#tests/support/running-plan.ts'
import type { Service } from '#tests/support/running-plan.ts'
import { openStock } from '#tests/support/running-stock.ts'
import type { Stock } from '#tests/support/running-stock.ts'

async function within(plan: string, work: (service: Service, stock: Stock) => Promise<void>, given: Parameters<typeof openService>[1] = {}): Promise<void> {
  const service = await openService(plan, given)
  const stock = await openStock(service)
  try {
    await work(service, stock)
  } finally {
    await stock.close()
    await service.close()
  }
}

async function productOf(service: Service, code: string, acceptedOn: string): Promise<string> {
  const app = await testApp(service.db, productRoutes, { now: service.now })
  const { id } = (await app.call(createProduct, { code, name: code }, { as: service.desk })).body
  await app.close()
  await service.db.tx({ orgId: service.orgId }, (tx) => tx.run(sql`update assets set product_id = ${id}, accepted_on = ${acceptedOn} where org_id = ${service.orgId} and id = ${service.assetId}`))
  return id
}

describe('what must lie where', () => {
  test('P01-16 spare parts and standby machines with serials lie per depot, found by the model of the installed machine', () => within('P01', async (service, stock) => {
    const productId = await productOf(service, 'R740', '2026-01-01')
    const [parts, standby] = [await stock.place('A', { planDepots: ['P01/P01-16-parts'] }), await stock.place('B')]
    const disk = await stock.part('DISK', { classes: ['common'], productIds: [productId] })
    const machine = await stock.part('R740-STANDBY', { classes: ['standby'], isSerial: true, productIds: [productId] })
    await stock.part('FOREIGN')
    await stock.receive(disk.id, parts.id, 4)
    await stock.receive(machine.id, standby.id, 1, { serial: 'SB-1' })
    const found = (await stock.done(listParts, { productId })).rows as { number: string; available: number }[]
    expect(found.map(({ number, available }) => [number, available])).toEqual([['DISK', 4], ['R740-STANDBY', 1]])
    expect((await stock.done(listBalances, { partId: machine.id })).rows).toMatchObject([{ serial: 'SB-1', place: { code: 'B' }, onHand: 1 }])
    expect((await stock.ask(postMoves, { kind: 'receive', lines: [{ partId: machine.id, toId: parts.id, quantity: 1, serial: 'SB-1' }] })).body.code).toBe('stock.serial-elsewhere')
    expect((await stock.done(getStockReadiness, {})).depots).toMatchObject([{ depot: 'P01-16-standby', clause: 'P01-16' }])
  }))

  test('P01-17 four hours to the site: the request starts the clock, the arrival stops it, and the stock it needs names the clause', () => within('P01', async (service, stock) => {
    const [depot, disk] = [await stock.place('A'), await stock.part('DISK', { classes: ['common'] })]
    expect((await stock.done(listSafety, {})).rows).toMatchObject([{ part: { number: 'DISK' }, needed: 1, available: 0, shortfall: 1 }])
    expect((await stock.done(listSafety, {})).rows[0].steps.find((one: { clause: string }) => one.clause === 'P01-17')).toMatchObject({ because: 'promise-in-reach', within: '4h', quantity: 1 })
    expect((await stock.done(getStockReadiness, {})).sites).toMatchObject([{ name: '總部', clause: 'P01-17', within: '4h' }])
    await stock.receive(disk.id, depot.id, 2)
    expect((await stock.done(listSafety, {})).rows).toEqual([])
    const ticket = await service.register({}, 0, service.desk)
    service.at(10)
    const { requisitions: [asked] } = await stock.done(requestSpare, { ticketId: ticket.id, partId: disk.id, quantity: 1 }, service.desk)
    expect(await service.promise(ticket, 'P01-17')).toMatchObject({ state: 'running', dueAt: '2026-06-08T06:10:00Z' })
    service.at(70)
    await stock.done(decideRequisition, { requisitionId: asked.id, approve: true }, stock.keeper)
    expect(await stock.done(issueRequisition, { requisitionId: asked.id, fromId: depot.id }, stock.keeper)).toMatchObject({ state: 'issued', minutesToIssue: 60 })
    service.at(120)
    await stock.done(receiveRequisition, { requisitionId: asked.id })
    expect(await service.promise(ticket, 'P01-17')).toMatchObject({ state: 'kept' })
    expect((await stock.onTicket(ticket)).held).toMatchObject([{ part: { number: 'DISK' }, quantity: 1 }])
  }, { level: 'A' }))

  test.each(['P02', 'P10'])('%s-13 where the depots and repair stations are stands in a directory per plan, for staff and customer', (plan) => within(plan, async (service, stock) => {
    await stock.place('D', { name: '北京備件庫', address: '北京市朝陽區 1 號', region: '北京', planDepots: [`${plan}/${plan}-13-depot`] })
    expect((await stock.done(getStockReadiness, {})).depots).toMatchObject([{ depot: `${plan}-13-station` }])
    await stock.place('S', { name: '廠家維修站', kind: 'station', address: '天津市 2 號', region: '天津', planDepots: [`${plan}/${plan}-13-station`] })
    const rows = [{ clause: `${plan}-13`, placeName: '北京備件庫', address: '北京市朝陽區 1 號', region: '北京' }, { placeName: '廠家維修站', address: '天津市 2 號' }]
    expect((await stock.done(listDepots, { planVersionId: service.planVersionId })).rows).toMatchObject(rows)
    const customer = actorWith(service.orgId, ['own.read'], { kind: 'customer', customerId: service.customerId })
    expect((await stock.done(listMyDepots, {}, customer)).rows).toMatchObject(rows)
    expect((await stock.done(getStockReadiness, {})).depots).toEqual([])
  }))

  test('P17-52 common spares are kept for each contract; below that the house asks for more by itself, once', () => within('P17', async (service, stock) => {
    const [depot, card] = [await stock.place('D'), await stock.part('CARD', { classes: ['common'] })]
    await stock.receive(card.id, depot.id, 2)
    expect((await stock.done(listSafety, { only: 'all' })).rows).toMatchObject([{ needed: 1, shortfall: 0, steps: expect.arrayContaining([expect.objectContaining({ clause: 'P17-52', because: 'per-contract', contracts: 1 })]) }])
    const take = () => stock.done(postMoves, { kind: 'issue', lines: [{ partId: card.id, quantity: 1, fromId: depot.id }] })
    const asked = async () => (await stock.done(listRequisitions, {})).rows
    await take()
    expect(await asked()).toEqual([])
    await take()
    expect(await asked()).toMatchObject([{ reason: 'minimum', state: 'requested', clause: 'P17-52', lines: [{ part: { number: 'CARD' }, quantity: 1 }] }])
    expect(await stock.done(replenish, { toId: depot.id })).toEqual({ requisitions: 0 })
    expect(await asked()).toHaveLength(1)
  }))

  test('P19-20 of common meters more is kept than the project has; what is short is listed', () => within('P19', async (service, stock) => {
    const productId = await productOf(service, 'METER', '2026-01-01')
    const [depot, meter] = [await stock.place('D'), await stock.part('METER', { classes: ['common'], productIds: [productId] })]
    await stock.receive(meter.id, depot.id, 1)
    expect((await stock.done(listSafety, {})).rows).toMatchObject([{ needed: 2, available: 1, shortfall: 1, steps: [{ clause: 'P19-20', because: 'above-installed', installed: 1, quantity: 2 }] }])
    await stock.receive(meter.id, depot.id, 1)
    expect((await stock.done(listSafety, {})).rows).toEqual([])
  }))
})

describe('what may be fitted', () => {
  test.each(['P02', 'P10'])('%s-11 within the design life only original parts are issued, and a part that will run out before its end is a risk', (plan) => within(plan, async (service, stock) => {
    const productId = await productOf(service, 'PUMP', '2026-01-01')
    await stock.done(saveDesignLife, { productId, years: 15 })
    const depot = await stock.place('D')
    const [genuine, copy] = [await stock.part('GENUINE', { productIds: [productId], supplyUntil: '2030-01-01' }), await stock.part('COPY', { origin: 'other', productIds: [productId] })]
    for (const { id } of [genuine, copy]) await stock.receive(id, depot.id, 2)
    await stock.done(saveSubstitutes, { partId: genuine.id, substituteIds: [copy.id] })
    const ticket = await service.register()
    const wish = { ticketId: ticket.id, placeId: depot.id, quantity: 1 }
    const refused = await stock.ask(issuePart, { ...wish, partId: copy.id })
    expect([refused.body.code, refused.body.params.clause]).toEqual(['stock.origin-refused', `${plan}-11`])
    expect((await stock.ask(reservePart, { ...wish, partId: copy.id })).body.code).toBe('stock.origin-refused')
    expect((await stock.done(findStock, { ticketId: ticket.id, partId: genuine.id })).rows).toMatchObject([
      { part: { number: 'GENUINE' }, isSubstitute: false, refused: null }, { part: { number: 'COPY' }, isSubstitute: true, refused: `${plan}-11` }])
    expect((await stock.ask(issuePart, { ...wish, partId: genuine.id })).status).toBe(200)
    expect((await stock.done(getStockReadiness, {})).supply).toMatchObject([{ part: { number: 'GENUINE' }, supplyUntil: '2030-01-01', lifeEndsOn: '2041-01-01' }])
  }))

  test('P06-29 in the warranty only original or approved parts are issued, unless the approval is on file', () => within('P06', async (service, stock) => {
    const depot = await stock.place('D')
    const [original, approved, copy] = [await stock.part('O'), await stock.part('A', { origin: 'approved' }), await stock.part('C', { origin: 'other' })]
    for (const { id } of [original, approved, copy]) await stock.receive(id, depot.id, 5)
    const ticket = await service.register()
    await service.record(ticket, 'warranty.verified', { phase: 'warranty' })
    const issue = (partId: string) => stock.ask(issuePart, { ticketId: ticket.id, placeId: depot.id, quantity: 1, partId })
    expect((await issue(original.id)).status).toBe(200)
    expect((await issue(approved.id)).status).toBe(200)
    expect((await issue(copy.id)).body).toMatchObject({ code: 'stock.origin-refused', params: { clause: 'P06-29' } })
    await service.file({ ticketId: ticket.id }, 'P06-part-approval')
    expect((await issue(copy.id)).status).toBe(200)
  }))

  test('P14-22 warranty work takes no part supplied by the customer', () => within('P14', async (service, stock) => {
    const part = await stock.part('SEAL')
    const fit = async (phase: string) => {
      const ticket = await service.register()
      return stock.ask(replacePart, { ticketId: ticket.id, partId: part.id, suppliedByCustomer: true, oldPartKept: false, phase })
    }
    expect((await fit('warranty')).body.code).toBe('stock.customer-part')
    expect((await fit('after-warranty')).body.code).not.toBe('stock.customer-part')
  }))
})

describe('from the store to the site', () => {
  test.each(['P18-16', 'P21-10'])('%s wear and consumable parts are reserved, issued and sent from a ticket; the time from request to issue is measured', (clause) => within(clause.slice(0, 3), async (service, stock) => {
    const plan = clause.slice(0, 3)
    const depot = await stock.place('D', { planDepots: [`${plan}/${clause}`] })
    const van = await stock.place('V', { kind: 'van', holderId: service.people.engineer.id })
    const lamp = await stock.part('LAMP', { classes: ['wear'] })
    const tape = await stock.part('TAPE', { classes: ['consumable'] })
    expect((await stock.done(listSafety, {})).rows.map(({ part, steps }: { part: { number: string }; steps: { clause: string }[] }) => [part.number, steps[0]!.clause])).toEqual([['LAMP', clause], ['TAPE', clause]])
    await stock.receive(lamp.id, depot.id, 10)
    await stock.receive(tape.id, depot.id, 10)
    const ticket = await service.register()
    await stock.done(reservePart, { ticketId: ticket.id, partId: lamp.id, placeId: depot.id, quantity: 4 }, stock.keeper)
    expect(await stock.done(getPart, { partId: lamp.id })).toMatchObject({ onHand: 10, reserved: 4, available: 6 })
    const reservationId = (await stock.onTicket(ticket)).reservations[0]!.id
    await stock.done(issuePart, { ticketId: ticket.id, partId: lamp.id, placeId: depot.id, quantity: 3, reservationId }, stock.keeper)
    expect(await stock.done(getPart, { partId: lamp.id })).toMatchObject({ onHand: 7, reserved: 1 })
    await stock.done(releasePart, { ticketId: ticket.id, reservationId }, stock.keeper)
    await stock.done(returnPart, { ticketId: ticket.id, partId: lamp.id, placeId: depot.id, quantity: 1 }, stock.keeper)
    expect((await stock.onTicket(ticket)).held).toMatchObject([{ part: { number: 'LAMP' }, quantity: 2 }])
    expect((await stock.ask(returnPart, { ticketId: ticket.id, partId: lamp.id, placeId: depot.id, quantity: 3 }, stock.keeper)).body.code).toBe('stock.not-issued')
    const asked = await stock.done(createRequisition, { ticketId: ticket.id, toId: van.id, lines: [{ partId: tape.id, quantity: 2 }] })
    service.at(45)
    expect((await stock.ask(decideRequisition, { requisitionId: asked.id, approve: true })).body.code).toBe('requisition.same-person')
    await stock.done(decideRequisition, { requisitionId: asked.id, approve: true }, stock.keeper)
    const sent = await stock.done(issueRequisition, { requisitionId: asked.id, fromId: depot.id }, stock.keeper)
    expect(sent).toMatchObject({ state: 'issued', minutesToIssue: 45, issuedByName: 'keeper' })
    expect(await stock.done(receiveRequisition, { requisitionId: asked.id })).toMatchObject({ state: 'received', receivedAt: '2026-06-08T02:45:00.000Z' })
    expect((await stock.done(listBalances, { placeId: van.id })).rows).toMatchObject([{ part: { number: 'TAPE' }, onHand: 2 }])
  }))

  test('P17-30 the engineer leaves for an emergency only with the parts picked and listed, and is on site within eight hours', () => within('P17', async (service, stock) => {
    const [depot, card] = [await stock.place('D'), await stock.part('CARD', { classes: ['common'] })]
    await stock.receive(card.id, depot.id, 5)
    const ticket = await service.register({ type: 'fault' })
    await service.record(ticket, 'ticket.reclassified', { urgency: 'urgent' })
    await service.record(ticket, 'onsite.decided', { urgency: 'urgent' }, 30)
    expect(await service.promise(ticket, 'P17-30')).toMatchObject({ state: 'running', dueAt: '2026-06-08T10:30:00Z' })
    await stock.done(issuePart, { ticketId: ticket.id, partId: card.id, placeId: depot.id, quantity: 2 }, stock.keeper)
    expect((await service.refused(ticket, 'engineer.departed')).body).toMatchObject({ code: 'ticket.step-blocked', params: { clause: 'P17-30' } })
    const { held } = await stock.onTicket(ticket)
    expect(held).toMatchObject([{ part: { number: 'CARD' }, quantity: 2 }])
    await service.file({ ticketId: ticket.id }, 'P17-parts-and-tools', { parts: held.map(({ part, quantity }) => `${part.number} × ${quantity}`).join('、'), tools: '萬用表' })
    await service.record(ticket, 'engineer.departed', {}, 60)
    await service.record(ticket, 'engineer.arrived', {}, 400)
    expect(await service.promise(ticket, 'P17-30')).toMatchObject({ state: 'kept' })
  }))

  test('P17-51 what must not stop and is not repaired in time gets a spare first: the spare is owed, asked for, fitted', () => within('P17', async (service, stock) => {
    const [depot, card] = [await stock.place('D'), await stock.part('CARD', { classes: ['common'] })]
    await stock.receive(card.id, depot.id, 5)
    const ticket = await service.register({ type: 'fault' })
    await service.record(ticket, 'ticket.graded', { critical: true })
    expect(await service.promise(ticket, 'P17-51')).toBeUndefined()
    await service.strike(24 * 60 + 1)
    expect(await service.promise(ticket, 'P17-51')).toMatchObject({ state: 'running', startedAt: '2026-06-09T02:00:00Z' })
    const { requisitions: [order] } = await stock.done(requestSpare, { ticketId: ticket.id, partId: card.id, quantity: 1 })
    await stock.done(decideRequisition, { requisitionId: order.id, approve: true }, stock.keeper)
    await stock.done(issueRequisition, { requisitionId: order.id, fromId: depot.id }, stock.keeper)
    await stock.done(receiveRequisition, { requisitionId: order.id })
    expect((await stock.ask(replacePart, { ticketId: ticket.id, partId: card.id, removedSerial: 'OLD' })).status).toBe(200)
    expect(await service.promise(ticket, 'P17-51')).toMatchObject({ state: 'kept' })
  }))

  test('P08-09 a goods receipt is told to the store and to whoever waits for it; every move bears its time and its hand', () => within('P08', async (service, stock) => {
    const [depot, part] = [await stock.place('D'), await stock.part('VALVE')]
    await stock.done(createRequisition, { lines: [{ partId: part.id, quantity: 1 }] }, { ...stock.engineer })
    service.at(5)
    await stock.receive(part.id, depot.id, 3)
    const told = await service.db.tx({ orgId: service.orgId }, (tx) => tx.rows<{ name: string; kind: string; data: { number: string } }>(sql`
      select p.name, n.kind, n.data from notices n join people p on p.id = n.person_id where n.org_id = ${service.orgId} and n.kind = 'stock.received'`))
    expect(told).toMatchObject([{ name: 'engineer', data: { number: 'VALVE' } }])
    expect((await stock.done(listMoves, { partId: part.id })).rows).toMatchObject([{ kind: 'receive', quantity: 3, at: '2026-06-08T02:05:00.000Z', byName: 'desk', after: 3 }])
  }))

  test('P09-29 a part bears its price and where it comes from: the list of the company, or the market with source and day', () => within('P09', async (_service, stock) => {
    const solar = await stock.part('PANEL', { listPrice: 128_000 })
    expect(solar).toMatchObject({ priceSource: 'list', listPrice: 128_000 })
    const fitting = await stock.part('TAP')
    const market = { partId: fitting.id, version: fitting.version, priceSource: 'market', marketPrice: 2_500 } as const
    expect((await stock.ask(updatePart, market)).body.code).toBe('part.market-price-unproven')
    expect(await stock.done(updatePart, { ...market, marketSource: '五金行', marketOn: '2026-06-01' })).toMatchObject({ priceSource: 'market', marketPrice: 2_500, marketSource: '五金行', marketOn: '2026-06-01' })
  }))
})

test('an engineer sees the depots and the own van, takes from them, and takes nothing in at a depot', () => within('P01', async (service, stock) => {
  const [depot, own] = [await stock.place('D'), await stock.place('V1', { kind: 'van', holderId: service.people.engineer.id })]
  await stock.place('V2', { kind: 'van', holderId: service.people.lead.id })
  await stock.place('N', { kind: 'dealer', customerId: service.customerId })
  const part = await stock.part('P')
  await stock.receive(part.id, depot.id, 5)
  const codes = async (actor: Stock['engineer']) => (await stock.done(listPlaces, {}, actor)).rows.map(({ code }: { code: string }) => code)
  expect(await codes(stock.engineer)).toEqual(['D', 'V1'])
  expect(await codes(stock.dealer)).toEqual(['N'])
  const move = (kind: 'transfer' | 'receive' | 'issue', line: object) => stock.ask(postMoves, { kind, lines: [{ partId: part.id, quantity: 1, ...line }] }, stock.engineer)
  expect((await move('transfer', { fromId: depot.id, toId: own.id })).status).toBe(200)
  expect((await move('issue', { fromId: own.id })).status).toBe(200)
  expect((await move('receive', { toId: depot.id })).body.code).toBe('stock.not-yours')
  expect((await stock.ask(postMoves, { kind: 'issue', lines: [{ partId: part.id, quantity: 99, fromId: own.id }], overdraw: true, reason: 'x' }, stock.engineer)).body.code).toBe('permission.missing')
  expect((await stock.ask(postMoves, { kind: 'issue', lines: [{ partId: part.id, quantity: 99, fromId: depot.id }], overdraw: true }, stock.keeper)).body.code).toBe('stock.reason-needed')
  expect((await stock.ask(postMoves, { kind: 'issue', lines: [{ partId: part.id, quantity: 99, fromId: depot.id }], overdraw: true, reason: 'taken in the night' }, stock.keeper)).status).toBe(200)
  expect((await stock.done(getPart, { partId: part.id })).onHand).toBe(-95)
}))

test('simple stock makes its one depot by itself', () => within('P05', async (_service, stock) => {
  expect(await stock.done(getStockSettings, {})).toEqual({ mode: 'standard' })
  await stock.done(saveStockSettings, { mode: 'simple' })
  expect((await stock.done(listPlaces, {})).rows).toMatchObject([{ code: 'MAIN', kind: 'depot' }])
}))
