import { expect, test } from 'vitest'
import { attemptFor } from './draft.ts'

const words = { description: 'E07', phone: '0912-345-678' }

test('sending the same words again uses the same key, so a lost answer is not a second report', () => {
  const first = attemptFor(null, words, () => 'one')
  expect(attemptFor(first, { ...words }, () => 'two')).toBe(first)
})

test('other words are another report', () => {
  const first = attemptFor(null, words, () => 'one')
  expect(attemptFor(first, { ...words, description: 'E08' }, () => 'two').key).toBe('two')
})
