import { afterAll, beforeAll, expect, test } from 'vitest'
import * as org from '#contract/org/endpoints.ts'
import { day } from '#domain/time/day.ts'
import type { Day } from '#domain/time/day.ts'
import { instant } from '#domain/time/instant.ts'
import { openDatabase, sql } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { nextNumber, routes } from './index.ts'

const now = instant('2026-11-23T01:00:00Z')
let database: TestDatabase
let db: DatabaseHandle
let app: TestApp

beforeAll(async () => {
  database = await createDatabase()
  db = openDatabase(database.url)
  app = await testApp(db, routes, { now: () => now })
})
afterAll(async () => {
  await app?.close()
  await db?.close()
  await database?.drop()
})

const number = (orgId: string, series: string, on: Day) => db.tx({ orgId }, (tx) => nextNumber(tx, orgId, series, on))
const today = day('2026-11-23')

test('a new organisation has its prefixes, and everybody signed in may read its settings', async () => {
  const orgId = await createOrg(db, now, { name: '好服務股份有限公司' })
  const reply = await app.call(org.getOrg, {}, { as: actorWith(orgId, []) })
  expect(reply.body).toMatchObject({ id: orgId, name: '好服務股份有限公司', zone: 'Asia/Taipei', region: 'TW', minguo: false, rosters: [], prefixes: { fault: 'WX', form: 'BD', loaner: 'JY' } })
})

test('settings change piece by piece, and the change is kept with who, before and after', async () => {
  const orgId = await createOrg(db, now)
  const admin = actorWith(orgId, 'all', { name: '林主管' })
  const rosters = [{ code: 'hotline', title: { 'zh-TW': '專線', 'zh-CN': '专线', en: 'Hotline' }, qualifications: ['電氣'] }]
  await app.call(org.updateOrg, { minguo: true, rosters }, { as: admin })
  const reply = await app.call(org.updateOrg, { name: 'New name', zone: 'Asia/Shanghai', prefixes: { fault: 'GZ' } }, { as: admin })
  expect(reply.body).toMatchObject({ name: 'New name', zone: 'Asia/Shanghai', minguo: true, rosters, prefixes: { fault: 'GZ', installation: 'AZ' } })
  const { rows } = (await app.call(org.listAudit, {}, { as: admin })).body
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({ actorName: '林主管', action: 'org.changed', noun: 'org', before: { name: 'Test organisation' }, after: { name: 'New name', prefixes: { fault: 'GZ' } } })
})

test('settings that cannot be are refused', async () => {
  const orgId = await createOrg(db, now)
  const as = actorWith(orgId, 'all')
  expect((await app.call(org.updateOrg, { zone: 'Mars/Olympus' }, { as })).body.code).toBe('calendar.unknown-zone')
  expect((await app.call(org.updateOrg, { prefixes: { fault: 'AZ' } }, { as })).body).toMatchObject({ code: 'request.invalid', params: { field: 'prefixes.fault' } })
  for (const input of [{ language: 'fr' }, { name: ' ' }, { region: 'HK' }, { prefixes: { fault: 'x1' } }, { unknown: 1 }]) {
    expect((await app.call(org.updateOrg, input as never, { as })).status, JSON.stringify(input)).toBe(400)
  }
})

test('nobody unknown and nobody without the right gets in', async () => {
  const orgId = await createOrg(db, now)
  for (const endpoint of [org.getOrg, org.updateOrg, org.listAudit]) expect((await app.call(endpoint, {})).status).toBe(401)
  for (const endpoint of [org.updateOrg, org.listAudit]) expect((await app.call(endpoint, {}, { as: actorWith(orgId, ['people.read']) })).status).toBe(403)
})

test('the record is read page by page, by noun and by span', async () => {
  const orgId = await createOrg(db, now)
  const as = actorWith(orgId, 'all')
  for (const name of ['a', 'b', 'c', 'd', 'e']) await app.call(org.updateOrg, { name }, { as })
  const names: string[] = []
  for (let cursor: string | undefined; ;) {
    const { rows, next } = (await app.call(org.listAudit, { limit: 2, ...(cursor ? { cursor } : {}) }, { as })).body
    names.push(...rows.map((row: { after: { name: string } }) => row.after.name))
    if (!next) break
    cursor = next
  }
  expect(names).toEqual(['e', 'd', 'c', 'b', 'a'])
  expect((await app.call(org.listAudit, { noun: 'role' }, { as })).body.rows).toEqual([])
  expect((await app.call(org.listAudit, { from: '2026-11-24T00:00:00Z' }, { as })).body.rows).toEqual([])
  expect((await app.call(org.listAudit, { until: '2026-11-24T00:00:00Z' }, { as })).body.rows).toHaveLength(5)
  expect((await app.call(org.listAudit, { cursor: 'made up' }, { as })).body.code).toBe('request.cursor-unusable')
})

test('no organisation sees or changes the settings and the record of another', async () => {
  const [one, other] = [await createOrg(db, now), await createOrg(db, now)]
  await app.call(org.updateOrg, { name: 'Ours' }, { as: actorWith(one, 'all') })
  expect((await app.call(org.listAudit, {}, { as: actorWith(other, 'all') })).body.rows).toEqual([])
  const seen = await db.tx({ orgId: other }, (tx) => tx.rows<{ org_id: string }>(sql`select org_id from audit_entries`))
  expect(seen).toEqual([])
})

test('numbers count from one each day and each series, without gap or double under load', async () => {
  const orgId = await createOrg(db, now)
  expect([await number(orgId, 'fault', today), await number(orgId, 'fault', today), await number(orgId, 'rma', today)]).toEqual(['WX20261123-0001', 'WX20261123-0002', 'RMA20261123-0001'])
  expect(await number(orgId, 'fault', day('2026-11-24'))).toBe('WX20261124-0001')
  const many = await Promise.all(Array.from({ length: 40 }, () => number(orgId, 'loaner', today)))
  expect(many.sort()).toEqual(Array.from({ length: 40 }, (_, at) => `JY20261123-${String(at + 1).padStart(4, '0')}`))
})

test('a number that was not used is given again: a rolled-back registration leaves no gap', async () => {
  const orgId = await createOrg(db, now)
  await db.tx({ orgId }, async (tx) => { await nextNumber(tx, orgId, 'fault', today); throw new Error('undone') }).catch(() => undefined)
  expect(await number(orgId, 'fault', today)).toBe('WX20261123-0001')
})

test('numbers follow the settings: own prefixes, years of the Republic, five digits after 9999', async () => {
  const orgId = await createOrg(db, now)
  const as = actorWith(orgId, 'all')
  await app.call(org.updateOrg, { minguo: true, prefixes: { fault: 'GZ' } }, { as })
  expect(await number(orgId, 'fault', today)).toBe('GZ1151123-0001')
  await db.tx({ orgId }, (tx) => tx.run(sql`update number_series set next = 9999`))
  expect([await number(orgId, 'fault', today), await number(orgId, 'fault', today)]).toEqual(['GZ1151123-9999', 'GZ1151123-10000'])
  expect(await number(orgId, 'xx', today)).toBe('XX1151123-0001')
})
