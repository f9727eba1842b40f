import { expect, test } from 'vitest'
import { groupBySite } from './asset-groups.ts'

const holdings = {
  sites: [{ id: 's1', name: '台北廠', address: null }, { id: 's2', name: '高雄廠', address: null }],
  assets: [
    { id: 'a1', name: '伺服器', number: 'EQ-1', serial: 'SN9001', siteId: 's1' },
    { id: 'a2', name: '交換器', number: 'EQ-2', serial: null, siteId: null },
    { id: 'a3', name: '機櫃', number: 'EQ-3', serial: null, siteId: 'gone' },
  ],
}
const found = (search: string) => groupBySite(holdings, search).map(({ name, assets }) => [name, assets.map(({ id }) => id)])

test('every site is shown, and equipment without a known site comes last', () => {
  expect(found('')).toEqual([['台北廠', ['a1']], ['高雄廠', []], [null, ['a2', 'a3']]])
})

test.each([['sn９００１'], ['臺北'], ['eq-1']])('"%s" finds it whatever the width, case or spelling of 臺', (search) => {
  expect(found(search)).toEqual([['台北廠', ['a1']]])
})
