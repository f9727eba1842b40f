import { expect, test } from 'vitest'
import type { Fact } from '../fact/fact.ts'
import { instant } from '../time/instant.ts'
import { placeAt, staysOf } from './place.ts'

const day = (n: number) => instant(`2026-06-0${n}T00:00:00Z`)
const move = (id: string, n: number, from: string | null, to: string | null, corrects?: string): Fact => ({
  id, kind: 'asset.moved', happenedAt: day(n), recordedAt: day(9), by: null,
  data: { fromParentId: from, parentId: to, fromSiteId: null, siteId: null, fromCustomerId: 'c', customerId: 'c' }, ...(corrects && { corrects }),
})
const now = { customerId: 'c', siteId: null, parentId: 'b' }

test('what never moved has always stood where it stands', () => {
  expect(staysOf([], now)).toEqual([{ ...now, from: null, until: null }])
})
test('a move told late stands at its own time; its very moment is the new place', () => {
  const stays = staysOf([move('2', 5, 'x', 'b'), move('1', 3, 'a', 'x')], now)
  expect(stays.map(({ parentId }) => parentId)).toEqual(['a', 'x', 'b'])
  expect([day(2), day(3), day(5)].map((at) => placeAt(stays, at)?.parentId)).toEqual(['a', 'x', 'b'])
})
test('a corrected move does not count', () => {
  expect(staysOf([move('1', 3, 'a', 'x'), move('2', 4, 'a', 'b', '1')], now).map(({ parentId }) => parentId)).toEqual(['a', 'b'])
})
