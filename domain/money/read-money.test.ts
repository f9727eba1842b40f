import { expect, test } from 'vitest'
import { readMoney } from './read-money.ts'

test.each([
  ['1,234.50', 'CNY', 123_450], ['¥10', 'CNY', 1000], ['0.5', 'CNY', 50], ['0.555', 'CNY', null], ['1,23', 'CNY', null], ['-1', 'CNY', null],
  ['1,235', 'TWD', 1235], ['NT$1235', 'TWD', 1235], ['12.5', 'TWD', null], ['', 'TWD', null], ['abc', 'TWD', null],
] as const)('%j in %s is %j', (text, currency, minor) => expect(readMoney(text, currency)).toBe(minor))
