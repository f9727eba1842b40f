// B-CYC: twelve months yield exactly the stated number of orders, none outside the agreement; each ends as done, late or waived.
import { expect } from 'vitest'
import { openValues } from '#domain/plan/open-values.ts'
import type { CycleRule } from '#domain/plan/plan.ts'
import { planFile } from '../running-plan.ts'
import type { Service } from '../running-plan.ts'
import { dataFor, isOfAgreement, recordWith, begin } from './scene.ts'

export async function proveCycle(service: Service, rule: CycleRule): Promise<void> {
  const raw = planFile(rule.clause.slice(0, 3))
  const index = raw.cycles.findIndex(({ id }) => id === rule.id)
  expect(openValues(raw).some(({ path }) => path[0] === 'cycles' && path[1] === index)).toBe(JSON.stringify(raw.cycles[index]).includes('"tbd"'))
  if (rule.from) await recordWith(service, { id: '' }, { fact: rule.from }, 0)
  if (rule.onEvent && 'fact' in rule.onEvent) await proveEvent(service, rule)
  if (rule.every || rule.times || rule.months) await proveRhythm(service, rule)
}

const yearFrom = '2026-06-09'
const yearUntil = '2027-06-08'

async function proveRhythm(service: Service, rule: CycleRule): Promise<void> {
  const first = (await service.cycles()).filter(({ ruleId }) => ruleId === rule.id)
  expect(first.length, rule.id).toBeGreaterThan(0)
  expect(first.every(({ dueOn }) => dueOn >= service.startsOn && dueOn <= service.endsOn)).toBe(true)
  const inYear = (await service.cycles(yearFrom, yearUntil)).filter(({ ruleId }) => ruleId === rule.id)
  const expected = expectedInYear(rule)
  if (expected !== null) expect(Math.abs(inYear.length - expected), `${rule.id}: ${inYear.length} instead of ${expected}`).toBeLessThanOrEqual(rule.from || rule.calendar || rule.window ? 1 : 0)
  expect((await service.cycles('2020-01-01', '2025-12-31')).filter(({ ruleId }) => ruleId === rule.id)).toEqual([])
  const open = first.filter(({ state }) => state !== 'done' && state !== 'late' && state !== 'waived')
  const [one, two] = open
  if (one) {
    await service.agree('activity.done', { activity: rule.id, occurrence: one.n })
    expect(await stateOf(service, rule, one.n)).toBe('done')
  }
  if (two) {
    await service.agree('activity.waived', { activity: rule.id, occurrence: two.n, reason: '客戶同意免做' })
    expect(await stateOf(service, rule, two.n)).toBe('waived')
  }
}

const stateOf = async (service: Service, rule: CycleRule, n: number) => (await service.cycles()).find((row) => row.ruleId === rule.id && row.n === n)?.state

function expectedInYear({ every, times, months }: CycleRule): number | null {
  if (months) return months.length
  const [, amount = '', unit = ''] = /^(\d+)(d|w|mo|y)$/.exec(times?.per ?? every ?? '') ?? []
  if (unit === 'y') return Number(amount) === 1 ? (times?.count ?? 1) : null
  if (unit === 'mo') return 12 % Number(amount) === 0 ? (12 / Number(amount)) * (times?.count ?? 1) : null
  return null
}

async function proveEvent(service: Service, rule: CycleRule): Promise<void> {
  const { onEvent } = rule
  if (!onEvent || !('fact' in onEvent)) return
  const owed = async () => (await service.cycles('2020-01-01', '2040-12-31')).filter(({ ruleId }) => ruleId === rule.id)
  if (!isOfAgreement(onEvent.fact)) {
    const ticket = await begin(service, { ...dataFor(onEvent.when) }, 0)
    if (onEvent.fact !== 'ticket.registered') await recordWith(service, ticket, onEvent, 0)
  } else await recordWith(service, { id: '' }, onEvent, 0)
  const after = await owed()
  expect(after.length, `${rule.id} owes nothing after ${onEvent.fact}`).toBeGreaterThan(0)
  const [one] = after.filter(({ state }) => state !== 'done')
  await service.agree('activity.done', { activity: rule.id, occurrence: one!.n })
  expect((await owed()).find(({ n }) => n === one!.n)?.state).toMatch(/done|late/)
}
