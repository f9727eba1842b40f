// The plan's own way of working: which steps are done, which comes next, which do not concern this ticket.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { Plan, Process, Step } from '../plan/plan.ts'
import type { Attributes } from '../promise/subject.ts'
import type { Instant } from '../time/instant.ts'

export type StepReading = Step & { state: 'done' | 'next' | 'waiting' | 'skipped'; factId: string | null; at: Instant | null }
export type StepsReading = { process: Process | null; mode: 'strict' | 'free' | null; steps: StepReading[] }

export function processOf(plan: Pick<Plan, 'process'>, attributes: Attributes): Process | null {
  return plan.process.find(({ types }) => types.some((type) => type === attributes['type'])) ?? null
}

/** In a strict process only the first open step is next; in a free one all open steps are. */
export function readSteps(plan: Pick<Plan, 'process'>, facts: readonly Fact[], attributes: Attributes): StepsReading {
  const process = processOf(plan, attributes)
  if (!process) return { process: null, mode: null, steps: [] }
  const known = [...standing(facts)].sort(byHappening)
  let isNextTaken = false
  const steps = process.steps.map((step): StepReading => {
    const done = known.find(({ kind, data }) => kind === step.fact && matches(step.when, data, attributes))
    if (done) return { ...step, state: 'done', factId: done.id, at: done.happenedAt }
    if (!matches(step.only, {}, attributes)) return { ...step, state: isUndecided(step, attributes) ? 'waiting' : 'skipped', factId: null, at: null }
    const state = isNextTaken ? 'waiting' : 'next'
    isNextTaken ||= process.mode === 'strict'
    return { ...step, state, factId: null, at: null }
  })
  return { process, mode: process.mode, steps }
}

// A step that depends on a finding not yet made may still come.
const isUndecided = (step: Step, attributes: Attributes) => Object.keys(step.only ?? {}).some((field) => attributes[field] === undefined)
