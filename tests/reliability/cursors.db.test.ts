// A page mark belongs to one list of one organisation in one order; any other is refused, and never does harm.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { listCustomers, createCustomer } from '#contract/party/endpoints.ts'
import { listTickets, registerTicket } from '#contract/ticket/endpoints.ts'
import { newId } from '#server/platform/db/ids.ts'
import { nameOf, openTown, served } from './house.ts'
import type { House, Town } from './house.ts'
import { sampleFor, schemaOf } from './sample.ts'

let town: Town
let home: House
let abroad: House
beforeAll(async () => {
  town = await openTown()
  home = await town.house('home')
  abroad = await town.house('abroad')
  for (const house of [home, abroad]) {
    for (let n = 0; n < 4; n += 1) {
      await town.app.call(createCustomer, { name: `家 ${'長'.repeat(180)} ${n}` }, { as: house.boss })
      await town.app.call(registerTicket, { type: 'fault', channel: 'phone', customerId: house.known['customer']!, title: `matter ${n}` }, { as: house.boss })
    }
  }
})
afterAll(() => town.close())

const lists = served.filter((endpoint) => endpoint.method === 'GET' && 'cursor' in (schemaOf(endpoint).properties ?? {}))
const pack = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const crafted = (good: string) => [
  'x', '.', '..', 'null', newId(), pack(['a', newId()]), pack(["'; drop table tickets; --", newId()]), pack([null, null]), pack([{}, []]), pack(['infinity', newId()]), pack([1e400, 'x']), '%00', '-1', 'NaN', '9'.repeat(400),
  good.split('.')[0]!, `${good}x`, `x${good}`, `${good.split('.')[0]!}.${'A'.repeat(22)}`, `${pack(['a', newId()])}.${good.split('.')[1] ?? ''}`,
  `${pack(['a', newId()])}.${createHmac('sha256', '').update(pack(['a', newId()])).digest('base64url').slice(0, 22)}`,
]

test('R-12 a made-up page mark is refused by every list with one code, never with a failure and never with a page', async () => {
  expect(lists.length).toBeGreaterThan(8)
  const { next } = (await town.app.call(listTickets, { limit: 1 }, { as: home.boss })).body
  for (const endpoint of lists) {
    for (const cursor of crafted(next as string)) {
      if (endpoint.path === '/tickets' && cursor === next) continue
      const reply = await town.ask(endpoint, sampleFor(endpoint, home.known, { cursor }), { as: home.boss })
      const isRefused = reply.status === 400 && ['request.cursor-unusable', 'request.invalid'].includes(reply.body?.code)
      expect([nameOf(endpoint), cursor.slice(0, 60), reply.status, isRefused || (isOwn(endpoint) && reply.status === 403)]).toEqual([nameOf(endpoint), cursor.slice(0, 60), reply.status, true])
    }
  }
  expect(town.failures).toEqual([])
})

test('R-12 a page mark of another list, another order or another organisation is refused', async () => {
  const mark = async (as = home.boss, sort?: 'severity') => (await town.app.call(listTickets, { limit: 1, ...(sort && { sort }) }, { as })).body.next as string
  const code = async (input: object, endpoint: Endpoint = listTickets) => (await town.ask(endpoint, input, { as: home.boss })).body.code as string | undefined
  expect(await code({ cursor: await mark() })).toBeUndefined()
  expect(await code({ cursor: await mark(abroad.boss) })).toBe('request.cursor-unusable')
  expect(await code({ cursor: await mark(home.boss, 'severity'), sort: 'due' })).toBe('request.cursor-unusable')
  expect(await code({ cursor: await mark(home.boss, 'severity'), sort: 'customer' })).toBe('request.cursor-unusable')
  expect(await code({ cursor: await mark(home.boss, 'severity'), sort: 'severity' })).toBeUndefined()
  expect(await code({ cursor: await mark() }, listCustomers)).toBe('request.cursor-unusable')
})

test('every list reads the same rows page by page as at once, whatever the names in it', async () => {
  for (const endpoint of lists.filter((one) => !isOwn(one))) {
    const whole = (await town.ask(endpoint, sampleFor(endpoint, home.known, { limit: 200 }), { as: home.boss })).body
    const paged: unknown[] = []
    let cursor: string | undefined
    for (let page = 0; page < 300; page += 1) {
      const reply = await town.ask(endpoint, sampleFor(endpoint, home.known, { limit: 1, ...(cursor && { cursor }) }), { as: home.boss })
      expect([nameOf(endpoint), reply.status]).toEqual([nameOf(endpoint), 200])
      paged.push(...reply.body.rows)
      cursor = reply.body.next ?? undefined
      if (!cursor) break
    }
    expect([nameOf(endpoint), paged]).toEqual([nameOf(endpoint), whole.rows])
  }
})

const isOwn = ({ permission }: Endpoint) => permission.startsWith('own.')
