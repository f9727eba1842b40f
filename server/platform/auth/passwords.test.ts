import { expect, test } from 'vitest'
import { hashPassword, isWeak, passwordMatches } from './passwords.ts'

test.each(['short1', '1234567890', '0987654321', 'abcdefghijkl', 'aaaaaaaaaaaa', 'password123', 'Password2026!', 'qwertyuiop', 'Administrator1', '王小明王小明'])('%s is too weak', (password) => {
  expect(isWeak(password, [])).toBe(true)
})

test('the own address or name with figures behind it is too weak', () => {
  expect(isWeak('zhang.wei@example.com1', ['zhang.wei@example.com', '張偉'])).toBe(true)
  expect(isWeak('WangXiaoming2026', ['wang@example.com', 'Wang Xiaoming'])).toBe(true)
})

test.each(['correct horse battery', '雨天要記得帶一把大傘', 'k8#mQ2!vLp0z'])('%s may be used', (password) => {
  expect(isWeak(password, ['someone@example.com', '司馬相如'])).toBe(false)
})

test('a password matches its own hash only, however its characters were typed', async () => {
  const hash = await hashPassword('ＡＢＣ correct horse')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await passwordMatches(hash, 'ABC correct horse')).toBe(true)
  expect(await passwordMatches(hash, 'ABC correct house')).toBe(false)
  expect(await passwordMatches(null, 'ABC correct horse')).toBe(false)
  expect(await passwordMatches('not a hash', 'ABC correct horse')).toBe(false)
})
