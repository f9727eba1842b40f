import { expect, test } from 'vitest'
import { halfWidth, readNumber } from './width.ts'

test.each([['１２３－ＡＢ', '123-AB'], ['　空白　', '空白'], ['a–b—c', 'a-b-c'], ['（０２）', '(02)'], ['\uFEFFx', 'x']])('%s is %s in half width', (text, half) => {
  expect(halfWidth(text)).toBe(half)
})
test.each([['１，２３４．５', 1234.5], ['NT$1,235', 1235], ['¥1,234.50', 1234.5], ['-3', -3], ['.5', 0.5], ['1 234', 1234], ['12,34', null], ['', null], ['abc', null], ['1e5',
  null], ['0x10', null]])('%s is the number %s', (text, number) => {
  expect(readNumber(text)).toBe(number)
})
