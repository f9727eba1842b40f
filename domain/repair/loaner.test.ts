import { expect, test } from 'vitest'
import { instant } from '../time/instant.ts'
import { decideLending, giveBack, handOver, isOverdue, loanSteps, takenBy } from './loaner.ts'
import { openSteps, takeStep } from './steps.ts'

const at = (hour: number) => instant(`2026-06-08T${String(hour).padStart(2, '0')}:00:00Z`)
const ready = { state: 'ready' as const, grade: 'A' }
const wish = { from: at(10), until: at(12), gradeOwed: 'A', mustMatch: true }

test.each([
  ['ends as it begins', { from: at(8), until: at(10) }, true],
  ['reaches into it', { from: at(8), until: at(11) }, false],
  ['begins as it ends', { from: at(12), until: at(14) }, true],
  ['has no end', { from: at(9), until: null }, false],
  ['has no end, later', { from: at(12), until: null }, true],
])('a loan that %s', (_, span, isFree) => {
  expect(decideLending(ready, wish, [span]).yes).toBe(isFree)
})

test('every reason against a loan is told at once', () => {
  expect(decideLending({ state: 'retired', grade: 'B' }, wish, [{ from: at(9), until: null }])).toEqual({ yes: false, because: ['loaner.not-ready', 'loaner.other-grade', 'loaner.taken'] })
})

test('another grade is only refused where the plan asks for the same one, and one is known', () => {
  expect(decideLending({ ...ready, grade: 'B' }, { ...wish, mustMatch: false }, []).yes).toBe(true)
  expect(decideLending({ ...ready, grade: 'B' }, { ...wish, gradeOwed: null }, []).yes).toBe(true)
})

test('what is out and late is taken until it is really back', () => {
  const out = { state: 'out' as const, startsAt: at(8), dueBackAt: at(10) }
  expect(takenBy(out, at(9))).toEqual({ from: at(8), until: at(10) })
  expect(takenBy(out, at(10))).toEqual({ from: at(8), until: null })
  expect(takenBy({ ...out, state: 'back' }, at(11))).toBeNull()
  expect([isOverdue(out, at(10)), isOverdue(out, at(11))]).toEqual([false, true])
})

test('what went must come back; what did not go is not missed', () => {
  const handed = handOver(['cable', 'panel', 'manual'], ['cable', 'panel'])
  if (!handed.yes) throw new Error('refused')
  expect(giveBack(handed.accessories, ['panel'])).toMatchObject({ yes: true, missing: ['cable'] })
  expect(giveBack(handed.accessories, ['manual']).yes).toBe(false)
  expect(handOver(['cable'], ['rope']).yes).toBe(false)
})

test('a loan that is out can only come back', () => {
  expect(openSteps(loanSteps, 'out')).toEqual(['give-back'])
  expect(openSteps(loanSteps, 'offered')).toEqual(['agree', 'cancel'])
  expect(takeStep(loanSteps, 'cancel', 'out')).toEqual({ yes: false, because: ['repair.wrong-step'] })
})
