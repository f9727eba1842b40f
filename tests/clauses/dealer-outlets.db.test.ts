// Outlets of dealers on a plan that promises twenty-four hours and two hours on site.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as dealers from '#contract/dealer/endpoints.ts'
import { createShift } from '#contract/people/roster.ts'
import { openDealerWorld } from '#tests/support/dealer-world.ts'
import type { DealerWorld } from '#tests/support/dealer-world.ts'

let world: DealerWorld
beforeAll(async () => { world = await openDealerWorld('P11') })
afterAll(() => world.close())

test('P11-07 an outlet without a number around the clock, or with nobody on its roster, is flagged', async () => {
  const { people, dealerId, agreementId, must } = world
  const save = async (outlets: { name: string; phone: string; hours: number; roster: string }[]) => {
    const { version } = await world.dealer()
    return must(dealers.saveDealer, { dealerId, version, agreementId, outlets }, people.manager)
  }
  const flagged = await save([{ name: 'day shop', phone: '1', hours: 12, roster: 'outlet' }, { name: 'no phone', phone: '', hours: 24, roster: 'outlet' }, { name: 'good', phone: '2', hours: 24, roster: 'outlet' }])
  const of = (view: { flags: { code: string; clause: string | null; what: string }[] }, code: string) => view.flags.filter((flag) => flag.code === code).map(({ clause, what }) => [clause, what])
  expect(of(flagged, 'outlet-hours')).toEqual([['P11-07', 'day shop'], ['P11-07', 'no phone']])
  expect(of(flagged, 'outlet-roster').map(([, what]) => what)).toEqual(['day shop', 'no phone', 'good'])
  await must(createShift, { roster: 'outlet', personId: people.desk.id!, startsAt: '2026-06-08T00:00:00+08:00', endsAt: '2026-06-09T00:00:00+08:00' }, people.manager)
  expect(of(await world.dealer(), 'outlet-roster')).toEqual([])
})

test('P11-08 the nearest outlet is proposed, and on site in two hours is measured for each dealer', async () => {
  const { people, dealerId, agreementId, must } = world
  const { version } = await world.dealer()
  await must(dealers.saveDealer, { dealerId, version, agreementId, territory: ['hangzhou'], outlets: [{ name: 'west', phone: '1', hours: 24, place: { latitude: 30.26, longitude: 120.1 } }, { name: 'east', phone: '2', hours: 24, place: { latitude: 30.3, longitude: 120.4 } }] }, people.manager)
  const rival = await world.another('far')
  await must(dealers.saveDealer, { dealerId: rival.id, version: 1, outlets: [{ name: 'shanghai', phone: '3', hours: 24, place: { latitude: 31.2, longitude: 121.5 } }], territory: ['shanghai'] }, people.manager)
  const near = await must(dealers.findOutlets, { latitude: 30.29, longitude: 120.38 }, people.desk)
  expect(near.rows.map(({ outlet }: { outlet: { name: string } }) => outlet.name)).toEqual(['east', 'west', 'shanghai'])
  expect((await must(dealers.findOutlets, { territory: 'shanghai' }, people.desk)).rows.map(({ dealer }: { dealer: { id: string } }) => dealer.id)).toEqual([rival.id])
  for (const [minutes, outcome] of [[119, 'kept'], [121, 'broken']] as const) {
    const start = world.now()
    const ticket = await world.register({ title: outcome }, new Date(start).toISOString())
    await must(dealers.handTask, { ticketId: ticket.id, dealerId, task: 'repair' }, people.desk)
    await world.record(ticket, 'engineer.arrived', {}, new Date(start + minutes * 60_000).toISOString())
  }
  expect((await world.dealer()).score.promises.find(({ clause }) => clause === 'P11-08')).toEqual({ clause: 'P11-08', kept: 1, broken: 1 })
  expect((await world.dealer(rival.id)).score.promises).toEqual([])
})
