import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#contract/asset/endpoints.ts'
import * as partyApi from '#contract/party/endpoints.ts'
import * as productApi from '#contract/product/endpoints.ts'
import { instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { routes as partyRoutes } from '../party/routes.ts'
import { routes as productRoutes } from '../product/routes.ts'
import { lookupRoute, qrByCode } from './index.ts'
import { routes } from './routes.ts'

const now = instant('2026-11-23T02:00:00Z')
let base: TestDatabase
let db: DatabaseHandle
let app: TestApp
let boss: Actor
let stranger: Actor
let customerId: string

beforeAll(async () => {
  base = await createDatabase()
  db = openDatabase(base.url)
  app = await testApp(db, [...partyRoutes, ...productRoutes, ...routes, lookupRoute(() => sql`true`)], { now: () => now })
  boss = actorWith(await createOrg(db, now), 'all')
  stranger = actorWith(await createOrg(db, now), 'all')
  customerId = (await app.call(partyApi.createCustomer, { name: 'Owner' }, { as: boss })).body.id
})
afterAll(async () => {
  await app.close()
  await db.close()
  await base.drop()
})

const made = async (name: string, more: object = {}) => (await app.call(api.createAsset, { customerId, name, ...more }, { as: boss })).body
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('assets', () => {
  test('a tree is read from any of its nodes', async () => {
    const system = await made('Cooling', { kind: 'system' })
    const pump = await made('冷卻水泵', { parentId: system.id, serial: 'SN-2024-00917' })
    const motor = await made('Motor', { kind: 'component', parentId: pump.id })
    expect((await app.call(api.getAsset, { assetId: pump.id }, { as: boss })).body).toMatchObject({ parents: [{ id: system.id }], parts: [{ id: motor.id }], children: 1 })
    expect(ids((await app.call(api.getAsset, { assetId: motor.id }, { as: boss })).body.parents)).toEqual([system.id, pump.id])
    for (const q of ['SN-2024-00917', '00917', '2024', '水泵', '冷却', pump.number]) expect(ids((await app.call(api.listAssets, { q }, { as: boss })).body.rows), q).toContain(pump.id)
    expect((await app.call(partyApi.lookup, { q: '00917' }, { as: boss })).body.hits).toMatchObject([{ kind: 'asset', id: pump.id, customerId }])
    expect(ids((await app.call(api.listAssets, { parentId: system.id }, { as: boss })).body.rows)).toEqual([pump.id])
    expect((await app.call(api.deleteAsset, { assetId: pump.id }, { as: boss })).body).toMatchObject({ code: 'row.in-use' })
  })

  test('a serial is registered once, a number once', async () => {
    const product = (await app.call(productApi.createProduct, { code: 'P1', name: 'Pump' }, { as: boss })).body
    expect((await app.call(productApi.createProduct, { code: 'P1', name: 'Pump' }, { as: boss })).body).toMatchObject({ code: 'product.code-taken' })
    const one = await made('One', { serial: 'S1', productId: product.id, number: 'A-1' })
    expect(await made('Two', { serial: 'S1', productId: product.id })).toMatchObject({ code: 'asset.serial-taken' })
    expect(await made('Two', { number: 'A-1' })).toMatchObject({ code: 'asset.number-taken' })
    expect(await made('Two', { productId: newId() })).toMatchObject({ code: 'product.unknown' })
    expect(await made('Two', { siteId: newId() })).toMatchObject({ code: 'site.unknown' })
    expect(await made('Two', { customerId: newId() })).toMatchObject({ code: 'customer.unknown' })
    expect((await app.call(productApi.deleteProduct, { productId: product.id }, { as: boss })).body).toMatchObject({ code: 'row.in-use' })
    expect((await app.call(api.deleteAsset, { assetId: one.id }, { as: boss })).status).toBe(200)
    expect((await app.call(api.restoreAsset, { assetId: one.id }, { as: boss })).body).toMatchObject({ deletedAt: null })
  })
})

describe('codes', () => {
  test('a blank code is bound at its first scan, bound again only on purpose, and useless once revoked', async () => {
    const [asset, other] = [await made('Bound'), await made('Bound later')]
    const { codes } = (await app.call(api.mintQrCodes, { count: 3 }, { as: boss })).body
    const { code, url } = codes[0]
    expect([codes.length, new Set(codes.map((each: { code: string }) => each.code)).size]).toEqual([3, 3])
    expect(code).toMatch(/^[A-Z2-7]{20}$/)
    expect(url).toBe(`http://localhost/q/${code}`)
    expect(await db.tx('system', (tx) => qrByCode(tx, code))).toMatchObject({ orgId: boss.orgId, asset: null, revokedAt: null })
    expect((await app.call(api.bindQrCode, { code, assetId: asset.id }, { as: boss })).body).toMatchObject({ state: 'bound', assetId: asset.id })
    expect((await app.call(api.bindQrCode, { code, assetId: other.id }, { as: boss })).body).toMatchObject({ code: 'qr.bound' })
    expect((await app.call(api.bindQrCode, { code, assetId: other.id, rebind: true }, { as: boss })).body.history).toMatchObject([{ action: 'bound', assetId: asset.id },
      { action: 'rebound', assetId: other.id }])
    expect(await db.tx('system', (tx) => qrByCode(tx, code))).toMatchObject({ asset: { id: other.id, customerId, name: 'Bound later', siteId: null } })
    expect((await app.call(api.getQrCode, { code }, { as: boss })).body).toMatchObject({ asset: { id: other.id } })
    const labels = await app.call(api.printQrLabels, { codes: codes.map((each: { code: string }) => each.code).join(',') }, { as: boss })
    expect([labels.status, labels.text.match(/<svg/g)?.length, labels.text.includes('<script')]).toEqual([200, 3, false])
    expect((await app.call(api.revokeQrCode, { code }, { as: boss })).body).toMatchObject({ state: 'revoked' })
    expect((await app.call(api.bindQrCode, { code, assetId: asset.id }, { as: boss })).body).toMatchObject({ code: 'qr.revoked' })
    expect((await app.call(api.getQrCode, { code }, { as: stranger })).body).toMatchObject({ code: 'qr.unknown' })
    expect(await db.tx('system', (tx) => qrByCode(tx, 'A'.repeat(20)))).toBeNull()
  })
})

test('nobody without session or permission gets through, and another organisation sees nothing', async () => {
  const asset = await made('Walled')
  expect((await app.call(api.listAssets, {})).status).toBe(401)
  expect((await app.call(api.createAsset, { customerId, name: 'x' }, { as: actorWith(boss.orgId, ['asset.read']) })).status).toBe(403)
  expect((await app.call(api.createAsset, { customerId, name: '' }, { as: boss })).status).toBe(400)
  const [foreign, none] = [await app.call(api.getAsset, { assetId: asset.id }, { as: stranger }), await app.call(api.getAsset, { assetId: newId() }, { as: stranger })]
  expect([foreign.status, foreign.body.code, foreign.body.message]).toEqual([404, none.body.code, none.body.message])
})

test('R-12 list, export, lookup and reading show a customer the same assets: its own', async () => {
  const theirs = (await app.call(partyApi.createCustomer, { name: 'Neighbour' }, { as: boss })).body.id
  const asset = await made('Scoped unit', { customerId: theirs, serial: 'ZZ-771' })
  const hidden = await made('Scoped unit too', { serial: 'ZZ-772' })
  const as = actorWith(boss.orgId, ['asset.read', 'customer.read'], { kind: 'customer', customerId: theirs, scope: 'own' })
  expect(ids((await app.call(api.listAssets, {}, { as })).body.rows)).toEqual([asset.id])
  expect(ids((await app.call(api.listAssets, { q: 'ZZ-77' }, { as })).body.rows)).toEqual([asset.id])
  expect(ids((await app.call(partyApi.lookup, { q: 'scoped' }, { as })).body.hits)).toEqual([asset.id])
  expect((await app.call(api.exportAssets, {}, { as })).text.trim().split('\r\n')).toHaveLength(2)
  expect((await app.call(api.getAsset, { assetId: hidden.id }, { as })).status).toBe(404)
})
