// What an agreement owes by one cycle, and what became of it: done inside its window, late, waived, or still planned.
import { standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { CycleRule } from '../plan/plan.ts'
import { readSpan } from '../plan/span.ts'
import type { PromiseClock } from '../promise/terms.ts'
import { addDays, addMonths } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { localDay } from '../time/zone.ts'
import { dueDays } from './due-days.ts'

export type AgreementSpan = { startsOn: Day; endsOn: Day | null; zone: string }
export type CycleOccurrence = { n: number; dueOn: Day; windowFrom: Day; windowTo: Day; state: 'done' | 'due' | 'late' | 'planned' | 'waived'; factId: string | null }
/** Beside a rhythm, occurrences by event are numbered apart from its own, in the order of their events, so that a number never depends on the window one looks through. */
export const firstCaused = 10_001

type Look = { from: Day; until: Day; calendar: (name: string) => PromiseClock }

export function readCycle(rule: CycleRule, agreement: AgreementSpan, facts: readonly Fact[], today: Day, { from, until, calendar }: Look): CycleOccurrence[] {
  const known = standing(facts)
  const last = agreement.endsOn && agreement.endsOn < until ? agreement.endsOn : until
  const anchor = anchorOf(rule, agreement, known)
  const working = rule.calendar && rule.calendar !== '7x24' ? calendar(rule.calendar).working : null
  const regular = anchor === null ? [] : dueDays(rule, anchor, from, last, working)
  const first = rule.every || rule.times || rule.months ? firstCaused : 1
  const caused = eventDays(rule, known, agreement.zone).map((dueOn, index) => ({ n: first + index, dueOn })).filter(({ dueOn }) => dueOn >= from && dueOn <= until)
  const answers = known.filter(({ kind, data }) => (kind === 'activity.done' || kind === 'activity.waived') && data['activity'] === rule.id)
  return settled([...regular, ...caused].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1)), answers, rule, agreement.zone, today)
}

function anchorOf(rule: CycleRule, { startsOn, zone }: AgreementSpan, facts: readonly Fact[]): Day | null {
  if (!rule.from) return startsOn
  const start = facts.find(({ kind }) => kind === rule.from)
  return start ? localDay(zone, start.happenedAt) : null
}

function eventDays({ onEvent, within }: CycleRule, facts: readonly Fact[], zone: string): Day[] {
  if (!onEvent || !('fact' in onEvent)) return []
  return facts.filter(({ kind, data }) => kind === onEvent.fact && matches(onEvent.when, data)).map(({ happenedAt }) => plus(localDay(zone, happenedAt), within))
}

function plus(day: Day, span: string | undefined): Day {
  const reading = span === undefined ? null : readSpan(span)
  if (reading?.kind !== 'target') return day
  const { unit, amount } = reading.target
  if (unit === 'months') return addMonths(day, amount)
  return addDays(day, unit === 'hours' ? Math.ceil(amount / 24) : unit === 'minutes' ? 0 : Math.ceil(amount))
}

// An answer names its occurrence; one that does not answers the earliest still open.
function settled(due: readonly { n: number; dueOn: Day }[], answers: readonly Fact[], rule: CycleRule, zone: string, today: Day): CycleOccurrence[] {
  const left = [...answers].sort((one, other) => one.happenedAt - other.happenedAt)
  return due.map(({ n, dueOn }) => {
    const [windowFrom, windowTo] = [minus(dueOn, rule.window?.before), plus(dueOn, rule.window?.after)]
    const index = left.findIndex(({ data, happenedAt }) => (data['occurrence'] === undefined ? localDay(zone, happenedAt) >= windowFrom : data['occurrence'] === n))
    const answer = index < 0 ? null : left.splice(index, 1)[0]!
    const isLate = answer ? localDay(zone, answer.happenedAt) > windowTo : today > windowTo
    const state = answer?.kind === 'activity.waived' ? 'waived' : answer ? (isLate ? 'late' : 'done') : isLate ? 'late' : today >= windowFrom ? 'due' : 'planned'
    return { n, dueOn, windowFrom, windowTo, state, factId: answer?.id ?? null }
  })
}

function minus(day: Day, span: string | undefined): Day {
  const reading = span === undefined ? null : readSpan(span)
  if (reading?.kind !== 'target') return day
  const { unit, amount } = reading.target
  return unit === 'months' ? addMonths(day, -amount) : addDays(day, -Math.ceil(unit === 'hours' ? amount / 24 : amount))
}
