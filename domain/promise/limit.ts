// How long a promise had, through all changes of what is true of its subject (D2): the new due moment is the earlier of the old
// one and "from the change, the new target"; only an approved change loosens it, and no change breaks it at once.
import { matches } from '../fact/match.ts'
import type { PromiseRule } from '../plan/promise-rule.ts'
import { readSpan } from '../plan/span.ts'
import type { Span } from '../plan/span.ts'
import type { Instant } from '../time/instant.ts'
import type { Pause } from '../time/pauses.ts'
import { dueOf } from '../time/target.ts'
import type { Due, Target } from '../time/target.ts'
import type { WorkingTime } from '../time/working.ts'
import type { History } from './history.ts'
import type { Attributes } from './subject.ts'
import type { ExplainStep } from './reading.ts'

/** The target that decides, and the moment from which it counts. Null: measured, nothing is due. */
export type Course = { base: Instant; target: Target; span: Span } | null
export type Given = { course: Course; span: Span | null; reason: string | null; steps: ExplainStep[] }

type Situation = { rule: PromiseRule; working: WorkingTime; start: Instant; attributesAtStart: Attributes; history: History; until: Instant; pauses: readonly Pause[] }

export function spanFor(rule: PromiseRule, attributes: Attributes): Span | null {
  if ('within' in rule) return rule.within
  if ('targets' in rule) return rule.targets.find(({ when }) => matches(when, {}, attributes))?.within ?? 'none'
  return null
}

export function courseOf({ rule, working, start, attributesAtStart, history, until, pauses }: Situation): Given {
  let span = spanFor(rule, attributesAtStart)
  let course = courseFrom(span, start)
  const steps: ExplainStep[] = [targetStep(rule, span, start)]
  for (const { fact, attributes } of history) {
    if (fact.happenedAt <= start || fact.happenedAt > until) continue
    const next = spanFor(rule, attributes)
    if (next === span || next === null) continue
    const at = fact.happenedAt
    const due = course && dueIn(working, course, pausesBefore(pauses, at))
    if (due && due.lateAfter !== null && at > due.lateAfter) break
    course = changed({ working, start, at, pauses: pausesBefore(pauses, at) }, course, next, fact.data['approved'] === true)
    span = next
    steps.push({ kind: 'changed', at, span: next, rule: rule.id, clause: rule.clause, factId: fact.id })
  }
  return { course, span, reason: span === 'tbd' ? 'tbd' : null, steps }
}

export const dueIn = (working: WorkingTime, { base, target }: NonNullable<Course>, pauses: readonly Pause[]): Due => dueOf(working, base, target, pauses)

type Change = { working: WorkingTime; start: Instant; at: Instant; pauses: readonly Pause[] }

function changed({ working, start, at, pauses }: Change, old: Course, span: Span, isApproved: boolean): Course {
  const fromStart = courseFrom(span, start)
  const fromChange = courseFrom(span, at)
  if (!fromStart || !fromChange) return null
  const lateFrom = (course: NonNullable<Course>) => dueIn(working, course, pauses).lateAfter ?? Infinity
  if (!old || isApproved) return lateFrom(fromStart) > at ? fromStart : fromChange
  return lateFrom(fromChange) < lateFrom(old) ? fromChange : old
}

function courseFrom(span: Span | null, base: Instant): Course {
  const reading = span === null ? null : readSpan(span)
  return reading?.kind === 'target' ? { base, target: reading.target, span: span! } : null
}

// At the moment of a change a pause still open is as long as it has been.
const pausesBefore = (pauses: readonly Pause[], at: Instant): Pause[] =>
  pauses.filter(({ from }) => from < at).map(({ from, until }) => ({ from, until: until === null || until > at ? at : until }))

const targetStep = (rule: PromiseRule, span: Span | null, at: Instant): ExplainStep =>
  ({ kind: 'target', at, rule: rule.id, clause: rule.clause, ...(span !== null && { span }) })
