// What a plan owes of loaners: the promises that a delivered loaner keeps, whether it must be of the same grade, whether it costs.
import { matches } from '../fact/match.ts'
import type { FactMatch } from '../fact/match.ts'
import type { Plan } from '../plan/plan.ts'
import type { PromiseRule } from '../plan/promise-rule.ts'
import type { PromiseReading } from '../promise/reading.ts'

type Rules = Pick<Plan, 'promises'>

export function keptByLoaner({ promises }: Rules): PromiseRule[] {
  return promises.filter((rule) => loanerMatch(rule) !== null)
}

/** The readings that wait for a loaner now. */
export function loanersOwed(plan: Rules, readings: readonly PromiseReading[]): PromiseReading[] {
  const rules = new Set(keptByLoaner(plan).map(({ id }) => id))
  return readings.filter(({ ruleId, metAt, endedAt, state }) => rules.has(ruleId) && metAt === null && endedAt === null && (state === 'running' || state === 'paused' || state === 'broken'))
}

/** The clause that asks for the same grade, if any does. */
export function sameGradeClause(plan: Rules): string | null {
  const asks = (match: FactMatch | null) => match !== null && matches(match.when, all) && !matches(match.when, { ...all, sameGrade: false })
  return plan.promises.find((rule) => asks(loanerMatch(rule)))?.clause ?? null
}

/** The clause under which a loaner is free. */
export function freeClause({ charging }: Pick<Plan, 'charging'>): string | null {
  return charging.find(({ when, parts, labour }) => when['work'] === 'loaner' && parts === 'free' && labour === 'free')?.clause ?? null
}

/** The clause of the plan under which a loan lasts until the original is repaired. */
export function untilRepairedClause({ gates }: Pick<Plan, 'gates'>): string | null {
  return gates.find(({ before, needs }) => before === 'loaner.returned' && 'fact' in needs && needs.fact === 'unit.repaired')?.clause ?? null
}

/** The readings of the factory's clock for one arrival there. */
export function factoryClocks({ promises }: Rules, readings: readonly PromiseReading[], receivedFact: string | null): PromiseReading[] {
  const rules = new Set(promises.filter(({ on }) => [on].flat().some((trigger) => 'fact' in trigger && trigger.fact === 'unit.received')).map(({ id }) => id))
  return readings.filter(({ ruleId, startFact }) => rules.has(ruleId) && startFact !== null && startFact === receivedFact)
}

const all = { running: true, sameGrade: true }
const loanerMatch = ({ by }: PromiseRule): FactMatch | null => ('any' in by ? by.any : 'all' in by ? by.all : [by]).find(({ fact }) => fact === 'loaner.delivered') ?? null
