// At least so many times in a period: kept with the last of them, broken when the period ends without.
import type { PromiseRule } from '../plan/promise-rule.ts'
import { between } from '../time/instant.ts'
import type { Duration, Instant } from '../time/instant.ts'
import { ladderOf, rungsOf, shareOf, usualWarning } from './ladder.ts'
import type { Run } from './ladder.ts'
import type { Matter } from './occurrence.ts'
import type { PromiseReading, PromiseState } from './reading.ts'
import { fulfilmentsOf } from './stopping.ts'
import type { Fulfilment } from './stopping.ts'
import { clockOf } from './terms.ts'

type Period = { from: Instant; until: Instant; factId: string | null }

export function countOccurrence(rule: PromiseRule & { atLeast: { count: number; per: string } }, key: string, { from, until, factId }: Period, matter: Matter): PromiseReading {
  const { working, versionId } = clockOf(rule, matter.terms)
  const done = fulfilmentsOf(rule.by, matter.history, from).filter(({ at }) => at < until)
  const met = done[rule.atLeast.count - 1] ?? null
  const ended = endingOf(matter, until, met)
  const state = stateOf(met, ended, matter.now > until)
  const at = met?.at ?? matter.now
  const run: Run = { working, pauses: [], lateAfter: until, from, fixed: until }
  return {
    key, ruleId: rule.id, clause: rule.clause, startedAt: from, startFact: factId, target: rule.atLeast.per, clock: rule.clock ?? '7x24', calendarVersion: versionId, state,
    dueAt: until, lateAfter: until, warnAt: matter.explains ? shareOf(run, rule.warnAt ?? usualWarning) : null, ...metWords(met),
    elapsed: between(from, at), left: Math.max(0, between(at, until)) as Duration, over: Math.max(0, between(until, at)) as Duration, pauses: [], repeat: false,
    solvedAt: null, ...endingWords(ended), rungs: matter.explains ? rungsOf(ladderOf(rule, matter.terms), run) : [],
    steps: !matter.explains ? [] : [{ kind: 'started', at: from, clause: rule.clause, rule: rule.id }, ...done.map(({ at: moment, factId: id }) => ({ kind: 'met' as const, at: moment,
      factId: id })), { kind: 'due', at: until, count: rule.atLeast.count }],
  }
}

type Ending = Matter['ended']

function endingOf({ ended }: Matter, until: Instant, met: Fulfilment | null): Ending {
  return ended && ended.at < until && (met === null || met.at > ended.at) ? ended : null
}

function stateOf(met: Fulfilment | null, ended: Ending, isOver: boolean): PromiseState {
  if (met) return 'kept'
  if (ended) return 'withdrawn'
  return isOver ? 'broken' : 'running'
}

const metWords = (met: Fulfilment | null) => ({ metAt: met?.at ?? null, metFact: met?.factId ?? null })
const endingWords = (ended: Ending) => ({ endedAt: ended?.at ?? null, reason: ended?.reason ?? null })
