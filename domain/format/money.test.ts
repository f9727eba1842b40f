import { expect, test } from 'vitest'
import { inMinor, inUnits, showMoney, spellMoney } from './money.ts'

test.each([[123450, 'CNY', '¥1,234.50'], [1235, 'TWD', 'NT$1,235'], [-5, 'CNY', '-¥0.05'], [0, 'TWD', 'NT$0'], [1234567890, 'TWD',
  'NT$1,234,567,890']] as const)('%i of %s is %s', (minor, currency, shown) => {
  expect(showMoney(minor, currency)).toBe(shown)
})
test.each([
  [123450, 'CNY', '壹仟贰佰叁拾肆元伍角整'], [1235, 'TWD', '新臺幣壹仟貳佰參拾伍元整'], [100000, 'TWD', '新臺幣壹拾萬元整'], [100001, 'TWD', '新臺幣壹拾萬零壹元整'],
  [10050, 'TWD', '新臺幣壹萬零伍拾元整'], [100000000, 'TWD', '新臺幣壹億元整'], [100010000, 'TWD', '新臺幣壹億零壹萬元整'], [0, 'CNY', '零元整'], [5, 'CNY', '伍分'], [50, 'CNY', '伍角整'],
  [105, 'CNY', '壹元零伍分'], [100112, 'CNY', '壹仟零壹元壹角贰分'], [-100, 'CNY', '负壹元整'],
] as const)('%i of %s is spelled %s', (minor, currency, spelled) => {
  expect(spellMoney(minor, currency)).toBe(spelled)
})

test('an amount typed in units and shown in units is the same amount', () => {
  expect([inMinor(1234.56, 'CNY'), inMinor(1234.56, 'TWD'), inUnits(123_456, 'CNY'), inUnits(1235, 'TWD')]).toEqual([123_456, 1235, 1234.56, 1235])
  for (let minor = 0; minor < 2000; minor += 7) expect(inMinor(inUnits(minor, 'CNY'), 'CNY')).toBe(minor)
})
