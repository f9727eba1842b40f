// Firms of one house: a customer or a dealer that names what belongs to another firm is answered as if it named nothing that exists.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAsset, mintQrCodes, bindQrCode } from '#contract/asset/endpoints.ts'
import { createAgreement } from '#contract/agreement/endpoints.ts'
import { createPriceList, publishPriceList, saveCharge } from '#contract/charge/endpoints.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { roleTemplates } from '#contract/people/templates.ts'
import type { RoleCode } from '#contract/people/templates.ts'
import { createCustomer } from '#contract/party/endpoints.ts'
import { createPlace } from '#contract/stock/endpoints.ts'
import { registerTicket } from '#contract/ticket/endpoints.ts'
import { actorWith, createPerson } from '#tests/support/actor.ts'
import type { Called } from '#tests/support/actor.ts'
import { newId } from '#server/platform/db/ids.ts'
import { nameOf, openTown, served, stateOf } from './house.ts'
import type { House, Town } from './house.ts'
import { idFields, sampleFor } from './sample.ts'
import type { Known } from './sample.ts'

let town: Town
let home: House
let theirs: Known
let ours: Known
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  const list = await make(createPriceList, { code: 'ALL', title: 'all', currency: 'CNY', validFrom: '2026-01-01', items: [{ kind: 'part', code: 'P', title: 'p', price: 100, cost: 50, taxRate: 1300 }] })
  await make(publishPriceList, { priceListId: list.id })
  theirs = await firm('theirs')
  ours = await firm('ours')
})
afterAll(() => town.close())

async function make(endpoint: Endpoint, input: object): Promise<Called['body']> {
  const reply = await town.ask(endpoint, input, { as: home.boss })
  if (reply.status !== 200) throw new Error(`${nameOf(endpoint)}: ${reply.text}`)
  return reply.body
}

async function firm(name: string): Promise<Known> {
  const customer = (await make(createCustomer, { name, kind: 'dealer' })).id
  const asset = (await make(createAsset, { customerId: customer, name, serial: `${name}-1` })).id
  const agreement = (await make(createAgreement, { customerId: customer, planVersionId: home.known['planVersion'], title: name, startsOn: '2026-01-01', level: 'A' })).id
  const ticket = (await make(registerTicket, { type: 'fault', channel: 'phone', customerId: customer, assetId: asset, title: name })).id
  const charge = await town.ask(saveCharge, { ticketId: ticket, lines: [{ kind: 'part', code: 'P', quantity: 1 }] }, { as: home.boss })
  const place = (await make(createPlace, { code: name, name, kind: 'dealer', customerId: customer })).id
  const { codes } = await make(mintQrCodes, { count: 1 })
  await make(bindQrCode, { code: codes[0].code, assetId: asset })
  const person = (await createPerson(town.db, home.orgId, { role: 'dealer', name, customerId: customer })).id
  return { customer, dealer: customer, asset, agreement, ticket, place, person, ...(charge.status === 200 && { charge: charge.body.id }) }
}

function faceOf({ status, body, text }: Called, sent: string): string {
  const shown = body && typeof body === 'object' ? JSON.stringify({ ...body, trace: undefined }) : text
  return `${status} ${shown.replaceAll(sent, '<id>').replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<made>').slice(0, 300)}`
}

const outside = (Object.keys(roleTemplates) as RoleCode[]).filter((role) => role.startsWith('customer') || role.startsWith('dealer'))

test.each(outside)('R-01 %s names what is another firm’s, in every place an id can stand, and hears what it would hear of nobody’s', async (role) => {
  const { permissions } = roleTemplates[role]
  const actor = actorWith(home.orgId, permissions, { kind: role.startsWith('customer') ? 'customer' : 'dealer', scope: 'all', customerId: ours['customer']!, id: ours['person']! })
  const held = new Set<string>([...permissions, 'signed-in'])
  const before = await stateOf(town.db, home.orgId, ['attempt_counts'])
  const told: string[] = []
  let asked = 0
  for (const endpoint of served.filter(({ permission, path }) => held.has(permission) && path !== '/live')) {
    for (const { field, noun, isList } of idFields(endpoint)) {
      const foreign = theirs[noun]
      if (!foreign) continue
      asked += 1
      const nobody = newId()
      const ask = (id: string) => town.ask(endpoint, sampleFor(endpoint, { ...home.known, ...ours }, { [field]: isList ? [id] : id }), { as: actor })
      const [one, other] = [await ask(foreign), await ask(nobody)]
      if (faceOf(one, foreign) !== faceOf(other, nobody)) told.push(`${nameOf(endpoint)} ${field}: ${faceOf(one, foreign)} | ${faceOf(other, nobody)}`)
    }
  }
  expect(told).toEqual([])
  expect(asked).toBeGreaterThan(role.startsWith('dealer') ? 20 : 1)
  expect(await stateOf(town.db, home.orgId, ['attempt_counts'])).toEqual(before)
})
