import { expect, test } from 'vitest'
import { readEnvironment } from './environment.ts'

const trusted = (given?: string) => readEnvironment(given === undefined ? {} : { TRUST_PROXY: given }).trustProxy

test('R-43 only proxies named by address are believed about the caller', () => {
  expect(trusted()).toBe(false)
  expect(trusted('')).toBe(false)
  expect(trusted('false')).toBe(false)
  expect(trusted('10.0.0.5, 10.1.0.0/16')).toBe('10.0.0.5,10.1.0.0/16')
  expect(trusted('loopback,fd00::/8')).toBe('loopback,fd00::/8')
})

test.each(['true', '1', '2', '*', '0.0.0.0/0', '::/0', 'proxy.example', '10.0.0.0/33', 'yes', '10.0.0.5/8/8'])('R-43 TRUST_PROXY=%s would let callers choose their own address, and is refused', (given) => {
  expect(() => trusted(given)).toThrow('TRUST_PROXY')
})
