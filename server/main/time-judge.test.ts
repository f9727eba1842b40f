import { readFileSync } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { judgeCases, timeJudge } from './time-judge.ts'
import type { CasesDocument } from './time-judge.ts'

type Written = { id: string; title: string; expect_due_utc?: string | null; late_after?: string; expect_elapsed_s?: number }
const source = readFileSync(new URL('../../tests/time-cases/sla-cases.json', import.meta.url), 'utf8')
const document = JSON.parse(source) as CasesDocument
const written = document.cases as unknown as Written[]
const judged = new Map(judgeCases(document).map((answer) => [answer.id, answer]))
const utc = (moment: string | null | undefined) => (moment ? `${new Date(moment).toISOString().slice(0, 19)}Z` : null)
const one = (fields: Record<string, unknown>) => judgeCases({ ...document, cases: [{ id: 'one', calendar: 'B', ...fields }] })[0]
const nothing = { id: 'one', due: null, late_after: null, elapsed_s: null, left_s: null }

describe('every worked case has the answer that was worked out by hand', () => {
  test('all 41 of them are judged', () => expect(judged.size).toBe(41))

  test.each(written.map((given) => [given.id, given.title, given] as const))('%s %s', (id, _, given) => {
    const answer = judged.get(id)
    expect(answer?.due).toBe(utc(given.expect_due_utc))
    expect(answer?.late_after).toBe(utc(given.late_after))
    if (given.expect_elapsed_s !== undefined) expect(answer?.elapsed_s).toBe(given.expect_elapsed_s)
  })

  test('the local time alone gives the same answers as the UTC time beside it', () => {
    const cases = document.cases?.map(({ start_utc: _, ...given }) => given) ?? []
    expect(judgeCases({ ...document, cases })).toEqual([...judged.values()])
  })
})

describe('a case asks in many ways', () => {
  test('an open pause leaves no due moment, and what is left stands still', () => {
    expect(judged.get('P10')).toEqual({ id: 'P10', due: null, late_after: null, elapsed_s: 3600, left_s: 10_800 })
  })

  test('a target and a moment of asking give what has been used and what is left', () => {
    expect(one({ start: '2026-06-08T09:00', target_s: 7200, to: '2026-06-08T11:30' })).toEqual({
      id: 'one', due: '2026-06-08T09:00:00Z', late_after: '2026-06-08T09:00:00Z', elapsed_s: 9000, left_s: -1800,
    })
  })

  test('working days may be the target', () => {
    expect(one({ start: '2026-06-11T16:50', target_working_days: 2 })).toMatchObject({
      due: '2026-06-15T15:00:00Z', late_after: '2026-06-16T06:00:00Z',
    })
    expect(one({ start: '2026-06-11T16:50', target: '2wd' })?.due).toBe('2026-06-15T15:00:00Z')
  })

  test('a calendar may be written inside the case', () => {
    const calendar = { zone: 'Asia/Taipei', versions: [{ from: '0000', week: { 1: [['09:00', '18:00']] } }] }
    expect(one({ calendar, start: '2026-06-08T09:00', target_s: 3600 })?.due).toBe('2026-06-08T02:00:00Z')
  })
})

describe('a case that cannot be judged answers with nulls and hides no other', () => {
  test.each([
    ['an unknown calendar', { calendar: 'nowhere', start: '2026-06-08T09:00', target_s: 60 }],
    ['no start', { target_s: 60 }],
    ['a start that is no time', { start: 'soon', target_s: 60 }],
    ['a calendar without open time', { calendar: { tz: 'Europe/Berlin', versions: [{ from: '0000', week: {} }] }, start: '2026-06-08T09:00', target_s: 60 }],
    ['an unknown zone', { calendar: { tz: 'Mars/Base', versions: [{ from: '0000', week: { 1: [['00:00', '24:00']] } }] }, start: '2026-06-08T09:00', target_s: 60 }],
  ])('%s', (_, fields) => {
    expect(one(fields)).toEqual(nothing)
  })

  test('it prints one line for each case', async () => {
    const output = new PassThrough()
    await timeJudge(Readable.from([source]), output)
    output.end()
    const lines = (await text(output)).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([...judged.values()])
  })
})
