import { expect, test } from 'vitest'
import { day } from '../time/day.ts'
import { readDate, showDate } from './date.ts'

test.each(['2026-11-23', '2026/11/23', '2026.11.23', '2026年11月23日', '民國115年11月23日', '115/11/23', '115-11-23', '1151123', '20261123', '２０２６／１１／２３',
  '2026-11-23T00:00:00.000Z', '民国115/11/23'])('%s is 23 November 2026', (text) => {
  expect(readDate(text)).toBe('2026-11-23')
})
test.each(['', '2026-13-01', '2026-02-30', '11/23', 'tomorrow', '2026', '9999999999'])('%j names no day', (text) => {
  expect(readDate(text)).toBeNull()
})
test.each([['slash', '2026/01/05'], ['dash', '2026-01-05'], ['chinese', '2026年1月5日'], ['minguo', '民國115年1月5日'], ['minguo-short',
  '115/01/05']] as const)('in the style %s a day is %s', (style, shown) => {
  expect(showDate(day('2026-01-05'), style)).toBe(shown)
})
test('before the Republic a day keeps its year', () => {
  expect(showDate(day('1911-12-31'), 'minguo')).toBe('1911年12月31日')
  expect(showDate(day('1912-01-01'), 'minguo')).toBe('民國1年1月1日')
})
