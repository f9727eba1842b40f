import { expect, test } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import { promisesInReach, reaches, safetyStock } from './safety.ts'

const title = { 'zh-TW': '題', 'zh-CN': '题', en: 'Title' }
const plan = (over: object): Pick<Plan, 'plan' | 'promises' | 'organisation'> => ({
  plan: 'P', promises: [], organisation: { units: [], rosters: [], depots: [], duties: [] }, ...over,
})
const keeping = (keeps: object) => plan({ organisation: { units: [], rosters: [], duties: [], depots: [{ id: 'd', clause: 'P-1', title, keeps }] } })
const arrival = (within: string, fact = 'spare.arrived') => plan({ promises: [{ id: 'r', clause: 'P-2', title, on: { fact: 'spare.requested' }, by: { any: [{ fact }] }, within }] })

test.each([
  ['a store keeps so many', { classes: ['common'], minimum: 2 }, 2, 'depot-keeps'],
  ['so many for each contract', { classes: ['common'], minimum: 2, perContract: true }, 6, 'per-contract'],
  ['more than is installed', { classes: ['common'], minimum: 2, aboveInstalled: true }, 11, 'above-installed'],
])('%s', (_, keeps, needed, because) => {
  expect(safetyStock({ classes: ['common'], minimum: null }, [{ plan: keeping(keeps), contracts: 3, installed: 10 }])).toMatchObject({ needed, steps: [{ clause: 'P-1', because, contracts: 3 }] })
  expect(safetyStock({ classes: ['wear'], minimum: null }, [{ plan: keeping(keeps), contracts: 3, installed: 10 }]).needed).toBe(0)
})

test('a plan without agreement in force asks for nothing, and of several clauses the largest need counts', () => {
  const uses = [{ plan: keeping({ classes: ['common'], minimum: 9 }), contracts: 0, installed: 0 }, { plan: keeping({ classes: ['common'], minimum: 2 }), contracts: 1, installed: 0 }]
  expect(safetyStock({ classes: ['common'], minimum: null }, uses).needed).toBe(2)
  expect(safetyStock({ classes: ['common'], minimum: 5 }, uses)).toMatchObject({ needed: 5, steps: [{ quantity: 2 }, { because: 'own-minimum', quantity: 5 }] })
})

test('what the depots of one plan keep adds up; what two plans keep does not', () => {
  const two = (code: string) => ({ ...plan({ organisation: { units: [], rosters: [], duties: [], depots: ['north', 'south'].map((id) => ({ id, clause: 'P-1', title, keeps: { classes: ['common'], minimum: 2 } })) } }), plan: code })
  expect(safetyStock({ classes: ['common'], minimum: null }, ['P', 'Q'].map((code) => ({ plan: two(code), contracts: 1, installed: 0 }))).needed).toBe(4)
})

test('four hours at the site needs the part in reach; a week leaves time to order it', () => {
  expect(safetyStock({ classes: ['common'], minimum: null }, [{ plan: arrival('4h'), contracts: 1, installed: 0 }])).toMatchObject({ needed: 1, steps: [{ because: 'promise-in-reach', within: '4h' }] })
  for (const span of ['7d', 'tbd', 'none', '1mo']) expect(promisesInReach(arrival(span))).toEqual([])
  expect(promisesInReach(arrival('4h', 'loaner.delivered'))).toMatchObject([{ kind: 'standby' }])
  expect(promisesInReach(arrival('4h', 'engineer.arrived'))).toEqual([])
})

test('a depot reaches the sites whose address names its region or a place it serves', () => {
  expect(reaches({ region: '北京', serves: [] }, '北京市海淀區')).toBe(true)
  expect(reaches({ region: null, serves: ['天津', '河北'] }, '河北省廊坊市')).toBe(true)
  expect(reaches({ region: '上海', serves: [''] }, '北京市')).toBe(false)
  expect(reaches({ region: '上海', serves: [] }, null)).toBe(false)
})
