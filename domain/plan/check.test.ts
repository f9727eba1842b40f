import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkPlan } from './check.ts'
import type { Plan } from './plan.ts'

const folder = new URL('../../plans/', import.meta.url)
const read = (name: string): Plan => parsePlan(parse(readFileSync(new URL(name, folder), 'utf8'), { maxAliasCount: 1000 }))
const codes = (plan: Plan) => checkPlan(plan).filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path.join('.')}`)
const p01 = read('P01.yaml')
const p17 = read('P17.yaml')
const [first, ...others] = p01.promises
const withFirst = (change: object): Plan => ({ ...p01, promises: [{ ...first, ...change } as Plan['promises'][number], ...others] })

test.each(readdirSync(folder).filter((name) => /^P\d+\.yaml$/.test(name)))('%s says nothing that contradicts itself', (name) => {
  expect(codes(read(name))).toEqual([])
})

describe('a name that leads nowhere is a mistake', () => {
  test.each([
    ['a calendar', withFirst({ clock: 'ofice' }), 'unknown-calendar promises.0.clock'],
    ['a ladder', withFirst({ ladder: 'anser' }), 'unknown-ladder promises.0.ladder'],
    ['a promise', withFirst({ on: { promise: 'P01-99', becomes: 'broken' } }), 'unknown-promise promises.0.on.promise'],
    ['a level', withFirst({ targets: [{ when: { level: 'D' }, within: '1h' }, { within: '2h' }] }), 'unknown-code promises.0.targets.0.when.level'],
    ['a checklist', { ...p01, cycles: [{ ...p01.cycles[0]!, checklist: 'nowhere' }] }, 'unknown-checklist cycles.0.checklist'],
    ['a form', { ...p01, cycles: [{ ...p01.cycles[0]!, form: 'nowhere' }] }, 'unknown-form cycles.0.form'],
    ['a cover term', { ...p17, cover: [{ ...p17.cover[0]!, after: 'nowhere' }] }, 'unknown-cover cover.0.after'],
    ['a phase', { ...p17, cover: [{ ...p17.cover[0]!, phase: 'nowhere' }] }, 'unknown-code cover.0.phase'],
  ])('%s', (_, plan, expected) => expect(codes(plan)).toContain(expected))

  test('the word that was meant is named', () => {
    expect(checkPlan(withFirst({ clock: 'ofice' })).find(({ code }) => code === 'unknown-calendar')?.params).toMatchObject({ nearest: 'office' })
  })
})

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
    expect(codes({ ...p01, promises: [...p01.promises, first!] })).toEqual([`duplicate-id promises.${p01.promises.length}.id`])
  })
})

describe('times that cannot be counted', () => {
  const ladder = [{ at: '100%', notify: 'lead' }, { at: '80%', notify: 'holder' }]
  test.each([
    ['working days without a calendar', withFirst({ targets: [{ within: '3wd' }] }), ['working-days-without-calendar promises.0']],
    ['a ladder that goes down', withFirst({ ladder }), ['ladder-order promises.0.ladder.1.at']],
    ['a cycle without rhythm or event', { ...p01, cycles: [{ id: 'x', clause: 'P01-20', title: p01.title, activity: 'inspection' as const }] }, ['cycle-without-rhythm cycles.0']],
    ['a calendar that never opens', { ...p01, calendars: { ...p01.calendars, shut: { zone: 'Asia/Taipei', versions: [{ from: '0000', week: {} }] } } }, ['bad-calendar calendars.shut']],
    ['a zone that does not exist', { ...p01, zone: 'Asia/Nowhere' }, ['unknown-zone zone']],
  ])('%s', (_, plan, expected) => expect(codes(plan)).toEqual(expected))
})

test('a copy may keep the clauses of its original, a stray clause of another paper is pointed out', () => {
  expect(checkPlan({ ...p01, plan: 'ACME-1' }).filter(({ code }) => code === 'foreign-clause')).toEqual([])
  expect(checkPlan(withFirst({ clause: 'P02-01' })).filter(({ code }) => code === 'foreign-clause')).toMatchObject([{ severity: 'warning', params: { clause: 'P02-01', plan: 'P01' } }])
})
