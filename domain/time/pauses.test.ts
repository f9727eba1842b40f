import { describe, expect, test } from 'vitest'
import type { Window } from './calendar.ts'
import { day } from './day.ts'
import { hours, minutes } from './instant.ts'
import type { Instant } from './instant.ts'
import { dueWithPauses, elapsedWithPauses, lateAfterWithPauses, unionOf } from './pauses.ts'
import { compile } from './working.ts'
import { atWallClock } from './zone.ts'

const office: Window[] = [['08:00', '12:00'], ['13:00', '17:00']]
const working = compile({ zone: 'Europe/Berlin', versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] })
const june = (date: number, time: string) => atWallClock('Europe/Berlin', day(`2026-06-${String(date).padStart(2, '0')}`), time)
const pause = (from: Instant, until: Instant | null) => ({ from, until })

test('Q06 a pause entered after the breach does not heal it: late by one hour of business time', () => {
  const pauses = [pause(june(8, '11:30'), june(9, '08:30'))]
  expect(dueWithPauses(working, june(8, '09:00'), hours(2), pauses)).toBe(june(8, '11:00'))
  expect(elapsedWithPauses(working, june(8, '09:00'), june(9, '09:00'), pauses)).toBe(hours(3))
})

test('a breach outlives a pause that is still open', () => {
  expect(dueWithPauses(working, june(8, '09:00'), hours(2), [pause(june(8, '11:30'), null)])).toBe(june(8, '11:00'))
})

test('Q10 a pause that ends when it begins has no effect', () => {
  const pauses = [pause(june(8, '10:00'), june(8, '10:00'))]
  expect(unionOf(pauses)).toEqual([])
  expect(dueWithPauses(working, june(8, '09:00'), hours(2), pauses)).toBe(june(8, '11:00'))
})

describe('pauses are one union', () => {
  test('overlapping, touching and repeated pauses count once', () => {
    const pauses = [pause(june(8, '11:00'), june(8, '12:00')), pause(june(8, '10:00'), june(8, '11:00')), pause(june(8, '10:30'), june(8, '11:30'))]
    expect(unionOf([...pauses, ...pauses])).toEqual([pause(june(8, '10:00'), june(8, '12:00'))])
    expect(elapsedWithPauses(working, june(8, '09:00'), june(8, '14:00'), [...pauses, ...pauses])).toBe(hours(2))
  })

  test('all holds count, not only the last', () => {
    const pauses = [pause(june(8, '09:00'), june(8, '10:00')), pause(june(8, '11:00'), june(8, '12:00'))]
    expect(dueWithPauses(working, june(8, '08:00'), hours(6), pauses)).toBe(june(8, '17:00'))
  })

  test('what follows an open pause is part of it', () => {
    expect(unionOf([pause(june(8, '10:00'), null), pause(june(9, '10:00'), june(9, '11:00'))])).toEqual([pause(june(8, '10:00'), null)])
  })
})

test('only business time of a pause moves the due', () => {
  expect(dueWithPauses(working, june(5, '15:00'), hours(4), [pause(june(5, '16:00'), june(8, '09:00'))])).toBe(june(8, '12:00'))
})

test('paused, then resolved without a resume: the open pause ends with the clock', () => {
  expect(elapsedWithPauses(working, june(8, '09:00'), june(10, '15:00'), [pause(june(8, '10:00'), null)])).toBe(hours(1))
})

test('when the pause begins at the very due moment, due stays and lateness waits for the resume', () => {
  const pauses = [pause(june(8, '11:00'), june(8, '14:00'))]
  expect(dueWithPauses(working, june(8, '09:00'), hours(2), pauses)).toBe(june(8, '11:00'))
  expect(lateAfterWithPauses(working, june(8, '09:00'), hours(2), pauses)).toBe(june(8, '14:00'))
  expect(lateAfterWithPauses(working, june(8, '09:00'), hours(2), [pause(june(8, '11:00'), null)])).toBeNull()
})

test('a pause before the start takes nothing from the clock', () => {
  expect(dueWithPauses(working, june(9, '09:00'), minutes(30), [pause(june(8, '09:00'), june(8, '17:00'))])).toBe(june(9, '09:30'))
})
