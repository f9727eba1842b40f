import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkTargets } from './check-targets.ts'
import type { Plan } from './plan.ts'

const read = (name: string): Plan => parsePlan(parse(readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8'), { maxAliasCount: 1000 }))
const p01 = read('P01.yaml')
const [first, ...others] = p01.promises
const withFirst = (change: object): Plan => ({ ...p01, promises: [{ ...first, ...change } as Plan['promises'][number], ...others] })
const codes = (plan: Plan) => [...checkTargets(plan)].filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path.join('.')}`)

describe('a table of targets answers every case once', () => {
  test.each([
    ['a hole', [{ when: { level: ['A', 'B'] }, within: '10min' }], ['targets-hole promises.0.targets']],
    ['an overlap', [{ when: { level: ['A', 'B'] }, within: '10min' }, { when: { level: ['B', 'C'] }, within: '30min' }], ['targets-overlap promises.0.targets.1']],
    ['two rows that agree', [{ when: { level: ['A', 'B'] }, within: '10min' }, { when: { level: ['B', 'C'] }, within: '10min' }], []],
    ['a rest row', [{ when: { level: 'A' }, within: '10min' }, { within: '30min' }], []],
    ['a row behind the rest', [{ within: '30min' }, { when: { level: 'A' }, within: '10min' }], ['targets-unreachable promises.0.targets.1']],
    ['a hole between two fields', [{ when: { level: 'A' }, within: '1h' }, { when: { level: ['B', 'C'], severity: 'critical' }, within: '1h' }], ['targets-hole promises.0.targets']],
    ['figures without a hole', [{ when: { minutes: { lt: 10 } }, within: '1h' }, { when: { minutes: { gte: 10 } }, within: '2h' }], []],
    ['figures with a hole at the bound', [{ when: { minutes: { lt: 10 } }, within: '1h' }, { when: { minutes: { gt: 10 } }, within: '2h' }], ['targets-hole promises.0.targets']],
  ])('%s', (_, targets, expected) => expect(codes(withFirst({ targets }))).toEqual(expected))
})
