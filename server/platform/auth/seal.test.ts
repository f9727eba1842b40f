import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSealed, seal, sign, signed, unseal } from './seal.ts'

const [key, other] = [randomBytes(32), randomBytes(32)]

test('what is sealed is read under its key and for its purpose only, and looks different each time', () => {
  const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'person 1')
  expect(isSealed(sealed)).toBe(true)
  expect(sealed).not.toBe(seal(key, 'JBSWY3DPEHPK3PXP', 'person 1'))
  expect(unseal(key, sealed, 'person 1')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => unseal(other, sealed, 'person 1')).toThrow()
  expect(() => unseal(key, sealed, 'person 2')).toThrow()
  expect(() => unseal(key, `${sealed.slice(0, -2)}AA`, 'person 1')).toThrow()
})

test('what is signed is accepted unchanged, for its purpose and under its key only', () => {
  const text = sign(key, 'WyJhIl0', 'tickets')
  expect(signed(key, text, 'tickets')).toBe('WyJhIl0')
  for (const [one, given, about] of [[other, text, 'tickets'], [key, text, 'assets'], [key, `x${text}`, 'tickets'], [key, 'WyJhIl0', 'tickets'], [key, 'WyJhIl0.', 'tickets'], [key, '', 'tickets'], [key, `${text}x`, 'tickets']] as const) {
    expect(signed(one, given, about)).toBeNull()
  }
})
