import { expect, test } from 'vitest'
import { carrierKind } from './invoice-code.ts'

test.each([['/ABC+123', 'phone-barcode'], ['／ＡＢＣ１２３４', 'phone-barcode'], ['/abc.-12', 'phone-barcode'], ['AB12345678901234', 'citizen-certificate'], ['919', 'donation'], ['1234567', 'donation'],
  ['/ABC123', null], ['/ABC*1234', null], ['A12345678901234', null], ['12', null], ['12345678', null]])('%s is a carrier of kind %s', (text, kind) => {
  expect(carrierKind(text)).toBe(kind)
})
