import { describe, expect, test } from 'vitest'
import { accountClauses, carriersOf, clausesIn, tally } from './accounting.ts'

const plan = {
  plan: 'P90',
  vocabulary: { severities: [{ code: 'critical', criteria: [{ field: 'down', clause: 'P90-01' }] }] },
  promises: [{ id: 'P90-02-a', clause: 'P90-02', also: ['P90-03'] }],
  texts: [{ id: 'say', clause: 'P90-04' }],
  clauses: { 'P90-05': { as: 'duty' } },
}
const clauses = ['01', '02', '03', '04', '05', '06'].map((number) => ({ id: `P90-${number}`, plan: 'P90' }))

describe('a clause is accounted for', () => {
  test('by a rule however deep, by an also, by a text, by a note', () => {
    expect(carriersOf(plan)).toEqual([
      { clause: 'P90-01', how: 'rule', section: 'vocabulary', id: 'critical' },
      { clause: 'P90-02', how: 'rule', section: 'promises', id: 'P90-02-a' },
      { clause: 'P90-03', how: 'rule', section: 'promises', id: 'P90-02-a' },
      { clause: 'P90-04', how: 'text', section: 'texts', id: 'say' },
      { clause: 'P90-05', how: 'note', section: 'clauses', id: 'P90-05' },
    ])
  })

  test('by nothing when no part of the plan names it', () => {
    expect(accountClauses(clauses, [plan], []).at(-1)).toEqual({ id: 'P90-06', plan: 'P90', carriers: [], provenBy: [] })
  })
})

describe('a clause is proven', () => {
  const proven = (...results: { title: string; passed: boolean }[]) =>
    accountClauses(clauses, [plan], results).filter(({ provenBy }) => provenBy.length > 0).map(({ id }) => id)

  test('by a test that passed, whoever else the title names', () => {
    expect(proven({ title: 'P90-01, P90-02 and P90-04 hold at night', passed: true })).toEqual(['P90-01', 'P90-02', 'P90-04'])
  })

  test('by no test that failed', () => {
    expect(proven({ title: 'P90-01 holds', passed: false })).toEqual([])
  })

  test('and counted once, however many tests name it', () => {
    const results = ['by day', 'by night'].map((when) => ({ title: `P90-01 holds ${when}`, passed: true }))
    expect(tally(accountClauses(clauses, [plan], results))).toEqual({ total: 6, accounted: 5, proven: 1 })
  })
})

test.each([
  ['P01-10 a reply within ten minutes', ['P01-10']],
  ['the desk > P01-10/P01-11 answer in time (P01-10)', ['P01-10', 'P01-11']],
  ['rule P01-05-a and item P01-10b are not their clauses', []],
  ['no range is read into P01-10–P01-12', ['P01-10', 'P01-12']],
])('%s', (title, ids) => {
  expect(clausesIn(title)).toEqual(ids)
})
