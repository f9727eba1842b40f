import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkPlan } from './check.ts'
import { fieldName, sameWords } from './finding.ts'
import { readSpan } from './span.ts'

const folder = new URL('../../plans/', import.meta.url)
const read = (name: string) => parsePlan(parse(readFileSync(new URL(name, folder), 'utf8'), { maxAliasCount: 1000 }))

test.each(readdirSync(folder).filter((name) => /^P\d+\.yaml$/.test(name)))('%s says nothing that contradicts itself', (name) => {
  expect(checkPlan(read(name)).filter(({ severity }) => severity === 'error')).toEqual([])
})

test('mistakes come before what is only worth a look', () => {
  const plan = read('P01.yaml')
  const found = checkPlan({ ...plan, zone: 'Asia/Nowhere' }).map(({ severity }) => severity)
  expect(found[0]).toBe('error')
  expect(found).toEqual([...found].sort())
})

test('a place is named as people write it', () => {
  expect(fieldName(['promises', 2, 'targets', 0, 'within'])).toBe('promises[2].targets[0].within')
})

test('the same condition in another order is the same condition', () => {
  expect(sameWords({ cause: ['b', 'a'], phase: 'x' })).toBe(sameWords({ phase: 'x', cause: ['a', 'b'] }))
  expect(sameWords({ cause: ['a'] })).not.toBe(sameWords({ cause: 'a' }))
})

test.each([
  ['tbd', { kind: 'open' }], ['none', { kind: 'none' }], ['90s', { kind: 'target', target: { unit: 'minutes', amount: 1.5 } }], ['3wd', { kind: 'target',
    target: { unit: 'working-days', amount: 3 } }],
  ['2w', { kind: 'target', target: { unit: 'days', amount: 14 } }], ['2y', { kind: 'target', target: { unit: 'months', amount: 24 } }],
])('%s is read as a length of time', (span, expected) => expect(readSpan(span)).toEqual(expected))

test('what is no length of time is a bug by then', () => {
  expect(() => readSpan('soon')).toThrow()
})
