import { expect, test } from 'vitest'
import { deliverySteps, deviationsOf, factsOfStep, isProven, isShort, isWhole, missingBefore, stepsAsked } from './delivery.ts'
import type { StepRecord } from './delivery.ts'

const plan = (gates: unknown, phases: readonly string[] = []) =>
  ({ gates, documents: [], vocabulary: { phases: phases.map((code) => ({ code })) } }) as unknown as Parameters<typeof stepsAsked>[0]

test('a plan that says nothing asks for hand-over, unpacking, installation and acceptance', () => {
  expect(stepsAsked(plan([]))).toEqual(['delivered', 'unpacked', 'installed', 'final'])
})
test('a plan asks for the steps it speaks of', () => {
  expect(stepsAsked(plan([{ needs: { fact: 'milestone.reached', when: { milestone: ['commissioning', 'site-test'] } } }]))).toEqual(['delivered', 'unpacked', 'installed', 'commissioned', 'tested', 'final'])
  expect(stepsAsked(plan([], ['trial-run']))).toEqual(['delivered', 'unpacked', 'installed', 'preliminary', 'trial', 'final'])
})
test('a line may go ahead of the others, acceptance waits for all of them', () => {
  const records: StepRecord[] = [{ step: 'delivered', lineIds: ['a', 'b'] }, { step: 'unpacked', lineIds: ['a'] }]
  const asked = stepsAsked(plan([]))
  expect(missingBefore('installed', asked, records, { chosen: ['a'], all: ['a', 'b'] })).toEqual([])
  expect(missingBefore('installed', asked, records, { chosen: ['b'], all: ['a', 'b'] })).toEqual(['unpacked'])
  expect(missingBefore('final', asked, [...records, { step: 'installed', lineIds: ['a'] }], { chosen: ['a'], all: ['a', 'b'] })).toEqual(['unpacked', 'installed'])
  expect([isWhole('final'), isWhole('installed')]).toEqual([true, false])
})
test('every step tells something of the asset and of the agreement', () => {
  for (const step of deliverySteps) expect(factsOfStep[step].agreement.length).toBeGreaterThan(0)
})
test('what differs from the order is listed; in time is up to the very moment', () => {
  const line = { id: 'a', title: 'Door', model: 'M1', quantity: 3, counted: 2, modelFound: 'M2', appearance: 'damaged' as const }
  expect(deviationsOf([line], '2026-06-08T02:00:00Z', '2026-06-08T02:00:01Z').map(({ kind }) => kind)).toEqual(['late', 'quantity', 'model', 'appearance'])
  expect(deviationsOf([{ ...line, counted: 3, modelFound: null, appearance: 'good' }], '2026-06-08T02:00:00Z', '2026-06-08T10:00:00+08:00')).toEqual([])
})
test('short by count or by serials; a line without serials is not asked for them', () => {
  const short = (counted: number | null, serials: number) => isShort({ quantity: 3, counted }, serials)
  expect([short(2, 0), short(3, 2), short(null, 0), short(3, 3)]).toEqual([true, true, false, false])
})
test('a form of a line is needed of every line, and a failure is no proof until a later one passes', () => {
  const perLine = { fields: [{ key: 'line' }] }
  expect(isProven(perLine, [{ line: 'a', result: 'pass' }], ['a', 'b'])).toBe(false)
  expect(isProven(perLine, [{ line: 'a', result: 'fail' }, { line: 'b', result: 'pass' }, { line: 'a', result: 'pass' }], ['a', 'b'])).toBe(true)
  expect([isProven({ fields: [] }, [{ passed: true }, { passed: false }], ['a']), isProven({ fields: [] }, [{}], ['a']), isProven({ fields: [] }, [], ['a'])]).toEqual([false, true, false])
})
