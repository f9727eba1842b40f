import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#contract/stock/endpoints.ts'
import * as partApi from '#contract/stock/parts.ts'
import * as requisitionApi from '#contract/stock/requisitions.ts'
import { instant } from '#domain/time/instant.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { folderBlobs } from '#server/platform/files/blobs.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkParts, commitParts } from './commands/import-parts.ts'
import { routes } from './routes.ts'

const now = instant('2026-06-08T02:00:00Z')
let base: TestDatabase
let db: DatabaseHandle
let app: TestApp
let boss: Actor
let stranger: Actor
let depot: string

beforeAll(async () => {
  base = await createDatabase()
  db = openDatabase(base.url)
  app = await testApp(db, routes, { now: () => now })
  boss = actorWith(await createOrg(db, now), 'all')
  stranger = actorWith(await createOrg(db, now), 'all')
  depot = (await app.call(api.createPlace, { code: 'D', name: 'Depot', kind: 'depot' }, { as: boss })).body.id
})
afterAll(async () => {
  await app.close()
  await db.close()
  await base.drop()
})

const part = async (number: string, more: object = {}) => (await app.call(partApi.createPart, { number, name: number, ...more }, { as: boss })).body
const receive = (partId: string, quantity: number, more: object = {}) => app.call(api.postMoves, { kind: 'receive', lines: [{ partId, quantity, toId: depot, ...more }] }, { as: boss })

describe('parts', () => {
  test('a number is used once, an old version changes nothing, and what is in stock does not go into the bin', async () => {
    const pump = await part('PUMP-1')
    expect(await part('PUMP-1')).toMatchObject({ code: 'part.number-taken', params: { field: 'number' } })
    expect((await app.call(partApi.updatePart, { partId: pump.id, version: 1, name: 'Pump' }, { as: boss })).body).toMatchObject({ name: 'Pump', version: 2 })
    expect((await app.call(partApi.updatePart, { partId: pump.id, version: 1, name: 'x' }, { as: boss })).body).toMatchObject({ code: 'row.changed' })
    await receive(pump.id, 2)
    expect((await app.call(partApi.deletePart, { partId: pump.id }, { as: boss })).body).toMatchObject({ code: 'row.in-use' })
    expect((await app.call(partApi.updatePart, { partId: pump.id, version: 2, isSerial: true }, { as: boss })).body).toMatchObject({ code: 'part.has-stock' })
    await app.call(api.postMoves, { kind: 'issue', lines: [{ partId: pump.id, quantity: 2, fromId: depot }] }, { as: boss })
    expect((await app.call(partApi.deletePart, { partId: pump.id }, { as: boss })).status).toBe(200)
    expect((await receive(pump.id, 1)).body).toMatchObject({ code: 'part.unknown' })
    expect((await app.call(partApi.restorePart, { partId: pump.id }, { as: boss })).body).toMatchObject({ deletedAt: null })
  })

  test('substitutes stand for each other, never for themselves, and are found from both sides', async () => {
    const [one, other] = [await part('S-1'), await part('S-2')]
    expect((await app.call(partApi.saveSubstitutes, { partId: one.id, substituteIds: [one.id] }, { as: boss })).body).toMatchObject({ code: 'part.own-substitute' })
    expect((await app.call(partApi.saveSubstitutes, { partId: one.id, substituteIds: [other.id] }, { as: boss })).body.substitutes).toMatchObject([{ number: 'S-2' }])
    expect((await app.call(partApi.getPart, { partId: other.id }, { as: boss })).body.substitutes).toMatchObject([{ number: 'S-1' }])
  })

  test('parts and opening balances of a file are checked row by row, then taken as moves; taking the file again changes nothing', async () => {
    const blobs = folderBlobs(join(tmpdir(), `aftercare-test-${newId()}`))
    const file = '零件編號,零件名稱,類別,序號管理,庫位,數量,序號,定價\r\nI-1,濾網,耗材,,D,20,,180\r\nI-1,濾網,耗材,,D,5,,\r\nI-2,主機,備機,是,D,1,SN-1,\r\nI-3,風扇,不明,,,,,\r\nI-4,泵,,,X,1,,\r\nI-5,閥,,,D,1.5,,\r\n,無號,,,,,,\r\nI-6,主板,,是,D,2,,\r\n'
    const take = () => db.tx({ orgId: boss.orgId }, (tx) => checkParts({ tx, now, actor: boss }, [{ name: 'a.csv', mediaType: 'text/csv', data: Buffer.from(file) }], blobs))
    const checked = await take()
    expect(checked.rows.map(({ row, problems }) => [row, problems[0]?.field, problems[0]?.code])).toEqual([
      [2, undefined, undefined], [3, 'number', 'duplicate-in-file'], [4, undefined, undefined], [5, 'classes', 'unknown-word'],
      [6, 'place', 'unknown-place'], [7, 'quantity', 'number-wrong'], [8, 'number', 'missing'], [9, 'quantity', 'number-wrong']])
    const commit = (token: string) => db.tx({ orgId: boss.orgId }, (tx) => commitParts({ tx, now, actor: boss }, token, blobs))
    expect(await commit(checked.token)).toEqual({ created: 2, skipped: 6 })
    const rows = (await app.call(partApi.listParts, { q: 'I-' }, { as: boss })).body.rows as { number: string; onHand: number; listPrice: number | null; isSerial: boolean }[]
    expect(rows.map(({ number, onHand, listPrice, isSerial }) => [number, onHand, listPrice, isSerial])).toEqual([['I-1', 20, 18_000, false], ['I-2', 1, null, true]])
    expect((await take()).good).toBe(0)
    await expect(commit(checked.token)).rejects.toThrow('file.unknown')
    const csv = (await app.call(partApi.exportParts, { q: 'I-' }, { as: boss })).text
    expect(csv).toContain('I-1')
    expect(csv).toContain('SN-1')
  })
})

describe('counts', () => {
  test('a count posts the difference taken when it was counted, whatever moved since', async () => {
    const bolt = await part('BOLT')
    await receive(bolt.id, 10)
    const count = (await app.call(api.openCount, { placeId: depot }, { as: boss })).body
    expect((await app.call(api.openCount, { placeId: depot }, { as: boss })).body).toMatchObject({ code: 'count.open' })
    expect(count.sheet.find((line: { part: { id: string } }) => line.part.id === bolt.id)).toMatchObject({ expected: 10, counted: null })
    const saved = await app.call(api.saveCount, { countId: count.id, lines: [{ partId: bolt.id, counted: 7 }] }, { as: boss })
    expect(saved.body.sheet.find((line: { part: { id: string } }) => line.part.id === bolt.id)).toMatchObject({ difference: -3, countedByName: 'Test' })
    await receive(bolt.id, 5)
    expect((await app.call(api.endCount, { countId: count.id, post: true }, { as: boss })).body).toMatchObject({ state: 'posted' })
    expect((await app.call(partApi.getPart, { partId: bolt.id }, { as: boss })).body.onHand).toBe(12)
    expect((await app.call(api.listMoves, { partId: bolt.id, kind: 'count' }, { as: boss })).body.rows).toMatchObject([{ quantity: 3, from: { code: 'D' }, to: null }])
    expect((await app.call(api.saveCount, { countId: count.id, lines: [{ partId: bolt.id, counted: 1 }] }, { as: boss })).body).toMatchObject({ code: 'count.ended' })
  })
})

describe('requisitions', () => {
  test('what was refused goes nowhere, and what was cancelled is not issued', async () => {
    const wheel = await part('WHEEL')
    await receive(wheel.id, 3)
    const other = { ...boss, id: newId() }
    const ask = async () => (await app.call(requisitionApi.createRequisition, { toId: depot, lines: [{ partId: wheel.id, quantity: 1 }] }, { as: boss })).body
    const refused = await ask()
    expect((await app.call(requisitionApi.decideRequisition, { requisitionId: refused.id, approve: false }, { as: other })).body).toMatchObject({ code: 'stock.reason-needed' })
    expect((await app.call(requisitionApi.decideRequisition, { requisitionId: refused.id, approve: false, reason: 'too many' }, { as: other })).body).toMatchObject({ state: 'refused', refusal: 'too many' })
    expect((await app.call(requisitionApi.issueRequisition, { requisitionId: refused.id, fromId: depot }, { as: other })).body).toMatchObject({ code: 'requisition.wrong-state' })
    const cancelled = await ask()
    expect((await app.call(requisitionApi.cancelRequisition, { requisitionId: cancelled.id }, { as: boss })).body).toMatchObject({ state: 'cancelled' })
    expect((await app.call(requisitionApi.receiveRequisition, { requisitionId: cancelled.id }, { as: boss })).body).toMatchObject({ code: 'requisition.wrong-state' })
  })

  test('what is on its way lies nowhere else, serial by serial', async () => {
    const unit = await part('UNIT', { isSerial: true })
    for (const serial of ['U-1', 'U-2']) await receive(unit.id, 1, { serial })
    const target = (await app.call(api.createPlace, { code: 'T', name: 'Target', kind: 'depot' }, { as: boss })).body.id
    const { id: requisitionId } = (await app.call(requisitionApi.createRequisition, { toId: target, lines: [{ partId: unit.id, quantity: 2 }] }, { as: boss })).body
    await app.call(requisitionApi.decideRequisition, { requisitionId, approve: true }, { as: { ...boss, id: newId() } })
    await app.call(requisitionApi.issueRequisition, { requisitionId, fromId: depot }, { as: boss })
    const lying = async () => (await app.call(api.listBalances, { partId: unit.id }, { as: boss })).body.rows
      .map((row: { place: { kind: string; code: string }; serial: string }) => [row.place.code, row.serial])
    expect(await lying()).toEqual([['TRANSIT', 'U-1'], ['TRANSIT', 'U-2']])
    await app.call(requisitionApi.receiveRequisition, { requisitionId }, { as: boss })
    expect(await lying()).toEqual([['T', 'U-1'], ['T', 'U-2']])
  })
})

test('nobody without session or permission gets through, and another organisation sees nothing', async () => {
  const walled = await part('WALLED')
  expect((await app.call(partApi.listParts, {})).status).toBe(401)
  expect((await app.call(partApi.createPart, { number: 'x', name: 'x' }, { as: actorWith(boss.orgId, ['part.read']) })).status).toBe(403)
  expect((await app.call(partApi.createPart, { number: '', name: '' }, { as: boss })).status).toBe(400)
  expect((await app.call(partApi.getPart, { partId: walled.id }, { as: stranger })).body).toMatchObject({ code: 'part.unknown' })
  expect((await app.call(api.postMoves, { kind: 'receive', lines: [{ partId: walled.id, quantity: 1, toId: depot }] }, { as: stranger })).body).toMatchObject({ code: 'place.unknown' })
  expect((await app.call(partApi.getPart, { partId: walled.id }, { as: actorWith(boss.orgId, ['part.read'], { kind: 'customer' }) })).status).toBe(404)
})

test('a van needs its holder, a dealer store its dealer, and a place with stock stays open', async () => {
  expect((await app.call(api.createPlace, { code: 'V', name: 'Van', kind: 'van' }, { as: boss })).body).toMatchObject({ code: 'place.needs-holder', params: { field: 'holderId' } })
  expect((await app.call(api.createPlace, { code: 'N', name: 'Dealer', kind: 'dealer' }, { as: boss })).body).toMatchObject({ code: 'place.needs-holder', params: { field: 'customerId' } })
  expect((await app.call(api.createPlace, { code: 'D', name: 'Twin', kind: 'depot' }, { as: boss })).body).toMatchObject({ code: 'place.code-taken' })
  expect((await app.call(api.updatePlace, { placeId: depot, version: 1, isActive: false }, { as: boss })).body).toMatchObject({ code: 'row.in-use' })
})
