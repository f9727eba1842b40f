import { expect, test } from 'vitest'
import { nextPromise, stagesToShow, standingOf } from './stages.ts'
import type { Promised } from './stages.ts'

const at = (time: string) => `2026-11-23T${time}Z`
const now = Date.parse(at('10:00:00'))
const promise = (part: Partial<Promised>): Promised => ({
  clause: 'P01-10', title: { 'zh-TW': '回覆', 'zh-CN': '回复', en: 'Reply' }, state: 'running', startedAt: at('09:00:00'), dueAt: null, metAt: null, ...part,
})

test.each([
  ['runs with time to spare', '11:00:00', 'running'],
  ['is soon below a quarter of an hour', '10:14:59', 'soon'],
  ['is soon, not late, at the very moment it is due', '10:00:00', 'soon'],
  ['is late a second after', '09:59:59', 'late'],
])('an open promise %s', (_, due, standing) => {
  expect(standingOf({ state: 'running', dueAt: at(due) }, now)).toBe(standing)
})

test('a paused promise past its time is paused, not late', () => {
  expect(standingOf({ state: 'paused', dueAt: at('09:00:00') }, now)).toBe('paused')
})

test('the next promise is the open one that falls due first', () => {
  const reply = promise({ dueAt: at('09:10:00'), state: 'kept', metAt: at('09:05:00') })
  const visit = promise({ dueAt: at('12:00:00') })
  const loaner = promise({ dueAt: at('14:00:00') })
  expect(nextPromise([loaner, reply, visit])).toBe(visit)
})

test('a late promise that was fulfilled in the end is not the next one', () => {
  expect(nextPromise([promise({ dueAt: at('09:10:00'), state: 'broken', metAt: at('09:30:00') })])).toBeNull()
})

test('a cancelled ticket shows no stages to come', () => {
  const stages = [{ code: 'registered', at: at('09:00:00'), state: 'now' }, { code: 'accepted', at: null, state: 'ahead' }] as const
  expect(stagesToShow({ stages: [...stages], status: 'cancelled' })).toEqual([stages[0]])
  expect(stagesToShow({ stages: [...stages], status: 'new' })).toHaveLength(2)
})
