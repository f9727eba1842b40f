// One promise from its start to its end, read from the facts: how long it had, what held it, when it was met, and what that makes of it.
import type { PromiseRule } from '../plan/promise-rule.ts'
import { addDays } from '../time/day.ts'
import { between } from '../time/instant.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { elapsedWithPauses, unionOf } from '../time/pauses.ts'
import type { Pause } from '../time/pauses.ts'
import { elapsedOf, judge } from '../time/target.ts'
import type { Due } from '../time/target.ts'
import { workingDaysBetween } from '../time/working.ts'
import { localDay } from '../time/zone.ts'
import { namedMoment } from './appointment.ts'
import { countedWindows } from './explain-windows.ts'
import { attributesIn } from './history.ts'
import type { History } from './history.ts'
import { ladderOf, rungsOf, shareOf, usualWarning } from './ladder.ts'
import type { Run } from './ladder.ts'
import { courseOf, dueIn } from './limit.ts'
import type { Course } from './limit.ts'
import type { ExplainStep, Pausing, PromiseReading, PromiseState } from './reading.ts'
import { fulfilmentOf, isUndoneByReopening } from './stopping.ts'
import type { Fulfilment } from './stopping.ts'
import { clockOf, roundTheClock } from './terms.ts'
import type { Terms } from './terms.ts'
import type { Attributes } from './subject.ts'
import type { Fact, FactData } from '../fact/fact.ts'

export type Opening = { at: Instant; factId: string | null; data: FactData; repeat: boolean }
export type Matter = {
  history: History; terms: Terms; now: Instant; explains: boolean; atStart: Attributes; pausings: readonly Pausing[]
  /** The moment the whole subject ended without being done, and why. */
  ended: { at: Instant; reason: string } | null
  solvedAt: Instant | null
  reopenings: readonly Fact[]
}
export type Occurrence = { reading: PromiseReading; again: Opening | null }

/** A reopening within so many working days resumes the promise (D3). */
export const reopenDays = 5

type Fixed = { due: Instant; moves: readonly { at: Instant; due: Instant; factId: string }[] }

export function readOccurrence(rule: PromiseRule, key: string, opening: Opening, later: readonly Opening[], matter: Matter): Occurrence {
  const { working, versionId } = clockOf(rule, matter.terms)
  const life = lifeOf(rule, opening, matter)
  const pauses = [...matter.pausings.filter(({ reason }) => rule.pauses?.some((one) => one === reason)), ...life.rests].filter(({ until }) => until === null || until > opening.at)
  const until = life.met?.at ?? matter.now
  const given = courseOf({ rule, working, start: opening.at, attributesAtStart: attributesIn(matter.history, opening.at, matter.atStart), history: matter.history, until, pauses })
  const fixed = 'before' in rule ? fixedOf(rule.before, opening, later, working, until) : null
  const course = fixed ? null : given.course
  const due = momentsOf(working, course, fixed, pauses)
  const verdict = verdictOf({ working, course, fixed, pauses, start: opening.at, met: life.met, lateAfter: due.lateAfter }, matter)
  const run = verdict.state === 'paused' || !matter.explains ? null : runOf(working, pauses, due.lateAfter, course, fixed, opening.at)
  const steps = !matter.explains ? [] : stepsOf(rule, opening, given.steps, fixed, pauses, life, verdict, due.due ?? null, working, matter)
  const reading: PromiseReading = {
    key, ruleId: rule.id, clause: rule.clause, startedAt: opening.at, startFact: opening.factId,
    target: targetOf(course, fixed, given), clock: clockName(rule), calendarVersion: versionId,
    state: verdict.state, dueAt: verdict.state === 'paused' ? null : due.due, lateAfter: due.lateAfter, warnAt: run ? shareOf(run, rule.warnAt ?? usualWarning) : null,
    ...fulfilled(life.met), elapsed: verdict.elapsed, left: verdict.left, over: verdict.over,
    pauses: pauses.map(({ from, until: end, reason }) => ({ from, until: end, reason })), repeat: opening.repeat, solvedAt: matter.solvedAt, endedAt: verdict.endedAt,
      reason: verdict.reason ?? given.reason,
    rungs: run ? rungsOf(ladderOf(rule, matter.terms), run) : [], steps,
  }
  return { reading, again: life.again }
}

const targetOf = (course: Course, fixed: Fixed | null, { span }: { span: string | null }) => course?.span ?? (fixed ? null : span)
const clockName = ({ clock = roundTheClock }: PromiseRule) => clock
const fulfilled = (met: Fulfilment | null) => ({ metAt: met?.at ?? null, metFact: met?.factId ?? null })

function momentsOf(working: Run['working'], course: Course, fixed: Fixed | null, pauses: readonly Pause[]): Due {
  if (fixed) return { due: fixed.due, lateAfter: fixed.due }
  return course ? dueIn(working, course, pauses) : { due: null, lateAfter: null }
}

function runOf(working: Run['working'], pauses: readonly Pause[], lateAfter: Instant | null, course: Course, fixed: Fixed | null, from: Instant): Run | null {
  if (course) return { working, pauses, lateAfter, course }
  return fixed ? { working, pauses, lateAfter, from, fixed: fixed.due } : null
}

type Life = { met: Fulfilment | null; rests: Pausing[]; again: Opening | null }

// Each reopening soon enough turns the time since the fulfilment into a rest; a later one begins anew.
function lifeOf(rule: PromiseRule, opening: Opening, { history, reopenings, terms }: Matter): Life {
  const { working } = clockOf(rule, terms)
  const rests: Pausing[] = []
  let met = fulfilmentOf(rule.by, history, opening.at)
  for (const { id, happenedAt, data } of reopenings) {
    if (!met || happenedAt < met.at || !isUndoneByReopening(rule.by, met, history)) continue
    if (!isSoon(working, met.at, happenedAt)) return { met, rests, again: { at: happenedAt, factId: id, data, repeat: true } }
    rests.push({ from: met.at, until: happenedAt, reason: 'reopened' })
    met = fulfilmentOf(rule.by, history, happenedAt)
  }
  return { met, rests, again: null }
}

function isSoon(working: ReturnType<typeof clockOf>['working'], met: Instant, reopened: Instant): boolean {
  const [from, until] = [localDay(working.zone, met), localDay(working.zone, reopened)]
  return until <= addDays(from, reopenDays) || workingDaysBetween(working, from, until) <= reopenDays
}

function fixedOf(before: { field: string; offset?: string }, opening: Opening, later: readonly Opening[], working: ReturnType<typeof clockOf>['working'], until: Instant): Fixed | null {
  let due = namedMoment(opening.data, before, working)
  const moves: Fixed['moves'][number][] = []
  for (const { at, data, factId } of later) {
    const next = namedMoment(data, before, working)
    if (at > until || next === null || factId === null || (due !== null && at > due)) continue
    due = next
    moves.push({ at, due: next, factId })
  }
  return due === null ? null : { due, moves }
}

type Judged = {
  working: ReturnType<typeof clockOf>['working']; course: Course; fixed: Fixed | null; pauses: readonly Pause[]; start: Instant; met: Fulfilment | null; lateAfter: Instant | null
}
type Verdict = { state: PromiseState; elapsed: Duration; left: Duration | null; over: Duration; endedAt: Instant | null; reason: string | null }

function verdictOf(judged: Judged, { now, ended }: Matter): Verdict {
  const { met, lateAfter } = judged
  const isEnded = ended !== null && ended.at >= judged.start && (met === null || met.at > ended.at)
  const at = isEnded ? ended.at : met?.at ?? now
  const figures = figuresAt(judged, at)
  const isLate = lateAfter !== null && figures.over > 0
  const open = isHeld(judged.pauses, now) ? 'paused' : 'running'
  const state = isLate ? 'broken' : isEnded ? 'withdrawn' : !met ? open : figures.left === null ? 'measured' : 'kept'
  return { state, ...figures, endedAt: isEnded ? ended.at : null, reason: isEnded ? ended.reason : null }
}

function figuresAt({ working, course, fixed, pauses, start }: Judged, at: Instant): Pick<Verdict, 'elapsed' | 'left' | 'over'> {
  if (fixed) {
    const left = between(at, fixed.due)
    return { elapsed: between(start, at), left: Math.max(0, left) as Duration, over: Math.max(0, -left) as Duration }
  }
  if (!course) return { elapsed: elapsedWithPauses(working, start, at, pauses), left: null, over: 0 as Duration }
  const { target, over, elapsed } = judge(working, course.base, course.target, at, pauses)
  return { elapsed: elapsedOf(working, start, course.target, at, pauses), left: Math.max(0, target - elapsed) as Duration, over }
}

const isHeld = (pauses: readonly Pause[], now: Instant) => unionOf(pauses).some(({ from, until }) => from <= now && (until === null || until > now))

function stepsOf(
  rule: PromiseRule, opening: Opening, targets: readonly ExplainStep[], fixed: Fixed | null, pauses: readonly Pausing[], { met, again }: Life, verdict: Verdict, due: Instant | null,
  working: Judged['working'], matter: Matter,
): ExplainStep[] {
  const until = due ?? met?.at ?? matter.now
  return [
    { kind: 'started', at: opening.at, clause: rule.clause, rule: rule.id, ...(opening.factId !== null && { factId: opening.factId }) },
    ...(fixed ? fixed.moves.map(({ at, factId }): ExplainStep => ({ kind: 'moved', at, factId })) : targets),
    ...countedWindows(working, opening.at, until),
    ...pauses.map(({ from, until: end, reason }): ExplainStep => ({ kind: reason === 'reopened' ? 'reopened' : 'pause', from, until: end, reason })),
    ...(due === null ? [] : [{ kind: 'due', at: due } satisfies ExplainStep]),
    ...(met ? [{ kind: verdict.state === 'broken' ? 'late' : 'met', at: met.at, factId: met.factId, counted: verdict.elapsed } satisfies ExplainStep] : []),
    ...(met === null && verdict.state === 'broken' ? [{ kind: 'late', counted: verdict.over } satisfies ExplainStep] : []),
    ...(verdict.endedAt === null ? [] : [{ kind: 'withdrawn', at: verdict.endedAt, reason: verdict.reason ?? '' } satisfies ExplainStep]),
    ...(again ? [{ kind: 'reopened', at: again.at } satisfies ExplainStep] : []),
  ]
}
