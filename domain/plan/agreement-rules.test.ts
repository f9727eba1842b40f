import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import type { Day } from '../time/day.ts'
import { checkOverrides } from './check-overrides.ts'
import { chooseAgreement, isTie } from './choose-agreement.ts'
import type { Candidate } from './choose-agreement.ts'
import { bySection, diffPlans } from './diff.ts'
import { fillOpenValues } from './fill-open-values.ts'
import { nearest } from './nearest.ts'
import { openValues } from './open-values.ts'

const plan = parsePlan(parse(readFileSync(new URL('../../plans/P01.yaml', import.meta.url), 'utf8')))
const agreement = (id: string, given: Partial<Candidate> = {}): Candidate => ({ id, priority: 0, startsOn: '2026-01-01' as Day, endsOn: null, siteIds: [], assetIds: [], ...given })
const matter = { siteId: 's', assetId: 'a', day: '2026-06-01' as Day }

test.each([
  ['the explicit priority goes before all', [agreement('asset', { assetIds: ['a'] }), agreement('first', { priority: 1 })], 'first'],
  ['an asset goes before its site', [agreement('site', { siteIds: ['s'] }), agreement('asset', { assetIds: ['a'] })], 'asset'],
  ['a site goes before the customer', [agreement('customer'), agreement('site', { siteIds: ['s'] })], 'site'],
  ['the oldest goes first among equals', [agreement('younger'), agreement('older', { startsOn: '2025-01-01' as Day })], 'older'],
  ['one for another site does not answer', [agreement('elsewhere', { siteIds: ['x'] })], null],
  ['the last day still counts', [agreement('last', { endsOn: '2026-06-01' as Day })], 'last'],
  ['one that ended does not answer', [agreement('ended', { endsOn: '2026-05-31' as Day })], null],
  ['one that has not begun does not answer', [agreement('later', { startsOn: '2026-06-02' as Day })], null],
])('%s', (_, agreements, expected) => expect(chooseAgreement(agreements, matter)?.id ?? null).toBe(expected))

test('two agreements of which neither comes first are a tie', () => {
  expect(isTie(agreement('one'), agreement('other'))).toBe(true)
  expect(isTie(agreement('one'), agreement('other', { priority: 1 }))).toBe(false)
  expect(isTie(agreement('one', { siteIds: ['s'] }), agreement('other', { siteIds: ['x'] }))).toBe(false)
})

test('a value of an agreement needs a rule of the plan and a whole table', () => {
  expect(checkOverrides(plan, { 'P01-17': { within: '2h' } })).toEqual([])
  expect(checkOverrides(plan, { 'P01-17': { waived: true } })).toEqual([])
  expect(checkOverrides(plan, { 'P01-99': { within: '2h' } })).toEqual([{ rule: 'P01-99', code: 'unknown-rule' }])
  expect(checkOverrides(plan, { 'P01-17': { within: 'tbd' } })).toEqual([{ rule: 'P01-17', code: 'incomplete' }])
  expect(checkOverrides(plan, { 'P01-10': { targets: [{ when: { level: 'A' }, within: '1h' }] } })).toEqual([{ rule: 'P01-10', code: 'incomplete' }])
})

test('every open value is listed with its clause and its place; filled, none is left', () => {
  const open = openValues(plan)
  expect(open).toContainEqual(expect.objectContaining({ clause: 'P01-05', path: ['promises', 1, 'targets', 0, 'within'], kind: 'span' }))
  expect(openValues(fillOpenValues(plan))).toEqual([])
  expect(openValues(plan)).toEqual(open)
})

test('an openly waived value does not block', () => {
  const value = { key: 'k', clause: 'P01-01', title: plan.title, value: null }
  expect(openValues({ ...fillOpenValues(plan), values: [value] })).toHaveLength(1)
  expect(openValues({ ...fillOpenValues(plan), values: [{ ...value, waived: plan.title }] })).toEqual([])
})

test('the difference of two versions names each rule and field', () => {
  const [first, second, ...others] = plan.promises
  const to = { ...plan, version: 2, zone: 'Asia/Taipei', promises: [{ ...first!, clock: 'office' }, ...others, { ...second!, id: 'P01-new' }] }
  const changes = diffPlans(plan, to)
  expect(changes.map(({ section, id, change }) => [section, id, change])).toEqual([
    ['plan', 'zone', 'changed'], ['promises', first!.id, 'changed'], ['promises', 'P01-new', 'added'], ['promises', second!.id, 'removed'],
  ])
  expect(changes[1]?.fields).toEqual([{ path: ['clock'], from: null, to: 'office' }])
  expect(bySection(changes).map(({ section }) => section)).toEqual(['plan', 'promises'])
  expect(diffPlans(plan, { ...plan, version: 9 })).toEqual([])
})

test('a changed row of targets is one change', () => {
  const [first, ...others] = plan.promises
  const rows = 'targets' in first! ? first.targets : []
  const to = { ...plan, promises: [{ ...first!, targets: [{ ...rows[0]!, within: '5min' }, ...rows.slice(1)] }, ...others] }
  expect(diffPlans(plan, to)[0]?.fields).toEqual([{ path: ['targets', 0, 'within'], from: '10min', to: '5min' }])
})

test.each([['ofice', 'office'], ['Office', 'office'], ['banana', null]])('"%s" probably meant %s', (word, expected) => expect(nearest(word, ['office', '7x24'])).toBe(expected))
