// A dealer leaves and another takes its place: the first keeps its history as it stood, nothing newer reaches it, and what it still sends is refused.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endAgreement } from '#contract/agreement/endpoints.ts'
import * as claims from '#contract/dealer/claims.ts'
import * as dealers from '#contract/dealer/endpoints.ts'
import { pathParameters } from '#contract/endpoint.ts'
import type { Permission } from '#contract/permissions.ts'
import { registerTicket } from '#contract/ticket/endpoints.ts'
import { toIso } from '#domain/time/instant.ts'
import { openDealerWorld } from '#tests/support/dealer-world.ts'
import type { DealerWorld } from '#tests/support/dealer-world.ts'
import { served } from './house.ts'

let world: DealerWorld
beforeAll(async () => {
  world = await openDealerWorld()
  await world.rates()
})
afterAll(() => world.close())

// Every list and page which the dealer may ask for without naming more than itself and its claim.
const readable = (claimId: string) => {
  const known: Record<string, string> = { dealerId: world.dealerId, claimId }
  return served.filter(({ method, path, permission }) => method === 'GET' && world.people.dealer.permissions.has(permission as Permission) && pathParameters(path).every((name) => name in known))
    .map((endpoint) => ({ endpoint, input: Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, known[name]!])) }))
}
async function seen(claimId: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  for (const { endpoint, input } of readable(claimId)) {
    const { status, text } = await world.ask(endpoint, input as never, world.people.dealer)
    pages.set(endpoint.path, `${status} ${text.replaceAll(/"trace":"[^"]*"/g, '')}`)
  }
  return pages
}

test('R-47 after its agreement ends a dealer reads its history unchanged, can add nothing, and sees nothing of its successor', async () => {
  const { people, must, ask } = world
  await world.card('S1')
  const paid = await world.file()
  await world.carry(paid.id, 'offset')
  const waiting = await world.file({ recordNumber: 'W1', repairedOn: '2026-06-07', fault: 'leak' })
  await must(endAgreement, { agreementId: world.agreementId, endsOn: toIso(world.now()).slice(0, 10) }, people.admin)
  world.at(3 * 24 * 60)

  const atTheEnd = await seen(paid.id)
  expect([...atTheEnd].filter(([, said]) => said.startsWith('200')).length).toBeGreaterThan(15)
  expect(atTheEnd.get('/dealer-cards')).toContain('S1')
  expect(atTheEnd.get('/claims/:claimId')).toContain(paid.number)

  const refused = [
    await ask(dealers.registerCard, { serial: 'S2', product: 'p', soldOn: '2026-06-01', userName: 'u', userPhone: '1', userAddress: 'a' }, people.dealer),
    await ask(dealers.orderParts, { lines: [{ part: 'belt', quantity: 1, price: 100 }] }, people.dealer),
    await ask(claims.fileClaim, { serial: 'S1', product: 'p', recordNumber: 'L1', repairedOn: '2026-06-08', fault: 'late', work: 'w', lines: [{ kind: 'parts', text: 'x', quantity: 1, price: 1 }] }, people.dealer),
  ]
  for (const { body } of refused) expect(body).toMatchObject({ code: 'dealer.not-active', params: { reason: 'claim.agreement-expired' } })

  const successor = await world.another('successor')
  await must(dealers.registerCard, { serial: 'N1', product: 'harvester', soldOn: '2026-06-05', userName: 'Secret buyer', userPhone: '13900000000', userAddress: 'Harbin' }, successor.actor)
  const theirs = await must(claims.fileClaim, { serial: 'N1', product: 'harvester', recordNumber: 'N1', repairedOn: '2026-06-08', fault: 'noise', work: 'gear', lines: [{ kind: 'parts', text: 'gear', quantity: 1, price: 500 }] }, successor.actor)
  await must(dealers.orderParts, { lines: [{ part: 'belt', quantity: 2, price: 100 }] }, successor.actor)
  await must(dealers.deliverStock, { dealerId: successor.id, line: 'harvester', serial: 'N9', title: 'new machine', price: 1, deliveredOn: '2026-06-08' }, people.desk)
  await must(registerTicket, { type: 'consultation', channel: 'phone', customerId: successor.id, title: 'a matter of later days' }, people.desk)

  expect(await seen(paid.id)).toEqual(atTheEnd)
  for (const reply of [await ask(claims.getClaim, { claimId: theirs.id }, people.dealer), await ask(dealers.getDealer, { dealerId: successor.id }, people.dealer)]) expect(reply.status).toBe(404)
  for (const reply of [await ask(claims.getClaim, { claimId: paid.id }, successor.actor), await ask(claims.getClaim, { claimId: waiting.id }, successor.actor)]) expect(reply.status).toBe(404)
  expect((await must(dealers.listCards, {}, successor.actor)).rows.map(({ serial }: { serial: string }) => serial)).toEqual(['N1'])
  expect((await must(claims.getClaim, { claimId: waiting.id }, people.sales)).state).not.toBe('refused')
})
