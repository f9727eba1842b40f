import { expect, test } from 'vitest'
import { instant } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { createCallerCache, forgetCallers } from './callers.ts'

const now = instant('2026-11-23T01:00:00Z')
const after = (ms: number) => (now + ms) as Instant

function counted() {
  const cache = createCallerCache<string>()
  let asked = 0
  const recall = (at: Instant, answer: string | null = 'wang') => cache.recall('token', at, () => { asked += 1; return Promise.resolve(answer) })
  return { recall, asked: () => asked, cache }
}

test('a caller is asked for once within two seconds', async () => {
  const { recall, asked } = counted()
  for (const ms of [0, 500, 1999]) expect(await recall(after(ms))).toBe('wang')
  expect(asked()).toBe(1)
  await recall(after(2000))
  expect(asked()).toBe(2)
})

test('after a change the caller is asked for at once', async () => {
  const { recall, asked } = counted()
  await recall(now)
  forgetCallers()
  expect(await recall(now, null)).toBeNull()
  expect(asked()).toBe(2)
})

test('an answer that was on its way while a change happened is not believed later', async () => {
  const { recall, asked, cache } = counted()
  let answer: (name: string) => void = () => undefined
  const slow = cache.recall('token', now, () => new Promise<string>((resolve) => { answer = resolve }))
  forgetCallers()
  answer('before the change')
  await slow
  expect(await recall(now, 'after the change')).toBe('after the change')
  expect(asked()).toBe(1)
})

test('nobody is remembered as nobody', async () => {
  const { recall, asked } = counted()
  await recall(now, null)
  expect(await recall(now)).toBe('wang')
  expect(asked()).toBe(2)
})

test('a clock set back does not keep a caller longer', async () => {
  const { recall, asked } = counted()
  await recall(after(60_000))
  await recall(now)
  expect(asked()).toBe(2)
})
