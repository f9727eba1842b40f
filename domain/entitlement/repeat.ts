// The same failure again and again: once the plan's count is reached, a part or the whole unit is owed. The failures that counted are named.
import type { Plan, RepeatRule } from '../plan/plan.ts'
import type { Remedy } from '../plan/words.ts'
import type { Day } from '../time/day.ts'

/** One failure of the asset. Solved: the customer confirmed the repair. Failed: repaired, and still not usable. */
export type Failure = {
  ticketId: string; number: string; day: Day
  fault: string | null
  part: string | null
  solved: boolean
  failed: boolean
}
export type Owed = {
  rule: string; clause: string; remedy: Remedy; of: RepeatRule['of']
  /** The fault or part that repeats. */
  what: string | null
  count: number; threshold: number
  reached: boolean
  counted: readonly Failure[]
}

/** Every count under way, the nearest to its threshold first. Failures oldest first; those after a replacement are a new count. */
export function repeatOf(plan: Pick<Plan, 'repeat'>, failures: readonly Failure[], replaced: readonly { day: Day; part: string | null }[] = []): Owed[] {
  const ordered = [...failures].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : one.number < other.number ? -1 : 1))
  return plan.repeat.flatMap((rule) => groupsOf(rule, ordered, replaced).map(([what, group]) => countOf(rule, what, group)))
    .filter(({ count }) => count > 0)
    .sort((one, other) => (one.threshold - one.count) - (other.threshold - other.count))
}

function countOf(rule: RepeatRule, what: string | null, group: readonly Failure[]): Owed {
  const counted = rule.mode === 'consecutive' ? lastRun(group) : group
  return {
    rule: rule.id, clause: rule.clause, remedy: rule.remedy, of: rule.of, what, count: counted.length, threshold: rule.threshold,
    reached: counted.length >= rule.threshold, counted,
  }
}

// A repair that helped ends the run: what comes after it is a new fault.
function lastRun(group: readonly Failure[]): readonly Failure[] {
  const helped = group.findLastIndex(({ solved }) => solved)
  return group.slice(helped + 1).filter(({ failed }) => failed)
}

function groupsOf(rule: RepeatRule, failures: readonly Failure[], replaced: readonly { day: Day; part: string | null }[]): [string | null, Failure[]][] {
  const groups = new Map<string | null, Failure[]>()
  for (const failure of failures) {
    const what = rule.of === 'unit' ? null : rule.of === 'same-part' ? failure.part : failure.fault
    if (rule.of !== 'unit' && what === null) continue
    const since = replaced.filter(({ part }) => part === null || (rule.of === 'same-part' && part === what)).at(-1)?.day
    if (since && failure.day < since) continue
    groups.set(what, [...(groups.get(what) ?? []), failure])
  }
  return [...groups]
}
