// What a plan asks of its dealers beside the claims: agreement, tasks, parts for cash, stock, seasons, returns, grades, policy.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as claims from '#contract/dealer/claims.ts'
import * as dealers from '#contract/dealer/endpoints.ts'
import { listTickets } from '#contract/ticket/endpoints.ts'
import { openDealerWorld } from '#tests/support/dealer-world.ts'
import type { DealerWorld } from '#tests/support/dealer-world.ts'
import type { Actor } from '#server/platform/http/context.ts'

let world: DealerWorld
beforeAll(async () => {
  world = await openDealerWorld()
  await world.rates()
})
afterAll(() => world.close())

/** A delivery list as a scan, sent as the screen sends it. */
async function sendList(orderId: string, fields: { signed: string; stamped: string }, as: Actor, file = true) {
  const boundary = 'x-boundary'
  const part = (name: string, value: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const scan = file ? Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="list.png"\r\ncontent-type: image/png\r\n\r\n`), png, Buffer.from('\r\n')]) : Buffer.alloc(0)
  const payload = Buffer.concat([Buffer.from(part('signed', fields.signed) + part('stamped', fields.stamped)), scan, Buffer.from(`--${boundary}--\r\n`)])
  const reply = await world.send(`/api/dealer-orders/${orderId}/list`, as, payload, `multipart/form-data; boundary=${boundary}`)
  return { status: reply.statusCode, body: reply.json() }
}
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

test('P16-02 a dealer is active only with a valid, signed agreement; without it nothing of a dealer is open', async () => {
  const fresh = await openDealerWorld('P16', { unsigned: true })
  const { people, ask, must, dealerId } = fresh
  const card = { serial: 'X1', product: 'p', soldOn: '2026-06-01', userName: 'u', userPhone: '1', userAddress: 'a' }
  const open = () => Promise.all([
    ask(dealers.registerCard, card, people.dealer), ask(dealers.orderParts, { lines: [{ part: 'belt', quantity: 1, price: 100 }] }, people.dealer),
    ask(claims.fileClaim, { serial: 'X1', product: 'p', recordNumber: '1', repairedOn: '2026-06-08', fault: 'f', work: 'w', lines: [{ kind: 'parts', text: 'x', quantity: 1, price: 1 }] }, people.dealer),
    ask(dealers.deliverStock, { dealerId, line: 'harvester', serial: 'X9', title: 'h', price: 1, deliveredOn: '2026-06-08' }, people.desk),
  ])
  for (const { body } of await open()) expect(body).toMatchObject({ code: 'dealer.not-active', params: { clause: 'P16-02', reason: 'claim.agreement-unsigned' } })
  expect(await fresh.dealer()).toMatchObject({ standing: 'unsigned' })
  await fresh.fileForm({ agreementId: fresh.agreementId }, 'P16-agency-agreement')
  expect((await open()).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(await fresh.dealer()).toMatchObject({ standing: 'active' })
  await must(dealers.saveDealer, { dealerId, agreementId: null, version: (await fresh.dealer()).version }, people.manager)
  expect((await ask(dealers.orderParts, { lines: [{ part: 'belt', quantity: 1, price: 100 }] }, people.dealer)).body.params.reason).toBe('claim.agreement-missing')
  await fresh.close()
})

test('P16-04 installation guidance, ordinary repair, technical questions and formalities go to dealers; nothing else does', async () => {
  const { people, dealerId, ask, must } = world
  for (const task of ['installation-guidance', 'ordinary-repair', 'technical-question', 'formalities']) {
    const ticket = await world.register({ title: task })
    expect(await must(dealers.handTask, { ticketId: ticket.id, dealerId, task }, people.desk)).toMatchObject({ task, state: 'open' })
  }
  const ticket = await world.register({ title: 'gear box' })
  expect((await ask(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'extraordinary-repair' }, people.desk)).body).toMatchObject({ code: 'dealer.task-not-theirs', params: { clause: 'P16-04' } })
})

test('P16-20 P16-33 a task handed to a dealer is due in two hours; arranged, user told and technical department informed together stop the clock', async () => {
  const { people, dealerId, must } = world
  const start = world.now()
  const ticket = await world.register({ title: 'noise' }, new Date(start).toISOString())
  const task = await must(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'ordinary-repair' }, people.desk)
  expect(task.dueAt).toBe(new Date(start + 7_200_000).toISOString())
  const mine = await must(dealers.listTasks, { open: 'yes' }, people.dealer)
  expect(mine.rows.map(({ id }: { id: string }) => id)).toContain(task.id)
  const mineNow = async () => (await must(dealers.listTasks, {}, people.dealer)).rows.find(({ id }: { id: string }) => id === task.id)
  const state = async (clause: string) => (await mineNow()).promises.find((one: { clause: string }) => one.clause === clause)?.state
  world.at(new Date(start + 3_600_000).toISOString())
  const visit = { taskId: task.id, person: 'Wang', visitAt: new Date(start + 86_400_000).toISOString() }
  await must(dealers.arrangeTask, { ...visit, userTold: true, departmentTold: false }, people.dealer)
  expect([await state('P16-33'), await state('P16-20')]).toEqual(['kept', 'running'])
  world.at(new Date(start + 7_199_000).toISOString())
  await must(dealers.arrangeTask, { ...visit, userTold: true, departmentTold: true }, people.dealer)
  expect(await state('P16-20')).toBe('kept')
  expect((await world.read(ticket)).promises.find(({ key }: { key: string }) => key === 'P16-20#1')).toMatchObject({ state: 'kept' })
})

test('P16-20 told a second too late it is broken, and the dealer’s figures say so', async () => {
  const { people, dealerId, must } = world
  const start = world.now()
  const ticket = await world.register({ title: 'late' }, new Date(start).toISOString())
  const task = await must(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'ordinary-repair' }, people.desk)
  world.at(new Date(start + 7_201_000).toISOString())
  await must(dealers.arrangeTask, { taskId: task.id, person: 'Wang', visitAt: new Date(start + 86_400_000).toISOString(), userTold: true, departmentTold: true }, people.dealer)
  const { score } = await world.dealer()
  expect(score.promises.find(({ clause }) => clause === 'P16-20')).toEqual({ clause: 'P16-20', kept: 1, broken: 1 })
  expect(score.tasks).toBeLessThan(100)
})

test('P16-21 a dealer gives a task back only with a reason the company accepts, and what it does not accept is counted', async () => {
  const { people, dealerId, ask, must } = world
  const ticket = await world.register({ title: 'push' }, new Date(world.now()).toISOString())
  const { id: taskId } = await must(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'ordinary-repair' }, people.desk)
  expect((await ask(dealers.pushBackTask, { taskId, reason: '' }, people.dealer)).status).toBe(400)
  await must(dealers.pushBackTask, { taskId, reason: 'too far' }, people.dealer)
  expect((await ask(dealers.answerPushBack, { taskId, accepted: true }, people.dealer)).status).toBe(403)
  const before = (await world.dealer()).score.unfounded
  expect(await must(dealers.answerPushBack, { taskId, accepted: false }, people.desk)).toMatchObject({ pushAccepted: false, state: 'open' })
  expect((await world.dealer()).score.unfounded).toBe(before + 1)
  await must(dealers.pushBackTask, { taskId, reason: 'the frame is cracked' }, people.dealer)
  expect((await ask(dealers.answerPushBack, { taskId, accepted: true }, people.desk)).body).toMatchObject({ code: 'ticket.step-blocked', params: { clause: 'P16-21' } })
  await world.fileForm({ ticketId: ticket.id }, 'P16-transfer-reason')
  expect(await must(dealers.answerPushBack, { taskId, accepted: true }, people.desk)).toMatchObject({ state: 'returned' })
})

test('P16-11 P16-12 parts leave only against money, and the delivery list stays outstanding until it is back signed and stamped', async () => {
  const { people, ask, must } = world
  const order = await must(dealers.orderParts, { lines: [{ part: 'belt', quantity: 3, price: 2500 }] }, people.dealer)
  expect(order).toMatchObject({ total: 7500, state: 'ordered', blockedBy: 'P16-11' })
  expect((await ask(dealers.shipOrder, { orderId: order.id }, people.desk)).body).toMatchObject({ code: 'dealer.order-unpaid', params: { clause: 'P16-11' } })
  await must(dealers.payOrder, { orderId: order.id, reference: 'bank 1' }, people.finance)
  expect(await must(dealers.shipOrder, { orderId: order.id }, people.desk)).toMatchObject({ state: 'shipped' })
  expect((await world.dealer()).flags).toContainEqual({ code: 'lists', clause: 'P16-12', what: '1' })
  world.at(new Date(world.now() + 20 * 86_400_000).toISOString())
  expect((await must(dealers.listOrders, { state: 'list-overdue' }, people.desk)).rows.map(({ id }: { id: string }) => id)).toEqual([order.id])
  expect((await sendList(order.id, { signed: 'true', stamped: 'false' }, people.dealer)).body.code).toBe('dealer.list-unsigned')
  expect((await sendList(order.id, { signed: 'true', stamped: 'true' }, people.dealer, false)).body.code).toBe('file.unknown')
  expect((await sendList(order.id, { signed: 'true', stamped: 'true' }, people.dealer)).body).toMatchObject({ state: 'closed' })
  expect((await world.dealer()).flags.some(({ code }) => code === 'lists')).toBe(false)
})

test('P16-23 a delay because the dealer held no parts is the dealer’s to answer for; another cause is not', async () => {
  const { people, dealerId, must } = world
  const before = (await world.dealer()).score.delays
  for (const [cause, clause] of [['dealer-without-parts', 'P16-23'], ['design', null]] as const) {
    const ticket = await world.register({ title: `waits: ${cause}` }, new Date(world.now()).toISOString())
    const task = await must(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'ordinary-repair' }, people.desk)
    await world.record(ticket, 'diagnosis.made', { cause, reason: 'the gear was not in stock' }, new Date(world.now()).toISOString())
    expect((await must(dealers.listTasks, {}, people.dealer)).rows.find(({ id }: { id: string }) => id === task.id)).toMatchObject({ liable: clause })
  }
  expect((await world.dealer()).score.delays).toBe(before + 1)
})

test('P16-19 a dealer keeps calls, letters, visits and their results in the same register within its own world; the company sees all', async () => {
  const { people, dealerId, ask } = world
  const rival = await world.another('register rival')
  const entered: string[] = []
  for (const channel of ['call', 'letter', 'visit']) {
    const ticket = await world.register({ channel, title: `${channel} of a user`, customerId: dealerId, type: 'consultation' }, new Date(world.now()).toISOString(), people.dealer)
    await world.record(ticket, 'ticket.resolved', { result: 'explained on the spot' }, new Date(world.now()).toISOString(), people.dealer)
    entered.push(ticket.id)
  }
  const seen = async (as: Actor) => (await ask(listTickets, { customerId: dealerId, limit: 200 }, as)).body.rows.filter(({ id }: { id: string }) => entered.includes(id))
  expect((await seen(people.desk)).map(({ channel, status }: { channel: string; status: string }) => [channel, status]).sort()).toEqual([['call', 'resolved'], ['letter', 'resolved'], ['visit', 'resolved']])
  expect(await seen(people.dealer)).toHaveLength(3)
  expect(await seen(rival.actor)).toEqual([])
})

test('P16-22 a stock plan is due thirty days before its season; stock is shown beside the plan', async () => {
  const { people, dealerId, ask, must } = world
  const season = await must(dealers.openDealerSeason, { line: 'seeder', title: 'autumn', startsOn: '2026-09-01', endsOn: '2026-10-31' }, people.manager)
  const plans = await must(dealers.listStockPlans, { dealerId }, people.dealer)
  expect(plans.rows.find(({ season: one }: { season: { id: string } }) => one.id === season.id)).toMatchObject({ dueOn: '2026-08-02', state: 'open', clause: 'P16-22' })
  const lines = [{ part: 'belt', kind: 'wear' as const, quantity: 10 }, { part: 'gear', kind: 'three-guarantee' as const, quantity: 2 }]
  const submitted = await must(dealers.submitStockPlan, { dealerId, seasonId: season.id, lines }, people.dealer)
  expect(submitted.rows.find(({ season: one }: { season: { id: string } }) => one.id === season.id)).toMatchObject({ state: 'submitted', lines: [{ part: 'belt', quantity: 10, bought: 3 }, { part: 'gear', quantity: 2, bought: 0 }] })
  expect((await world.agreementPromise('P16-22'))?.state).toBe('kept')
  expect((await ask(dealers.submitStockPlan, { dealerId, seasonId: season.id, lines }, people.dealer)).body.code).toBe('dealer.plan-submitted')
})

test('P16-26 P16-27 P16-28 the reason of a return says who bears freight and restoring, and quality must be confirmed by inspection', async () => {
  const { people, dealerId, ask, must } = world
  const sendBack = async (serial: string, reason: string) => {
    const stock = await must(dealers.deliverStock, { dealerId, line: 'harvester', serial, title: 'harvester', price: 500_000, deliveredOn: '2026-06-08' }, people.desk)
    return must(dealers.requestGoodsReturn, { stockId: stock.id, reason }, people.dealer)
  }
  const before = await world.balance()
  const quality = await sendBack('R1', 'product-quality')
  expect((await ask(dealers.decideGoodsReturn, { returnId: quality.id, confirmed: false, inspection: 'no fault', freight: 1000 }, people.sales)).body).toMatchObject({ code: 'dealer.return-not-confirmed', params: { clause: 'P16-26' } })
  expect(await must(dealers.decideGoodsReturn, { returnId: quality.id, confirmed: true, inspection: 'weld broken', freight: 1000, hours: 5 }, people.sales)).toMatchObject({ payer: 'company', clause: 'P16-26', labour: 0 })
  expect(await world.balance()).toBe(before)
  const taken = await sendBack('R2', 'dismantled-by-dealer')
  expect(await must(dealers.decideGoodsReturn, { returnId: taken.id, confirmed: true, inspection: 'engine out', freight: 1000, hours: 3 }, people.sales)).toMatchObject({ payer: 'dealer', clause: 'P16-27', labour: 15_000, rateVersion: 1 })
  expect(await world.balance()).toBe(before + 16_000)
  const other = await sendBack('R3', 'unsaleable')
  expect(await must(dealers.decideGoodsReturn, { returnId: other.id, confirmed: true, inspection: 'sound', freight: 700, hours: 3 }, people.sales)).toMatchObject({ payer: 'dealer', clause: 'P16-28', labour: 0 })
  expect(await world.balance()).toBe(before + 16_700)
  const { lines } = await must(claims.getStatement, { dealerId }, people.dealer)
  expect(lines.slice(-3).map(({ kind, minor }: { kind: string; minor: number }) => [kind, minor])).toEqual([['freight', 1000], ['labour', 15_000], ['freight', 700]])
  const again = await sendBack('R4', 'product-quality')
  expect(await must(dealers.decideGoodsReturn, { returnId: again.id, confirmed: false, reason: 'unsaleable', inspection: 'nothing wrong', freight: 100 }, people.sales)).toMatchObject({ payer: 'dealer', reason: 'unsaleable' })
})

test('P16-29 goods that stood unsold through two whole seasons count as sold, once, with the receivable and the start of warranty', async () => {
  const { people, dealerId, must, card } = world
  for (const [startsOn, endsOn] of [['2025-03-01', '2025-06-30'], ['2025-09-01', '2025-11-30'], ['2026-03-01', '2026-06-10']] as const) await must(dealers.openDealerSeason, { line: 'tractor', title: startsOn, startsOn, endsOn }, people.manager)
  const deliver = (serial: string, deliveredOn: string) => must(dealers.deliverStock, { dealerId, line: 'tractor', serial, title: 'tractor', price: 900_000, deliveredOn }, people.desk)
  await deliver('T1', '2025-03-01')
  await deliver('T2', '2025-03-01')
  await deliver('T3', '2025-09-02')
  await card('T2', '2025-12-24', people.desk)
  const before = await world.balance()
  expect(await must(dealers.judgeStock, {}, people.finance)).toEqual({ deemedSold: 1 })
  expect(await must(dealers.judgeStock, {}, people.finance)).toEqual({ deemedSold: 0 })
  expect(await world.balance()).toBe(before + 900_000)
  const { rows } = await must(dealers.listStock, { limit: 200 }, people.dealer)
  const shown = (serial: string) => rows.find((row: { serial: string }) => row.serial === serial)
  expect(shown('T1')).toMatchObject({ state: 'deemed-sold', deemedSoldOn: '2025-12-01', clause: 'P16-29' })
  expect([shown('T2').state, shown('T3').state, shown('T3').seasons]).toEqual(['sold', 'in-stock', 1])
})

test('P16-25 a downgrade needs a cause of the plan and two other people, and the history keeps it', async () => {
  const { people, dealerId, ask, must } = world
  expect((await ask(dealers.proposeGrade, { dealerId, grade: 'C', cause: 'dislike', reason: 'x' }, people.sales)).body).toMatchObject({ code: 'dealer.unknown-cause', params: { causes: 'fraud, serious-problem' } })
  const decision = await must(dealers.proposeGrade, { dealerId, grade: 'C', cause: 'fraud', reason: 'a repair that never was' }, people.manager)
  expect(decision).toMatchObject({ from: 'B', to: 'C', clause: 'P16-25', steps: 2, state: 'proposed' })
  expect((await ask(dealers.decideGrade, { decisionId: decision.id, yes: true }, people.manager)).body.code).toBe('promise.same-signer')
  expect((await must(dealers.decideGrade, { decisionId: decision.id, yes: true }, people.technician)).state).toBe('proposed')
  expect((await world.dealer()).grade).toBe('B')
  expect((await must(dealers.decideGrade, { decisionId: decision.id, yes: true }, people.admin)).state).toBe('applied')
  const { grade, grades } = await world.dealer()
  expect([grade, grades[0]]).toMatchObject(['C', { from: 'B', to: 'C', cause: 'fraud', approvals: [{ name: 'boss' }, { name: 'technician' }, { name: 'admin' }] }])
})

test('P16-24 an award stands in the dealer file with period, basis, score, amount and approver, once a period', async () => {
  const { people, dealerId, ask, must } = world
  const award = await must(dealers.giveAward, { dealerId, period: '2026', basis: 'best of the province', amount: 200_000 }, people.manager)
  expect(award).toMatchObject({ period: '2026', basis: 'best of the province', amount: 200_000, approver: 'boss' })
  expect((await world.dealer()).awards).toMatchObject([{ period: '2026', score: award.score }])
  expect((await ask(dealers.giveAward, { dealerId, period: '2026', basis: 'twice', amount: 1 }, people.manager)).body.code).toBe('dealer.awarded')
  expect((await ask(dealers.giveAward, { dealerId, period: '2027', basis: 'me', amount: 1 }, people.dealer)).status).toBe(403)
})

test('P16-16 the policy of a plan version is confirmed by the dealer itself, and an explanation to a user is kept on the case', async () => {
  const { people, dealerId, planVersionId, ask, must, card, file } = world
  expect((await world.dealer()).flags).toContainEqual(expect.objectContaining({ code: 'policy', clause: 'P16-16' }))
  expect((await ask(dealers.confirmPolicy, { dealerId, planVersionId }, people.admin)).body.code).toBe('claim.not-yours')
  const confirmed = await must(dealers.confirmPolicy, { dealerId, planVersionId }, people.dealer)
  expect(confirmed.policy).toMatchObject({ confirmedBy: 'dealer', texts: expect.arrayContaining([expect.objectContaining({ clause: 'P16-16' })]) })
  expect(confirmed.flags.some(({ code }: { code: string }) => code === 'policy')).toBe(false)
  await card('POL', '2026-06-20')
  const claim = await file({ serial: 'POL', explained: true })
  expect(claim.entries[0]).toMatchObject({ kind: 'filed', data: { explained: true } })
})

test('P16-10 a dealer’s repair team is kept with the skill of each', async () => {
  const { people, dealerId, agreementId, must } = world
  const { version, territory } = await world.dealer()
  const saved = await must(dealers.saveDealer, { dealerId, version, agreementId, territory, salespersonId: people.sales.id, repairers: [{ name: 'Zhao', skill: 'engine, level 3' }, { name: 'Qian', skill: 'level 1' }] }, people.manager)
  expect(saved.repairers).toMatchObject([{ name: 'Zhao', skill: 'engine, level 3' }, { name: 'Qian', skill: 'level 1' }])
})

test('a fault a supplier caused is claimed from the supplier once, answered and recovered once', async () => {
  const { people, card, file, carry, ask, must } = world
  await card('V1', '2026-06-20')
  const { id: claimId } = await file({ serial: 'V1' })
  const vendor = await must(claims.createVendor, { name: 'gear works' }, people.technician)
  const sent = { vendorId: vendor.id, claimId, fault: 'soft teeth', amount: 46_000 }
  expect((await ask(claims.claimFromVendor, sent, people.technician)).body.code).toBe('vendor.not-written-off')
  await carry(claimId, 'written-off')
  const recourse = await must(claims.claimFromVendor, sent, people.technician)
  expect((await ask(claims.claimFromVendor, sent, people.technician)).body.code).toBe('vendor.claimed')
  expect((await ask(claims.recoverVendorClaim, { vendorClaimId: recourse.id, amount: 1 }, people.finance)).body.code).toBe('vendor.claim-state')
  await must(claims.answerVendorClaim, { vendorClaimId: recourse.id, accepted: 30_000 }, people.technician)
  expect(await must(claims.recoverVendorClaim, { vendorClaimId: recourse.id, amount: 30_000 }, people.finance)).toMatchObject({ state: 'recovered', recoveredAmount: 30_000 })
  expect((await ask(claims.recoverVendorClaim, { vendorClaimId: recourse.id, amount: 30_000 }, people.finance)).body.code).toBe('vendor.claim-state')
  expect((await must(claims.listVendors, {}, people.finance)).rows).toMatchObject([{ name: 'gear works', open: 0, recovered: 30_000 }])
  expect((await ask(claims.listVendors, {}, people.dealer)).status).toBe(403)
})
