// Stock under pressure: the last pieces go to exactly as many as there are, and what fails half way leaves nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPlace, listMoves, postMoves } from '#contract/stock/endpoints.ts'
import { createPart, getPart } from '#contract/stock/parts.ts'
import { instant } from '#domain/time/instant.ts'
import { checkStock } from '#server/main/stock-check.ts'
import { moveStock } from '#server/modules/stock/index.ts'
import { routes } from '#server/modules/stock/routes.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'

const now = instant('2026-06-08T02:00:00Z')
let base: TestDatabase
let db: DatabaseHandle
let app: TestApp
let boss: Actor
let depot: string
let van: string

beforeAll(async () => {
  base = await createDatabase()
  db = openDatabase(base.url, { max: 20 })
  app = await testApp(db, routes, { now: () => now })
  boss = actorWith(await createOrg(db, now), 'all')
  depot = (await app.call(createPlace, { code: 'D', name: 'Depot', kind: 'depot' }, { as: boss })).body.id
  van = (await app.call(createPlace, { code: 'V', name: 'Second depot', kind: 'depot' }, { as: boss })).body.id
})
afterAll(async () => {
  await app.close()
  await db.close()
  await base.drop()
})

let made = 0
async function stocked(quantity: number): Promise<string> {
  made += 1
  const part = (await app.call(createPart, { number: `P${made}`, name: 'Pump seal' }, { as: boss })).body
  await app.call(postMoves, { kind: 'receive', lines: [{ partId: part.id, quantity, toId: depot }] }, { as: boss })
  return part.id
}
const issue = (partId: string, quantity = 1) => app.call(postMoves, { kind: 'issue', lines: [{ partId, quantity, fromId: depot }] }, { as: boss })
const onHand = async (partId: string) => (await app.call(getPart, { partId }, { as: boss })).body.onHand
/** The slow way: the moves themselves, added up. */
async function summed(partId: string): Promise<number> {
  const { rows } = (await app.call(listMoves, { partId, limit: 200 }, { as: boss })).body as { rows: { quantity: number; from: { id: string } | null; to: { id: string } | null }[] }
  return rows.reduce((sum, { quantity, from, to }) => sum + (to ? quantity : 0) - (from ? quantity : 0), 0)
}

test('forty at once want the last ten: exactly ten are served, nothing is left, and the moves add up to the balance', async () => {
  const partId = await stocked(10)
  const replies = await Promise.all(Array.from({ length: 40 }, () => issue(partId)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(10)
  expect(new Set(replies.filter(({ status }) => status !== 200).map(({ status, body }) => `${status} ${body.code}`))).toEqual(new Set(['409 stock.short']))
  expect([await onHand(partId), await summed(partId)]).toEqual([0, 0])
  expect(await checkStock(db)).toEqual([])
})

test('who take the same two parts in opposite order do not stop each other for ever', async () => {
  const [one, other] = [await stocked(30), await stocked(30)]
  const both = (first: string, second: string) =>
    app.call(postMoves, { kind: 'transfer', lines: [first, second].map((partId) => ({ partId, quantity: 1, fromId: depot, toId: van })) }, { as: boss })
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? both(one, other) : both(other, one))))
  expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  expect([await onHand(one), await summed(one), await onHand(other), await summed(other)]).toEqual([30, 30, 30, 30])
})

test('a crash between the moves and their sum leaves neither', async () => {
  const partId = await stocked(5)
  const crashing = (tx: Tx): Tx => ({ ...tx, run: (query) => (JSON.stringify(query.toOperationNode()).includes('insert into stock_balances') ? Promise.reject(new Error('the lights went out')) : tx.run(query)) })
  const crash = db.tx({ orgId: boss.orgId }, (tx) => moveStock({ tx: crashing(tx), now, actor: boss }, [{ kind: 'issue', part: partId, quantity: 2, from: depot, to: null }]))
  await expect(crash).rejects.toThrow('the lights went out')
  expect([await onHand(partId), await summed(partId)]).toEqual([5, 5])
  expect((await issue(partId, 5)).status).toBe(200)
})

test('all lines of a move or none', async () => {
  const [plenty, few] = [await stocked(5), await stocked(1)]
  const reply = await app.call(postMoves, { kind: 'issue', lines: [{ partId: plenty, quantity: 2, fromId: depot }, { partId: few, quantity: 2, fromId: depot }] }, { as: boss })
  expect([reply.status, reply.body.params]).toEqual([409, { field: 'quantity', part: expect.any(String), place: 'Depot', available: 1 }])
  expect([await onHand(plenty), await onHand(few)]).toEqual([5, 1])
})

test('a move is never changed or taken away, whatever the code believes', async () => {
  await stocked(1)
  for (const statement of [sql`update stock_moves set quantity = 9`, sql`delete from stock_moves`]) {
    await expect(db.tx({ orgId: boss.orgId }, (tx) => tx.run(statement))).rejects.toThrow('moves_are_kept')
  }
})

test('a balance that is not the sum of its moves is found', async () => {
  const partId = await stocked(3)
  await db.tx({ orgId: boss.orgId }, (tx) => tx.run(sql`update stock_balances set on_hand = 4 where org_id = ${boss.orgId} and part_id = ${partId}`))
  expect(await checkStock(db)).toEqual([{ check: 'stock', id: partId, what: expect.stringContaining('4') }])
})
