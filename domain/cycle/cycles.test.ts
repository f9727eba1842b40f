import { expect, test } from 'vitest'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { CycleRule } from '../plan/plan.ts'
import type { Window } from '../time/calendar.ts'
import { day } from '../time/day.ts'
import { compile } from '../time/working.ts'
import { atWallClock, wallClock } from '../time/zone.ts'
import { toIso } from '../time/instant.ts'
import { dueDays } from './due-days.ts'
import { readCycle } from './read-cycle.ts'

const zone = 'Europe/Berlin'
const office: Window[] = [['08:00', '17:00']]
const working = compile({ zone, versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] })
const rule: CycleRule = { id: 'C', clause: 'C', title: { 'zh-TW': '巡檢', 'zh-CN': '巡检', en: 'Inspection' }, activity: 'inspection', every: '1mo' }
const agreement = { startsOn: day('2026-01-31'), endsOn: day('2026-12-31'), zone }
const calendar = () => ({ working, versionId: '1' })
const look = { from: day('2026-01-01'), until: day('2026-12-31'), calendar }

let count = 0
const fact = (kind: FactKind, on: string, data: FactData): Fact => {
  const at = atWallClock(zone, day(on), '10:00')
  return { id: `f${(count += 1)}`, kind, happenedAt: at, recordedAt: at, by: 'ann', data }
}
const days = (of: CycleRule, from: string, until: string) => dueDays(of, day(from), day(from), day(until)).map(({ dueOn }) => dueOn)

test('M01 a monthly plan from the last day of January keeps to the last days', () => {
  expect(days(rule, '2026-01-31', '2026-05-31')).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'])
})

test('M03 daily at eight stays at eight over the change of the clock', () => {
  const moments = days({ ...rule, every: '1d' }, '2026-03-27', '2026-03-30').map((on) => atWallClock(zone, on, '08:00'))
  expect(moments.map((at) => wallClock(zone, at).time)).toEqual(['08:00:00', '08:00:00', '08:00:00'])
  expect(moments.map(toIso)).toEqual(['2026-03-28T07:00:00Z', '2026-03-29T06:00:00Z', '2026-03-30T06:00:00Z'])
})

test('M05 whenever it is asked, a visit keeps its true due day and number', () => {
  const [first] = readCycle(rule, agreement, [], day('2026-03-05'), { ...look, until: day('2026-03-30') })
  expect(first).toMatchObject({ n: 1, dueOn: '2026-02-28', state: 'late' })
  const afterwards = readCycle(rule, agreement, [], day('2026-03-05'), { ...look, from: day('2026-03-01'), until: day('2026-03-31') })
  expect(afterwards.map(({ n, dueOn }) => [n, dueOn])).toEqual([[2, '2026-03-31']])
})

test('M07 a visit due on a closed day moves to the next open one and is done inside its window', () => {
  const windowed: CycleRule = { ...rule, calendar: 'desk', window: { before: '7d', after: '7d' } }
  const read = (on: string) => readCycle(windowed, agreement, [fact('activity.done', on, { activity: 'C', occurrence: 1 })], day('2026-04-01'), look)[0]
  expect(read('2026-03-09')).toMatchObject({ dueOn: '2026-03-02', windowFrom: '2026-02-23', windowTo: '2026-03-09', state: 'done' })
  expect(read('2026-03-10')).toMatchObject({ state: 'late' })
})

test('four times a year are spread over the year', () => {
  const { every: _every, ...plain } = rule
  expect(days({ ...plain, times: { count: 4, per: '1y' } }, '2026-01-01', '2027-01-01')).toHaveLength(4)
})

test('every matching event owes one, and what was waived is owed no more', () => {
  const { every: _every, ...plain } = rule
  const caused: CycleRule = { ...plain, onEvent: { fact: 'event.occurred', when: { event: 'storm' } }, within: '3d' }
  const facts = [
    fact('event.occurred', '2026-05-04', { event: 'storm' }), fact('event.occurred', '2026-05-05', { event: 'fair' }),
    fact('event.occurred', '2026-06-01', { event: 'storm' }), fact('activity.waived', '2026-05-06', { activity: 'C', occurrence: 1 }),
  ]
  expect(readCycle(caused, agreement, facts, day('2026-06-02'), look).map(({ dueOn, state }) => [dueOn, state]))
    .toEqual([['2026-05-07', 'waived'], ['2026-06-04', 'planned']])
})

test('ten years of every day are all found', () => {
  expect(days({ ...rule, every: '1d' }, '2026-01-01', '2036-01-01')).toHaveLength(3652)
})

test('an occurrence by event keeps its number, whatever the window one looks through', () => {
  const both: CycleRule = { ...rule, onEvent: { fact: 'event.occurred' }, within: '3d' }
  const storm = fact('event.occurred', '2026-03-10', { event: 'storm' })
  const numbers = (from: string, until: string) => readCycle(both, agreement, [storm], day('2026-02-01'), { ...look, from: day(from), until: day(until) }).filter(({ dueOn }) => dueOn === '2026-03-13').map(({ n }) => n)
  expect([numbers('2026-01-01', '2026-12-31'), numbers('2026-03-01', '2026-03-31'), numbers('2026-03-13', '2026-03-13')]).toEqual([[10_001], [10_001], [10_001]])
})
