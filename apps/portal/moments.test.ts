import { expect, test } from 'vitest'
import { countdown, dayWords, momentWords, roughly, spanWords } from './moments.ts'
import { languageFor } from './language.ts'

test.each([
  ['zh-TW', '2026/11/03'], ['zh-CN', '2026-11-03'], ['en', '3 Nov 2026'],
] as const)('a day in %s is written %s', (language, written) => {
  expect(dayWords(language, new Date(2026, 10, 3))).toBe(written)
})

test('days nearby are called by their names', () => {
  const now = new Date(2026, 10, 3, 23, 59).getTime()
  expect(momentWords('zh-TW', new Date(2026, 10, 4, 0, 5).toISOString(), now)).toBe('明天 00:05')
  expect(momentWords('zh-CN', new Date(2026, 10, 3, 9, 5).toISOString(), now)).toBe('今天 09:05')
  expect(momentWords('en', new Date(2026, 10, 9, 9, 5).toISOString(), now)).toBe('9 Nov 2026 09:05')
})

test.each([
  ['10min', '10 分鐘', '10分钟', '10 minutes'],
  ['1h', '1 小時', '1小时', '1 hour'],
  ['3wd', '3 個工作日', '3 个工作日', '3 working days'],
  ['6mo', '6 個月', '6个月', '6 months'],
])('the span %s is said in three languages', (span, tw, cn, en) => {
  expect([spanWords('zh-TW', span), spanWords('zh-CN', span), spanWords('en', span)]).toEqual([tw, cn, en])
})

test('a span that is left open says nothing', () => {
  expect(spanWords('en', 'tbd')).toBeNull()
})

test('the countdown is a clock below a day and never negative', () => {
  expect(countdown('en', 3_723_000)).toBe('01:02:03')
  expect(countdown('en', -5)).toBe('00:00:00')
  expect(countdown('en', 90_000_000)).toBe('1 day 1 hour')
  expect(roughly('en', 20_000)).toBe('1 minute')
})

test.each([
  [['zh-Hans-CN', 'en'], 'zh-CN'], [['zh-HK'], 'zh-TW'], [['fr', 'en-GB'], 'en'], [['ja'], 'zh-TW'], [[], 'zh-TW'],
])('a browser that asks for %j reads %s', (asked, language) => {
  expect(languageFor(asked)).toBe(language)
})
