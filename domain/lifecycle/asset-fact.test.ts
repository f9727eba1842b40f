import { expect, test } from 'vitest'
import { faultOfAssetFact, toldKinds } from './asset-fact.ts'

test.each([
  ['serial.recorded', { serial: 'A-1' }, null],
  ['serial.recorded', { serial: ' ' }, 'serial'],
  ['serial.recorded', { serial: 'A-1', at: 'breakfast' }, 'at'],
  ['goods.checked', { result: 'damaged', counted: 3 }, null],
  ['goods.checked', { result: 'lost' }, 'result'],
  ['goods.checked', { result: 'good', counted: -1 }, 'counted'],
  ['product.sold', { soldOn: 'June' }, 'soldOn'],
  ['part.replaced', {}, 'part'],
  ['equipment.installed', { anything: 'goes' }, null],
] as const)('%s with %j: fault %s', (kind, data, fault) => {
  expect(faultOfAssetFact(kind, data)).toBe(fault)
})

test('what changes more than a fact is not told by a bare fact', () => {
  expect(toldKinds).not.toContain('asset.moved')
  expect(toldKinds).not.toContain('cover.granted')
  expect(toldKinds).toContain('acceptance.signed')
})
