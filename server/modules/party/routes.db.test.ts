import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '#contract/party/endpoints.ts'
import type { Permission } from '#contract/permissions.ts'
import { openDatabase } from '#server/platform/db/database.ts'
import type { DatabaseHandle } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import type { Actor } from '#server/platform/http/context.ts'
import { instant } from '#domain/time/instant.ts'
import { actorWith, createOrg, testApp } from '#tests/support/actor.ts'
import type { TestApp } from '#tests/support/actor.ts'
import { createDatabase } from '#tests/support/database.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { sql } from '#server/platform/db/database.ts'
import { routes } from './routes.ts'

const now = instant('2026-11-23T02:00:00Z')
let base: TestDatabase
let db: DatabaseHandle
let app: TestApp
let boss: Actor
let stranger: Actor

beforeAll(async () => {
  base = await createDatabase()
  db = openDatabase(base.url)
  app = await testApp(db, routes, { now: () => now })
  boss = actorWith(await createOrg(db, now), 'all')
  stranger = actorWith(await createOrg(db, now), 'all')
})
afterAll(async () => {
  await app.close()
  await db.close()
  await base.drop()
})

const made = async (name: string, more: object = {}, as: Actor = boss) => (await app.call(api.createCustomer, { name, ...more }, { as })).body
const readers: Permission[] = ['customer.read', 'asset.read']
const ofCustomer = (customerId: string) => actorWith(boss.orgId, readers, { kind: 'customer', customerId, scope: 'own' })

// A file as a browser sends it.
async function upload(path: string, name: string, content: string | Buffer, as: Actor) {
  const mark = 'x-boundary-x'
  const payload = Buffer.concat([Buffer.from(`--${mark}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`),
    Buffer.from(content as never), Buffer.from(`\r\n--${mark}--\r\n`)])
  await app.call(api.listCustomers, {}, { as })
  const token = await actorHeader(as)
  const reply = await app.app.inject({ method: 'POST', url: `/api${path}`, headers: { 'content-type': `multipart/form-data; boundary=${mark}`, 'x-test-actor': token }, payload })
  return { status: reply.statusCode, body: reply.json() }
}
// The name under which the test app knows an actor, read from a request that it makes.
async function actorHeader(as: Actor): Promise<string> {
  let seen = ''
  const inject = app.app.inject.bind(app.app)
  app.app.inject = ((options: { headers: Record<string, string> }) => {
    seen = options.headers['x-test-actor'] ?? ''
    return inject(options as never)
  }) as never
  await app.call(api.listCustomers, {}, { as })
  app.app.inject = inject as never
  return seen
}

describe('customers', () => {
  test('a customer is numbered, found by words, initials and number, and read with its sites and contacts', async () => {
    const customer = await made('王小明水電行', { taxId: '０４５９５２５７', address: '臺北市中正區' })
    expect(customer).toMatchObject({ number: expect.stringMatching(/20261123-0001$/), taxId: '04595257', version: 1 })
    const site = (await app.call(api.createSite, { customerId: customer.id, name: '總公司' }, { as: boss })).body
    const contact = (await app.call(api.createContact, { customerId: customer.id, name: '陳美麗', phone: '０９１２－３４５－６７８', siteId: site.id }, { as: boss })).body
    expect(contact).toMatchObject({ phoneE164: '+886912345678', phoneShown: '0912-345-678', phoneMasked: '0912***678' })
    for (const q of ['小明', '水电', 'wxm', '台北', customer.number.slice(-8), '陳美麗', '5678', '0912345678']) {
      expect((await app.call(api.listCustomers, { q }, { as: boss })).body.rows.map(({ id }: { id: string }) => id), q).toEqual([customer.id])
    }
    expect((await app.call(api.getCustomer, { customerId: customer.id }, { as: boss })).body).toMatchObject({ sites: [{ id: site.id }], contacts: [{ id: contact.id }],
      counts: { sites: 1, contacts: 1, assets: 0 } })
    for (const phone of ['5678', '0912-345-678', '+886 912 345 678']) {
      expect((await app.call(api.findByPhone, { phone }, { as: boss })).body.rows).toMatchObject([{ customer: { id: customer.id }, contact: { id: contact.id }, assets: [] }])
    }
  })

  test('a change made on an old version is refused, and a wrong tax id too', async () => {
    const { id: customerId } = await made('Changed')
    expect((await app.call(api.updateCustomer, { customerId, version: 1, name: 'New' }, { as: boss })).body).toMatchObject({ name: 'New', version: 2 })
    expect((await app.call(api.updateCustomer, { customerId, version: 1, name: 'Late' }, { as: boss })).body).toMatchObject({ code: 'row.changed' })
    expect((await app.call(api.updateCustomer, { customerId, version: 2, taxId: '12345678' }, { as: boss })).body).toMatchObject({ code: 'customer.tax-id-wrong' })
    expect((await app.call(api.createCustomer, { name: 'x', taxId: '12345678' }, { as: boss })).body).toMatchObject({ code: 'customer.tax-id-wrong' })
  })

  test('a number is given once', async () => {
    await made('One', { number: 'N-1' })
    expect(await made('Two', { number: 'N-1' })).toMatchObject({ code: 'customer.number-taken' })
  })

  test('a customer goes into the bin and comes back', async () => {
    const { id: customerId } = await made('Binned')
    expect((await app.call(api.deleteCustomer, { customerId }, { as: boss })).status).toBe(200)
    expect((await app.call(api.listCustomers, { q: 'Binned' }, { as: boss })).body.rows).toEqual([])
    expect((await app.call(api.listCustomers, { q: 'Binned', deleted: 'yes' }, { as: boss })).body.rows).toHaveLength(1)
    expect((await app.call(api.restoreCustomer, { customerId }, { as: boss })).body).toMatchObject({ deletedAt: null })
  })

  test('pages follow each other without a gap or a repeat; a forged cursor is refused', async () => {
    for (let index = 0; index < 5; index += 1) await made(`Paged ${index}`)
    for (const sort of ['name', 'number', '-created'] as const) {
      const first = (await app.call(api.listCustomers, { q: 'paged', limit: 2, sort }, { as: boss })).body
      const second = (await app.call(api.listCustomers, { q: 'paged', limit: 3, sort, cursor: first.next }, { as: boss })).body
      expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(5)
      expect(second.next).toBeNull()
    }
    expect((await app.call(api.listCustomers, { cursor: 'forged' }, { as: boss })).status).toBe(400)
  })

  test('sites and contacts are changed and removed; a site in use is kept', async () => {
    const { id: customerId } = await made('Sited')
    const site = (await app.call(api.createSite, { customerId, name: 'A' }, { as: boss })).body
    expect((await app.call(api.updateSite, { siteId: site.id, zoneCode: 'north' }, { as: boss })).body).toMatchObject({ zoneCode: 'north', name: 'A' })
    expect((await app.call(api.updateSite, { siteId: site.id, timeZone: 'Mars/Base' }, { as: boss })).body).toMatchObject({ code: 'calendar.unknown-zone' })
    expect((await app.call(api.createSite, { customerId, name: 'B', timeZone: 'nowhere' }, { as: boss })).body).toMatchObject({ code: 'calendar.unknown-zone' })
    const contact = (await app.call(api.createContact, { customerId, name: 'C' }, { as: boss })).body
    expect((await app.call(api.updateContact, { contactId: contact.id, phone: '02-2345-6789' }, { as: boss })).body).toMatchObject({ phoneShown: '(02)2345-6789' })
    expect((await app.call(api.deleteContact, { contactId: contact.id }, { as: boss })).status).toBe(200)
    expect((await app.call(api.deleteContact, { contactId: contact.id }, { as: boss })).body).toMatchObject({ code: 'contact.unknown' })
    await db.tx({ orgId: boss.orgId }, (tx) => tx.run(sql`insert into assets (org_id, id, number, customer_id, site_id, name, created_at) values (${boss.orgId}, ${newId()}, 'X', ${customerId}, ${site.id}, 'Pump', ${'2026-11-23T00:00:00Z'})`))
    expect((await app.call(api.deleteSite, { siteId: site.id }, { as: boss })).body).toMatchObject({ code: 'row.in-use' })
    const other = await made('Other')
    expect((await app.call(api.createContact, { customerId: other.id, name: 'D', siteId: site.id }, { as: boss })).body).toMatchObject({ code: 'site.unknown' })
  })
})

test('nobody without session, permission or a valid input gets through', async () => {
  expect((await app.call(api.listCustomers, {})).status).toBe(401)
  expect((await app.call(api.createCustomer, { name: 'x' }, { as: actorWith(boss.orgId, ['customer.read']) })).status).toBe(403)
  expect((await app.call(api.createCustomer, { name: '' }, { as: boss })).status).toBe(400)
})

test('a customer of another organisation is as unknown as one that never was', async () => {
  const { id: customerId } = await made('Ours')
  const [foreign, none] = [await app.call(api.getCustomer, { customerId }, { as: stranger }), await app.call(api.getCustomer, { customerId: newId() }, { as: stranger })]
  expect([foreign.status, foreign.body.code, foreign.body.message]).toEqual([none.status, none.body.code, none.body.message])
  expect(foreign.status).toBe(404)
  for (const call of [app.call(api.updateCustomer, { customerId, version: 1, name: 'x' }, { as: stranger }), app.call(api.deleteCustomer, { customerId },
    { as: stranger }), app.call(api.createSite, { customerId, name: 'x' }, { as: stranger })]) {
    expect((await call).body).toMatchObject({ code: 'customer.unknown' })
  }
})

test('R-12 list, search, export and reading show a customer the same rows: its own', async () => {
  const [mine, theirs] = [await made('Scoped mine'), await made('Scoped theirs')]
  const as = ofCustomer(mine.id)
  expect((await app.call(api.listCustomers, {}, { as })).body.rows.map(({ id }: { id: string }) => id)).toEqual([mine.id])
  expect((await app.call(api.listCustomers, { q: 'scoped' }, { as })).body.rows.map(({ id }: { id: string }) => id)).toEqual([mine.id])
  const csv = (await app.call(api.exportCustomers, {}, { as })).text
  expect([csv.includes(mine.number), csv.includes(theirs.number), csv.trim().split('\r\n').length]).toEqual([true, false, 2])
  expect((await app.call(api.getCustomer, { customerId: theirs.id }, { as })).status).toBe(404)
  expect((await app.call(api.getCustomer, { customerId: mine.id }, { as })).status).toBe(200)
})

test.each([`'`, `' or 1=1 --`, '!!', ':*', 'a & | b', '\\', '%', '(('])('R-12 searching for %j is a search and nothing else', async (q) => {
  expect((await app.call(api.listCustomers, { q }, { as: boss })).status).toBe(200)
})

describe('import', () => {
  const file = '客戶名稱,統一編號,Site name,联系人,聯絡電話,顏色\r\n匯入一,10458575,台北店,林一,0912345678,紅\r\n匯入一,10458575,高雄店,林二,0922345678,\r\n匯入二,12345678,,,,\r\n,,,,,\r\n匯入一,10458575,台北店,林一,0912345678,\r\n'
  test('a file is checked row by row, then its good rows are taken, once', async () => {
    const checked = await upload('/customers/import/check', 'c.csv', file, boss)
    expect(checked.body).toMatchObject({ total: 4, good: 2, bad: 1, duplicates: 1, missingColumns: [] })
    expect(checked.body.columns.at(-1)).toEqual({ header: '顏色', field: null })
    expect(checked.body.rows.find(({ row }: { row: number }) => row === 4)).toMatchObject({ state: 'bad', problems: [{ field: 'taxId', code: 'tax-id-wrong' }] })
    expect((await app.call(api.listCustomers, { q: '匯入' }, { as: boss })).body.rows).toEqual([])
    const { token } = checked.body
    expect((await app.call(api.commitCustomerImport, { token }, { as: stranger })).body).toMatchObject({ code: 'file.unknown' })
    expect((await app.call(api.commitCustomerImport, { token }, { as: boss })).body).toEqual({ created: 1, skipped: 2 })
    expect((await app.call(api.commitCustomerImport, { token }, { as: boss })).body).toMatchObject({ code: 'file.unknown' })
    const [row] = (await app.call(api.listCustomers, { q: '匯入' }, { as: boss })).body.rows
    expect((await app.call(api.getCustomer, { customerId: row.id }, { as: boss })).body.counts).toMatchObject({ sites: 2, contacts: 2 })
    expect((await upload('/customers/import/check', 'c.csv', file, boss)).body).toMatchObject({ good: 0, duplicates: 3 })
  })
  test('what is no table is refused', async () => {
    expect((await upload('/customers/import/check', 'c.csv', Buffer.from([0xff, 0xd8, 0xff, 0]), boss)).body).toMatchObject({ code: 'import.unreadable' })
  })
})
