// Money of dealers under pressure: two clerks at once, a month run twice or stopped midway, and nobody sees another's world.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as claims from '#contract/dealer/claims.ts'
import * as dealers from '#contract/dealer/endpoints.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { settle } from '#domain/settlement/statement.ts'
import type { Booking, PayableClaim } from '#domain/settlement/statement.ts'
import type { Day } from '#domain/time/day.ts'
import { toIso } from '#domain/time/instant.ts'
import { runSettlement } from '#server/modules/dealer/index.ts'
import { sql } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { openDealerWorld } from '#tests/support/dealer-world.ts'
import type { DealerWorld } from '#tests/support/dealer-world.ts'

let world: DealerWorld
beforeAll(async () => {
  world = await openDealerWorld()
  await world.rates()
})
afterAll(() => world.close())

describe('two at once', () => {
  test.each([['written off', 'formalities', claims.writeOffClaim, 'written-off'], ['set against the debt', 'confirmed', claims.offsetClaim, 'offset']] as const)('a claim is %s once, however many clerks press', async (_, until, endpoint, kind) => {
    const { people, file, card, carry, ask, must, balance } = world
    const serial = `two-${kind}`
    await card(serial)
    const { id: claimId, amount } = await file({ serial })
    await carry(claimId, until)
    const before = await balance()
    const replies = await Promise.all(Array.from({ length: 6 }, (_unused, n) => ask(endpoint, { claimId }, n % 2 === 0 ? people.finance : people.finance2)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
    expect(replies.filter(({ status }) => status === 409).every(({ body }) => body.code === 'claim.link-done')).toBe(true)
    const view = await must(claims.getClaim, { claimId }, people.finance)
    expect(view.entries.filter((entry: { kind: string }) => entry.kind === kind)).toHaveLength(1)
    expect(await balance()).toBe(kind === 'offset' ? before - amount : before)
  })

  test('an offset and its reversal pressed together leave the debt as it was or lower, never twice', async () => {
    const { people, file, card, carry, ask, must, balance } = world
    await card('both')
    const { id: claimId, amount } = await file({ serial: 'both' })
    await carry(claimId, 'confirmed')
    const before = await balance()
    await Promise.all([ask(claims.offsetClaim, { claimId }, people.finance), ask(claims.reverseClaim, { claimId, reason: 'wrong' }, people.finance2), ask(claims.offsetClaim, { claimId }, people.finance2)])
    const { state } = await must(claims.getClaim, { claimId }, people.finance)
    expect([before, before - amount]).toContain(await balance())
    expect(await balance()).toBe(state === 'reversed' ? before : before - amount)
  })

  test('no booking of the ledger and no entry of a claim can be changed or removed, whatever the code believes', async () => {
    const { db, orgId } = world
    for (const table of ['receivables', 'claim_entries']) {
      await expect(db.tx({ orgId }, (tx) => tx.run(sql`update ${sql.raw(table)} set recorded_at = now() where org_id = ${orgId}`))).rejects.toThrow('ledger_is_kept')
      await expect(db.tx({ orgId }, (tx) => tx.run(sql`delete from ${sql.raw(table)} where org_id = ${orgId}`))).rejects.toThrow('ledger_is_kept')
    }
  })
})

describe('a dealer’s own world', () => {
  test('a dealer reaches its own by list, search, export and one by one, and nothing of another', async () => {
    const { people, file, card, must, ask } = world
    const rival = await world.another('rival')
    await card('mine')
    const own = await file({ serial: 'mine' })
    await must(dealers.registerCard, { serial: 'theirs', product: 'p', soldOn: '2026-06-01', userName: 'u', userPhone: '1', userAddress: 'a' }, rival.actor)
    const theirs = await file({ serial: 'theirs' }, rival.actor)
    const stock = await must(dealers.deliverStock, { dealerId: rival.id, line: 'x', serial: 'rs', title: 't', price: 1, deliveredOn: '2026-06-08' }, people.desk)
    const order = await must(dealers.orderParts, { lines: [{ part: 'b', quantity: 1, price: 1 }] }, rival.actor)
    const back = await must(dealers.requestGoodsReturn, { stockId: stock.id, reason: 'unsaleable' }, rival.actor)
    const ticket = await world.register({ title: 'for the rival' })
    const task = await must(dealers.handTask, { ticketId: ticket.id, dealerId: rival.id, task: 'ordinary-repair' }, people.desk)
    const card2 = (await must(dealers.listCards, {}, rival.actor)).rows[0]
    const lists: readonly [Endpoint, string][] = [[dealers.listDealers, 'id'], [dealers.listCards, 'dealer'], [claims.listClaims, 'dealer'], [dealers.listStock, 'dealer'], [dealers.listGoodsReturns, 'dealer'],
      [dealers.listOrders, 'dealer'], [dealers.listTasks, 'dealer'], [claims.listClaimedParts, 'dealer']]
    for (const [as, id] of [[people.dealer, world.dealerId], [rival.actor, rival.id]] as const) {
      for (const [endpoint, field] of lists) {
        for (const input of [{ limit: 200 }, ...(endpoint === dealers.listDealers ? [{ q: 'rival' }] : [{ limit: 200, dealerId: rival.id }, { limit: 200, dealerId: world.dealerId }])]) {
          const { rows } = await must(endpoint, input as never, as)
          expect([endpoint.path, rows.every((row: Record<string, unknown>) => (field === 'id' ? row['id'] : (row['dealer'] as { id: string } | null)?.id) === id)]).toEqual([endpoint.path, true])
        }
      }
    }
    for (const [endpoint, needle] of [[claims.exportClaims, theirs.number], [dealers.exportDealers, 'rival'], [dealers.exportCards, 'theirs']] as const) expect((await ask(endpoint, {} as never, people.dealer)).text).not.toContain(needle)
    expect((await ask(claims.exportClaims, {}, people.dealer)).text).toContain(own.number)
    const foreign: readonly [Endpoint, object][] = [
      [dealers.getDealer, { dealerId: rival.id }], [claims.getClaim, { claimId: theirs.id }], [claims.getStatement, { dealerId: rival.id }],
      [claims.exportStatement, { dealerId: rival.id }], [claims.printNotice, { claimId: theirs.id }],
      [claims.signRecord, { claimId: theirs.id, signedBy: 'x', signedOn: '2026-06-08', signature: 'data:image/png;base64,AAAA' }], [claims.withdrawClaim, { claimId: theirs.id, reason: 'x' }], [claims.confirmNotice, { claimId: theirs.id }],
      [claims.sendOldPart, { claimId: theirs.id, byTruck: true }], [dealers.listStockPlans, { dealerId: rival.id }], [dealers.requestGoodsReturn, { stockId: stock.id, reason: 'unsaleable' }], [dealers.returnCard, { cardId: card2.id }],
      [dealers.arrangeTask, { taskId: task.id, person: 'x', visitAt: '2026-06-09T00:00:00Z', userTold: true, departmentTold: true }], [dealers.pushBackTask, { taskId: task.id, reason: 'x' }], [dealers.confirmPolicy, { dealerId: rival.id, planVersionId: world.planVersionId }],
      [dealers.registerCard, { dealerId: rival.id, serial: 'z', product: 'p', soldOn: '2026-06-01', userName: 'u', userPhone: '1', userAddress: 'a' }], [dealers.orderParts, { dealerId: rival.id, lines: [{ part: 'b', quantity: 1, price: 1 }] }],
    ]
    expect([order.id, back.id].every(Boolean)).toBe(true)
    for (const [endpoint, input] of foreign) {
      const nobody = Object.fromEntries(Object.entries(input).map(([key, value]) => [key, [rival.id, theirs.id, stock.id, task.id, card2.id].includes(value as string) ? newId() : (value as unknown)]))
      const [a, b] = [await ask(endpoint, input as never, people.dealer), await ask(endpoint, nobody as never, people.dealer)]
      expect([endpoint.method, endpoint.path, a.status, a.body?.code]).toEqual([endpoint.method, endpoint.path, 404, b.body?.code])
    }
  })

  test('somebody who belongs to no dealer, or to a customer, sees none', async () => {
    for (const kind of ['dealer', 'customer'] as const) {
      const nobody: Actor = { ...world.people.dealer, id: newId(), kind, customerId: kind === 'customer' ? world.customerId : null }
      for (const endpoint of [dealers.listDealers, claims.listClaims, dealers.listCards, dealers.listTasks]) expect((await world.must(endpoint, {}, nobody)).rows).toEqual([])
      expect((await world.must(dealers.getMyDealer, {}, nobody)).dealer).toBeNull()
    }
  })
})

describe('the end of a month for three hundred dealers', () => {
  let many: DealerWorld
  beforeAll(async () => {
    many = await openDealerWorld()
    await plant(many, 300)
    many.at('2026-07-03T10:00:00+08:00')
  })
  afterAll(() => many.close())

  test('a run that stopped midway and is pressed again gives the same sums as the slow count, and pressing it ten times changes nothing', async () => {
    const { db, orgId, people, must, ask, now } = many
    const expected = await slowly(many)
    // Stopped: two hundred dealers are settled, then a chunk is lost before it commits.
    expect((await must(claims.runSettlement, { month: '2026-06', atOnce: 200 }, people.finance)).finishedAt).toBeNull()
    await expect(db.tx({ orgId }, async (tx) => {
      await runSettlement({ tx, now: now(), actor: people.finance }, { month: '2026-06', atOnce: 50 })
      throw new Error('the machine went dark')
    })).rejects.toThrow('dark')
    expect((await ask(claims.runSettlement, { month: '2026-05' }, people.finance)).body.code).toBe('settlement.out-of-order')
    const both = await Promise.all([must(claims.runSettlement, { month: '2026-06' }, people.finance), must(claims.runSettlement, { month: '2026-06' }, people.finance2)])
    expect(both.map(({ finishedAt }) => finishedAt !== null)).toEqual([true, true])
    for (let again = 0; again < 10; again += 1) await must(claims.runSettlement, { month: '2026-06' }, people.finance)
    const run = both[0]
    expect(run).toMatchObject({ dealers: 301, of: 301 })
    const settled = new Map<string, unknown>()
    for (let cursor: string | undefined; ;) {
      const page = await must(claims.getSettlement, { runId: run.id, limit: 200, ...(cursor && { cursor }) }, people.finance)
      for (const { dealer, opening, closing, offset, lines } of page.rows) settled.set(dealer.id, { opening, closing, offset, lines })
      cursor = page.next ?? undefined
      if (!cursor) break
    }
    for (const [id, statement] of expected) expect([id, settled.get(id)]).toEqual([id, statement])
    const sum = [...expected.values()].reduce((total, { closing }) => total + closing, 0)
    expect(run.closing).toBe(sum)
    expect(run.opening + run.charges - run.offset).toBe(run.closing)
    const ledger = await db.tx({ orgId }, (tx) => tx.row<{ minor: number; offsets: number }>(sql`select sum(minor)::bigint as minor, (count(*) filter (where kind = 'offset'))::int as offsets from receivables where org_id = ${orgId} and booked_on <= '2026-06-30'`))
    expect(ledger?.minor).toBe(sum)
  })

  test('a settled month takes no more bookings, and the next one opens where it closed', async () => {
    const { people, ask, must } = many
    const { rows } = await must(dealers.listDealers, { limit: 2 }, people.finance)
    const dealerId = rows[1].id as string
    expect((await ask(claims.bookReceivable, { dealerId, kind: 'goods', on: '2026-06-30', minor: 1, reference: 'late' }, people.finance)).body).toMatchObject({ code: 'receivable.month-closed', params: { day: '2026-06-30' } })
    const before = (await must(claims.getStatement, { dealerId, month: '2026-06' }, people.finance)).closing
    await must(claims.bookReceivable, { dealerId, kind: 'goods', on: '2026-07-01', minor: 500, reference: 'new' }, people.finance)
    expect((await ask(claims.runSettlement, { month: '2026-07' }, people.finance)).body.code).toBe('settlement.not-over')
    many.at('2026-08-02T10:00:00+08:00')
    await must(claims.runSettlement, { month: '2026-07' }, people.finance)
    const july = await must(claims.getStatement, { dealerId, month: '2026-07' }, people.finance)
    expect(july.opening).toBe(before)
    expect(july.closing).toBe(before + july.lines.reduce((sum: number, { minor }: { minor: number }) => sum + minor, 0))
    expect(july.lines.map(({ reference }: { reference: string }) => reference)).toContain('new')
  })
})

let seed = 5
const next = (below: number) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((seed / 2_147_483_648) * below) }

/** Dealers with goods on account, payments, and claims that wait for their offset; some confirmed only after the month. */
async function plant({ db, orgId, agreementId, now }: DealerWorld, count: number): Promise<void> {
  const at = toIso(now())
  await db.tx({ orgId }, async (tx) => {
    for (let n = 0; n < count; n += 1) {
      const id = newId()
      await tx.run(sql`insert into customers (org_id, id, number, name, kind, created_at) values (${orgId}, ${id}, ${`D${n}`}, ${`dealer ${n}`}, 'dealer', ${at})`)
      await tx.run(sql`insert into dealers (org_id, customer_id, agreement_id, created_at) values (${orgId}, ${id}, ${agreementId}, ${at})`)
      for (const [kind, on] of [['goods', '2026-05-10'], ['goods', '2026-06-11'], ['payment', '2026-06-30'], ['goods', '2026-07-01']] as const) {
        await tx.run(sql`insert into receivables (org_id, id, dealer_id, kind, booked_on, minor, recorded_at) values (${orgId}, ${newId()}, ${id}, ${kind}, ${on}, ${(kind === 'payment' ? -1 : 1) * (1 + next(100_000))}, ${at})`)
      }
      for (let m = next(4); m > 0; m -= 1) {
        await tx.run(sql`
          insert into claims (org_id, id, number, claimant, dealer_id, agreement_id, serial, product, origin, record_number, repaired_on, fault, work, lines, amount, dealer_borne, state, next_link, approved, confirmed_on, filed_on, created_at)
          values (${orgId}, ${newId()}, ${`C${n}-${m}`}, 'dealer', ${id}, ${agreementId}, 's', 'p', 'own', ${`${n}-${m}`}, '2026-06-01', 'f', 'w', '[]', 5000, 0, 'open', 'offset', ${next(5000)}, ${next(5) === 0 ? '2026-07-01' : '2026-06-20'}, '2026-06-02', ${at})`)
      }
    }
  })
}

async function slowly({ db, orgId }: DealerWorld): Promise<Map<string, { opening: number; closing: number; offset: number; lines: number }>> {
  const period = { from: '2026-06-01' as Day, until: '2026-06-30' as Day }
  return db.tx({ orgId }, async (tx) => {
    const found = new Map<string, { opening: number; closing: number; offset: number; lines: number }>()
    for (const { id } of await tx.rows<{ id: string }>(sql`select customer_id as id from dealers where org_id = ${orgId}`)) {
      const bookings = await tx.rows<Booking>(sql`select id, kind, booked_on as on, minor, claim_id as "claimId" from receivables where org_id = ${orgId} and dealer_id = ${id}`)
      const payable = await tx.rows<PayableClaim>(sql`select id, approved as minor, confirmed_on as "confirmedOn", false as "isReversed" from claims where org_id = ${orgId} and dealer_id = ${id} and confirmed_on is not null`)
      const { opening, closing, offset, lines } = settle(payable, bookings, period)
      found.set(id, { opening, closing, offset, lines: lines.length })
    }
    return found
  })
}
