import { expect, test } from 'vitest'
import { isCreditCode, isUnifiedNumber, plainTaxId, taxIdKind } from './tax-id.ts'

test.each(['04595257', '10458575', '12345675', '12345670', '10458570', '10000004', '10000073', '10000078'])('%s is a 統一編號', (text) => {
  expect(isUnifiedNumber(text)).toBe(true)
})
test.each(['12345678', '24681357', '00000004', '00000000', '1234567', '123456751', 'A2345675', ''])('%s is no 統一編號', (text) => {
  expect(isUnifiedNumber(text)).toBe(false)
})
test.each(['91310000MA1FL0000N', '91110000600000000J'])('%s is a 統一社會信用代碼; with another last character it is not', (text) => {
  expect(isCreditCode(text)).toBe(true)
  for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY') expect(isCreditCode(`${text.slice(0, 17)}${last}`)).toBe(text.endsWith(last))
})
test.each(['91310000MI1FL0000N', '9131', ''])('%s is no 統一社會信用代碼', (text) => {
  expect(isCreditCode(text)).toBe(false)
})
test('a tax id is read in full width, in lower case and with blanks', () => {
  expect(plainTaxId('９１３１ 0000 ma1fl0000n')).toBe('91310000MA1FL0000N')
  expect(taxIdKind('０４５９５２５７')).toBe('unified-number')
  expect(taxIdKind('91310000ma1fl0000n')).toBe('credit-code')
  expect(taxIdKind('12345678')).toBeNull()
})
