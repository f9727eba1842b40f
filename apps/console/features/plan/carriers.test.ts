import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePlan } from '#contract/plan/plan.ts'
import { accountsOf } from './carriers.ts'
import { openPlaces } from './places.ts'
import { wordingOf } from './wording.ts'
import { sections } from './sections.ts'

const catalogue = JSON.parse(readFileSync('plans/catalogue.json', 'utf8')) as { clauses: { id: string; plan: string }[] }
const codes = Array.from({ length: 21 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`)
const planOf = (code: string) => parsePlan(parse(readFileSync(`plans/${code}.yaml`, 'utf8'), { maxAliasCount: 1000 }))

test.each(codes)('every clause of %s is shown with what carries it', (code) => {
  const shown = accountsOf(planOf(code), 'zh-TW').map((account) => account.clause)
  expect(catalogue.clauses.filter((clause) => clause.plan === code && !shown.includes(clause.id))).toEqual([])
})

test.each(codes)('%s is said in three languages without a code left in its promises', (code) => {
  const plan = planOf(code)
  for (const language of ['zh-TW', 'zh-CN', 'en'] as const) {
    const wording = wordingOf(plan, language)
    for (const rule of plan.promises) {
      expect(`${wording.trigger(rule.on)} ${wording.stop(rule.by)}`).not.toMatch(/\b(ticket|agreement|reply|goods|engineer)\.[a-z]/)
      expect(wording.limit(rule).every((row) => row.within !== '')).toBe(true)
    }
  }
  expect(sections.filter((section) => section.size(plan) > 0).length).toBeGreaterThan(5)
  expect(openPlaces(plan).every((place) => place.clause.startsWith(code))).toBe(true)
})
