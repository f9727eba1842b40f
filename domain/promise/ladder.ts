// Whom a promise calls, and when: a share of the target on its own clock, or a time after it became late.
import type { PromiseRule, Rung } from '../plan/promise-rule.ts'
import { readSpan } from '../plan/span.ts'
import { hours, later, minutes } from '../time/instant.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { dueWithPauses } from '../time/pauses.ts'
import type { Pause } from '../time/pauses.ts'
import { budgetOf } from '../time/target.ts'
import { workingDaysDue } from '../time/working.ts'
import type { WorkingTime } from '../time/working.ts'
import type { Course } from './limit.ts'
import type { ScheduledRung } from './reading.ts'
import type { Terms } from './terms.ts'

export const usualLadder: readonly Rung[] = [
  { at: '80%', notify: 'holder' }, { at: '100%', notify: 'lead' }, { at: '+30min', notify: 'manager' },
]
export const usualWarning = 0.8

/** A fixed moment is reached in plain time from the start. */
export type Run = { working: WorkingTime; pauses: readonly Pause[]; lateAfter: Instant | null } & ({ course: NonNullable<Course> } | { from: Instant; fixed: Instant })

export function ladderOf(rule: PromiseRule, terms: Pick<Terms, 'plan'>): readonly Rung[] {
  if (typeof rule.ladder === 'string') return terms.plan.ladders?.[rule.ladder] ?? usualLadder
  return rule.ladder ?? usualLadder
}

export function shareOf(run: Run, share: number): Instant | null {
  if ('fixed' in run) return run.fixed <= run.from ? run.fixed : later(run.from, ((run.fixed - run.from) * share) as Duration)
  const { clock, amount, isFixed } = budgetOf(run.working, run.course.base, run.course.target)
  return dueWithPauses(clock, run.course.base, Math.round(amount * share) as Duration, isFixed ? [] : run.pauses)
}

export function rungsOf(ladder: readonly Rung[], run: Run): ScheduledRung[] {
  return ladder.flatMap(({ at, notify, repeat }, n) => {
    const moment = at.endsWith('%') ? shareAt(run, Number(at.slice(0, -1)) / 100) : after(run, at)
    return moment === null ? [] : [{ n, at: moment, notify, ...(repeat !== undefined && { repeat, repeats: repeatsOf(run.working, moment, repeat) }) }]
  })
}

// At the whole target the clock strikes when it is really late, not a moment before.
const shareAt = (run: Run, share: number) => (share === 1 ? run.lateAfter : shareOf(run, share))

function after({ working, lateAfter }: Run, at: string): Instant | null {
  return lateAfter === null ? null : plus(working, lateAfter, at.slice(1))
}

function plus(working: WorkingTime, from: Instant, span: string): Instant {
  const reading = readSpan(span)
  if (reading.kind !== 'target') return from
  const { unit, amount } = reading.target
  if (unit === 'working-days') return workingDaysDue(working, from, Math.ceil(amount))
  return later(from, unit === 'minutes' ? minutes(amount) : unit === 'hours' ? hours(amount) : hours(amount * 24))
}

const mostRepeats = 50

function repeatsOf(working: WorkingTime, first: Instant, every: string): Instant[] {
  const moments: Instant[] = []
  for (let at = first; moments.length < mostRepeats;) {
    const next = plus(working, at, every)
    if (next <= at) break
    moments.push(next)
    at = next
  }
  return moments
}
