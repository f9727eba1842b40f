import { expect, test } from 'vitest'
import { Secret } from 'otpauth'
import { instant } from '#domain/time/instant.ts'
import { newTotpSecret, qrDataUrl, totpStep, totpUri } from './totp.ts'

// RFC 6238, appendix B, the last six of the eight digits.
const secret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32

test.each([[59, '287082', 1], [1111111109, '081804', 37037036], [1234567890, '005924', 41152263], [20000000000, '353130', 666666666]])('at second %i the code is %s', (second, code, step) => {
  expect(totpStep(secret, code, instant(second * 1000))).toBe(step)
})

test('the code before and the code after are accepted as their own steps, older ones are not', () => {
  const at = (second: number) => totpStep(secret, '287082', instant(second * 1000))
  expect([0, 29, 30, 59, 60, 89].map(at)).toEqual([1, 1, 1, 1, 1, 1])
  expect([90, 119, 120].map(at)).toEqual([null, null, null])
})

test('a secret has 160 bits, and its address names who it is for', async () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
  expect(totpUri(secret, 'a@b.example', '好服務')).toMatch(/^otpauth:\/\/totp\/.*secret=GEZDGNBVGY3TQOJQ/)
  expect(await qrDataUrl('otpauth://totp/x')).toMatch(/^data:image\/svg\+xml;base64,/)
})
