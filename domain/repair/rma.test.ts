import { expect, test } from 'vitest'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Plan } from '../plan/plan.ts'
import type { PromiseReading } from '../promise/reading.ts'
import { instant } from '../time/instant.ts'
import { factoryClocks, freeClause, loanersOwed, sameGradeClause, untilRepairedClause } from './owed.ts'
import { factOfStep, readRma, rmaSteps } from './rma.ts'

const fact = (n: number, kind: FactKind, data: FactData, more: Partial<Fact> = {}): Fact =>
  ({ id: `f${n}`, kind, happenedAt: instant(n * 1000), recordedAt: instant(n * 1000), by: null, data: { rma: 'a', ...data }, ...more })

test('a unit is where its last step left it, whatever other units of the ticket do', () => {
  const facts = [fact(1, 'rma.opened', {}), fact(2, 'unit.shipped', { step: 'ship' }), fact(3, 'unit.received', { step: 'receive' }), fact(4, 'unit.repaired', { step: 'repaired', rma: 'b' })]
  expect(readRma(facts, 'a')).toMatchObject({ state: 'received', receivedFact: 'f3', result: null })
  expect(readRma([...facts, fact(5, 'unit.repaired', { step: 'scrapped' })], 'a')).toMatchObject({ state: 'scrapped', result: 'scrapped', finishedAt: instant(5000) })
})

test('a corrected step no longer counts', () => {
  expect(readRma([fact(1, 'rma.opened', {}), fact(2, 'unit.received', { step: 'receive' }), fact(3, 'note.added', {}, { corrects: 'f2' })], 'a').state).toBe('opened')
})

test('every step is a fact', () => {
  expect(Object.keys(factOfStep).sort()).toEqual(Object.keys(rmaSteps).sort())
})

const title = { 'zh-TW': '', 'zh-CN': '', en: '' }
const plan = {
  promises: [
    { id: 'grade', clause: 'G', title, on: { promise: 'x', becomes: 'broken' }, by: { any: [{ fact: 'loaner.delivered', when: { running: [true, 'yes'], sameGrade: [true, 'yes'] } }, { fact: 'fault.removed' }] }, within: '1h' },
    { id: 'other', clause: 'O', title, on: { fact: 'unit.received' }, by: { fact: 'unit.repaired' }, within: '5wd' },
  ],
  charging: [{ id: 'c', clause: 'F', title, when: { work: 'loaner' }, parts: 'free', labour: 'free' }],
  gates: [{ id: 'g', clause: 'U', title, before: 'loaner.returned', needs: { fact: 'unit.repaired' } }],
} as unknown as Plan
const reading = (ruleId: string, more: Partial<PromiseReading> = {}) => ({ ruleId, state: 'running', metAt: null, endedAt: null, startFact: 'f3', ...more }) as PromiseReading

test('what a plan owes of loaners is read from its promises, its charges and its gates', () => {
  expect([sameGradeClause(plan), freeClause(plan), untilRepairedClause(plan)]).toEqual(['G', 'F', 'U'])
  const readings = [reading('grade'), reading('grade', { metAt: instant(1) }), reading('grade', { state: 'withdrawn' }), reading('other')]
  expect(loanersOwed(plan, readings)).toEqual([readings[0]])
  expect(factoryClocks(plan, readings, 'f3')).toEqual([readings[3]])
  expect(factoryClocks(plan, readings, null)).toEqual([])
})
