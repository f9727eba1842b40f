// Every rule of cover of every plan, on the day before its first, its first, its last and the day after.
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { coverAgreement, coverCase, opening, walk } from '#tests/support/standard/cover-cases.ts'
import type { CoverCase } from '#tests/support/standard/cover-cases.ts'
import { fillOpenValues } from '../plan/fill-open-values.ts'
import type { Plan } from '../plan/plan.ts'
import { startOfDay } from '../time/zone.ts'
import type { Day } from '../time/day.ts'
import { coverOn, phaseOn } from './cover.ts'
import { historyOf } from './events.ts'
import type { CoverGround } from './terms.ts'
import { step } from './verdict.ts'

const folder = new URL('../../plans/', import.meta.url)
const plans = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => fillOpenValues(parsePlan(parse(readFileSync(new URL(name, folder), 'utf8')))))

const groundOf = (plan: Plan, { events }: CoverCase): CoverGround => ({
  plan, agreement: { ...coverAgreement },
  history: historyOf([
    { facts: events.map(({ kind, day, data }, index) => ({ id: `f${index}`, kind, data, by: null, happenedAt: startOfDay(plan.zone, day), recordedAt: startOfDay(plan.zone, day) })) },
    { facts: [], dates: { 'agreement.started': coverAgreement.startsOn } },
  ], plan.zone),
})

const rules = plans.flatMap((plan) => plan.cover.map((rule) => [plan, rule] as const))
test('the plans hold rules of cover to be proven', () => expect(rules.length).toBeGreaterThan(60))

describe.each(rules)('%#', (plan, rule) => {
  const made = coverCase(plan, rule)
  const ask = (day: Day) => coverOn(groundOf(plan, made), { day, component: rule.component, cause: made.cause, attributes: made.attributes, evidence: 'seen on site' })
  const answers = (day: Day) => ask(day).offers.some((offer) => offer.rule === rule.id)

  test(`${rule.id} answers from its first day to its last and on no other`, () => {
    expect(answers(walk(made.from, -1))).toBe(false)
    expect(answers(made.from)).toBe(true)
    const verdict = ask(made.from)
    expect(verdict.because.find((one) => one.code === 'in-force' && one.rule === rule.id)).toMatchObject({ day: made.from, until: made.until, clause: rule.clause })
    if (made.until === null) return expect(answers(walk(made.from, 15_000))).toBe(true)
    expect(answers(made.until)).toBe(true)
    expect(answers(walk(made.until, 1))).toBe(false)
    expect(ask(walk(made.until, 1)).because.some((one) => one.code === 'ended' && one.rule === rule.id)).toBe(true)
    expect(opening <= made.until).toBe(true)
  })
})

test('a phase follows the other without a day between', () => {
  const plan = plans.find(({ plan: code }) => code === 'P03')!
  const made = coverCase(plan, plan.cover.find(({ id }) => id === 'P03-09-equipment')!)
  expect([phaseOn(groundOf(plan, made), coverAgreement.endsOn, 'equipment'), phaseOn(groundOf(plan, made), made.from, 'equipment')]).toEqual(['warranty', 'maintenance'])
})

test('a step says nothing it was not given', () => expect(step('no-term')).toMatchObject({ code: 'no-term', rule: null, reason: null }))
