import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkChains } from './check-chains.ts'
import { checkCover } from './check-cover.ts'
import { checkIds } from './check-ids.ts'
import type { Plan } from './plan.ts'

const read = (name: string): Plan => parsePlan(parse(readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8'), { maxAliasCount: 1000 }))
const p01 = read('P01.yaml')
const p17 = read('P17.yaml')
const codes = (plan: Plan) => [...checkIds(plan), ...checkChains(plan), ...checkCover(plan)].filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path.join('.')}`)

describe('rules that contradict', () => {
  const [cover] = p17.cover
  const charging = [
    { id: 'a', clause: 'P01-01', title: p01.title, when: { phase: 'x' }, labour: 'free' as const }, { id: 'b', clause: 'P01-01', title: p01.title, when: { phase: 'x' }, labour: 'list' as const },
  ]
  test('two cover terms with different lengths for the same case', () => {
    expect(codes({ ...p17, cover: [cover!, { ...cover!, id: 'other', length: '99y' }] })).toEqual(['cover-contradicts cover.1.length'])
  })
  test('two cover terms with different payers for the same case', () => {
    expect(codes({ ...p17, cover: [cover!, { ...cover!, id: 'other', pays: { ...cover!.pays, parts: 'dealer' } }] })).toEqual(['cover-contradicts cover.1.pays'])
  })
  test('two charging rules with different prices for the same case', () => {
    const vocabulary = { ...p01.vocabulary, phases: [{ code: 'x', title: p01.title }] }
    expect(codes({ ...p01, vocabulary, charging })).toEqual(['charging-contradicts charging.1.labour'])
  })
  test('promises that wait for each other', () => {
    const chained = p01.promises.slice(0, 2).map((rule, index, both) => ({ ...rule, on: { promise: both[1 - index]!.id, becomes: 'broken' as const } }))
    expect(codes({ ...p01, promises: chained })).toEqual(['promise-circle promises.0.on', 'promise-circle promises.1.on'])
  })
  test('the same id twice', () => {
    expect(codes({ ...p01, promises: [...p01.promises, p01.promises[0]!] })).toEqual([`duplicate-id promises.${p01.promises.length}.id`])
  })
})

test('a copy may keep the clauses of its original, a stray clause of another paper is pointed out', () => {
  expect(checkIds({ ...p01, plan: 'ACME-1' }).filter(({ code }) => code === 'foreign-clause')).toEqual([])
  expect(checkIds({ ...p01, promises: [{ ...p01.promises[0]!, clause: 'P02-01' },
    ...p01.promises.slice(1)] }).filter(({ code }) => code === 'foreign-clause')).toMatchObject([{ severity: 'warning', params: { clause: 'P02-01', plan: 'P01' } }])
})
