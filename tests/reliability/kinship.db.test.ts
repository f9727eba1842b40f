// A part is reached through the whole it belongs to and through no other; and how long or how far a search went tells nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAgreement } from '#contract/agreement/endpoints.ts'
import { createAsset } from '#contract/asset/endpoints.ts'
import { bindQrCode, mintQrCodes } from '#contract/asset/endpoints.ts'
import { readPortalFile, reportByCode } from '#contract/channel/portal.ts'
import { fileForm, listDefinitions } from '#contract/document/endpoints.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { createContact, createCustomer, createSite } from '#contract/party/endpoints.ts'
import { getTimeline, recordFact, registerTicket } from '#contract/ticket/endpoints.ts'
import { createIdentify } from '#server/modules/people/index.ts'
import type { DatabaseHandle, Tx } from '#server/platform/db/database.ts'
import { newId } from '#server/platform/db/ids.ts'
import { testApp } from '#tests/support/actor.ts'
import { nameOf, openTown, routes, served, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { idFields, sampleFor } from './sample.ts'

type Family = Readonly<Record<'customer' | 'site' | 'contact' | 'asset' | 'agreement' | 'ticket' | 'fact' | 'form' | 'attachment', string>> & { token: string }

let town: Town
let home: House
let ours: Family
let theirs: Family
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  ours = await family('ours')
  theirs = await family('theirs')
})
afterAll(() => town.close())

/** A customer of the house with one of each part. */
async function family(name: string): Promise<Family> {
  const make = async (endpoint: Endpoint, input: object) => {
    const reply = await town.ask(endpoint, input, { as: home.boss })
    if (reply.status !== 200) throw new Error(`${nameOf(endpoint)}: ${reply.text}`)
    return reply.body
  }
  const customer = (await make(createCustomer, { name })).id
  const site = await make(createSite, { customerId: customer, name: `${name} site` })
  const contact = await make(createContact, { customerId: customer, name: `${name} contact` })
  const asset = (await make(createAsset, { customerId: customer, name: `${name} asset`, serial: name })).id
  const agreement = (await make(createAgreement, { customerId: customer, planVersionId: home.known['planVersion'], title: name, startsOn: '2026-01-01', level: 'A' })).id
  const ticket = (await make(registerTicket, { type: 'fault', channel: 'phone', customerId: customer, assetId: asset, title: name })).id
  await make(recordFact, { ticketId: ticket, kind: 'note.added', body: name })
  const fact = (await make(getTimeline, { ticketId: ticket })).rows.find(({ kind }: { kind: string }) => kind === 'note.added').id
  const { rows: definitions } = await make(listDefinitions, { ticketId: ticket })
  const form = (await make(fileForm, { ticketId: ticket, code: definitions[0].code, fields: {}, file: false })).id
  const { codes } = await make(mintQrCodes, { count: 1 })
  await make(bindQrCode, { code: codes[0].code, assetId: asset })
  const told = await town.app.app.inject({
    method: 'POST', url: `/api${reportByCode.path.replace(':code', codes[0].code)}`, headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="description"\r\n\r\nit burns\r\n--x\r\nContent-Disposition: form-data; name="photo"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'), png, Buffer.from('\r\n--x--\r\n')]),
  })
  if (told.statusCode !== 200) throw new Error(told.payload)
  const { token } = told.json()
  const { id: attachment } = (await make(getTimeline, { ticketId: ticket })).rows.flatMap(({ attachments }: { attachments: object[] }) => attachments)[0]
  return { customer, site: partId(site, 'sites'), contact: partId(contact, 'contacts'), asset, agreement, ticket, fact, form, attachment, token }
}

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const partId = (made: { id: string; sites?: { id: string }[]; contacts?: { id: string }[] }, kind: 'sites' | 'contacts') => made[kind]?.[0]?.id ?? made.id
const isKin = (noun: string): noun is keyof Family => noun in ours && noun !== 'token'

test('R-01 no writing route joins a part to a whole it does not belong to, and nothing is written', async () => {
  const before = await stateOf(town.db, home.orgId)
  const known = { ...home.known, ...ours }
  const joined: string[] = []
  let asked = 0
  for (const endpoint of served.filter(({ method }) => method !== 'GET')) {
    const kin = idFields(endpoint).filter(({ noun }) => isKin(noun))
    const pairs = kin.flatMap((child) => kin
      .filter(({ field }) => !mayMix.has(`${endpoint.path} ${field} ${child.field}`) && field !== child.field && wholes[child.noun]?.includes(nounIn(endpoint, field)))
      .map((parent) => ({ child, parent })))
    for (const { child, parent } of pairs) {
      asked += 1
      const value = theirs[child.noun as keyof Family]
      const given = { [parent.field]: ours[parent.noun as keyof Family], [child.field]: child.isList ? [value] : value }
      const reply = await town.ask(endpoint, sampleFor(endpoint, known, given), { as: home.boss })
      if (reply.status < 400 || reply.status >= 500) joined.push(`${nameOf(endpoint)} ${parent.field} ${child.field}: ${reply.status} ${reply.text.slice(0, 100)}`)
    }
  }
  expect(joined).toEqual([])
  expect(asked).toBeGreaterThan(12)
  expect(await stateOf(town.db, home.orgId)).toEqual(before)
})

/** The wholes that a part belongs to; an asset that holds another is named by parentId. */
const wholes: Readonly<Record<string, readonly string[]>> = {
  site: ['customer', 'agreement', 'asset', 'contact'], contact: ['customer'], asset: ['customer', 'agreement', 'asset', 'ticket'], agreement: ['customer', 'ticket'],
  fact: ['ticket', 'agreement'], attachment: ['ticket'], form: ['ticket', 'agreement'],
}
/** Moving an asset names its new owner, and a question about cover only reads. */
const mayMix = new Set(['/assets/:assetId/move customerId assetId', '/cover/questions agreementId assetId'])
const nounIn = (endpoint: Endpoint, field: string) => idFields(endpoint).find((one) => one.field === field)?.noun ?? ''

test('R-01 a file is read through the link of its own report only; with another link it is as unknown as one of nobody', async () => {
  const read = (token: string, attachmentId: string) => town.app.call(readPortalFile, { token, attachmentId })
  expect((await read(ours.token, ours.attachment)).status).toBe(200)
  const [foreign, nobody] = [await read(ours.token, theirs.attachment), await read(ours.token, newId())]
  expect([foreign.status, foreign.body.code]).toEqual([404, 'file.unknown'])
  expect({ ...foreign.body, trace: '' }).toEqual({ ...nobody.body, trace: '' })
})

test('R-01 an id of another house costs exactly the work of an id of nobody, and its answer has the same size', async () => {
  const abroad = await town.house('abroad')
  const steps: string[] = []
  const app = await testApp(recorded(town.db, steps), routes, { now: town.now, identify: createIdentify({ db: town.db, now: town.now, secure: false }) })
  const told: string[] = []
  for (const endpoint of served.filter(({ path }) => path !== '/live')) {
    for (const { field, noun, isList } of idFields(endpoint)) {
      const foreign = abroad.known[noun]
      if (!foreign) continue
      const work = async (id: string) => {
        steps.length = 0
        const { text, status } = await app.call(endpoint, sampleFor(endpoint, home.known, { [field]: isList ? [id] : id }) as never, { as: home.boss })
        return status >= 400 ? `${status} ${text.length} ${steps.join(' ')}` : 'open'
      }
      const [a, b] = [await work(foreign), await work(newId())]
      if (a !== b) told.push(`${nameOf(endpoint)} ${field}: ${a} | ${b}`)
    }
  }
  expect(told).toEqual([])
  await app.close()
})

/** The same database, noting each statement's kind and how many rows came back. */
function recorded(db: DatabaseHandle, steps: string[]): DatabaseHandle {
  const noted = (tx: Tx): Tx => ({
    rows: async <Row>(query: Parameters<Tx['rows']>[0]) => { const found = await tx.rows<Row>(query); steps.push(`rows:${found.length}`); return found },
    row: async <Row>(query: Parameters<Tx['row']>[0]) => { const found = await tx.row<Row>(query); steps.push(`row:${found ? 1 : 0}`); return found },
    run: async (query) => { const count = await tx.run(query); steps.push(`run:${count}`); return count }, afterCommit: tx.afterCommit,
  })
  return { ...db, tx: (scope, work) => db.tx(scope, (tx) => work(noted(tx))) }
}
