// All promises of a subject, read from its facts: every rule whose fact happened, every time it happened.
import { standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { PromiseRule, Trigger } from '../plan/promise-rule.ts'
import type { Instant } from '../time/instant.ts'
import { naturalDaysDue, naturalMonthsDue } from '../time/target.ts'
import { readSpan } from '../plan/span.ts'
import { attributesIn, happens, historyOf } from './history.ts'
import type { History } from './history.ts'
import { countOccurrence } from './count.ts'
import { readOccurrence } from './occurrence.ts'
import type { Matter, Opening } from './occurrence.ts'
import type { PromiseReading } from './reading.ts'
import type { Subject } from './subject.ts'
import { agreedRule } from './terms.ts'
import type { Terms } from './terms.ts'
import { pausingsOf } from './waiting.ts'

export function readPromises(subject: Subject, facts: readonly Fact[], terms: Terms, now: Instant): PromiseReading[] {
  return read(subject, facts, terms, now, true)
}

/** The same verdicts without what only a reader and the timers need: no explanation, no warning, no ladder. The ledger asks for these. */
export function judgePromises(subject: Subject, facts: readonly Fact[], terms: Terms, now: Instant): PromiseReading[] {
  return facts.length === 0 ? [] : read(subject, facts, terms, now, false)
}

function read(subject: Subject, facts: readonly Fact[], terms: Terms, now: Instant, explains: boolean): PromiseReading[] {
  const history = historyOf(subject, facts, now)
  const matter: Matter = {
    history, terms, now, explains, atStart: subject.attributesAtStart ?? {}, pausings: pausingsOf(history), ended: endOf(history), solvedAt: solvedIn(history),
    reopenings: history.filter(({ fact }) => fact.kind === 'ticket.reopened').map(({ fact }) => fact),
  }
  const { rules, ordered } = agreedRules(terms, subject.kind)
  const done = new Map<string, PromiseReading[]>()
  for (const rule of ordered) done.set(rule.id, readRule(rule, matter, done, facts))
  return rules.flatMap(({ id }) => done.get(id) ?? [])
}

type Rules = { rules: readonly PromiseRule[]; ordered: readonly PromiseRule[] }
const agreed = new WeakMap<Terms, Map<string, Rules>>()

// Terms do not change, so their rules are put in order once.
function agreedRules(terms: Terms, kind: Subject['kind']): Rules {
  const known = agreed.get(terms) ?? new Map<string, Rules>()
  agreed.set(terms, known)
  const kept = known.get(kind)
  if (kept) return kept
  const rules = terms.plan.promises.filter(({ subject = 'ticket' }) => subject === kind).map((rule) => agreedRule(rule, terms.overrides[rule.id]))
  const made = { rules, ordered: inOrder(rules) }
  known.set(kind, made)
  return made
}

function readRule(rule: PromiseRule, matter: Matter, done: ReadonlyMap<string, PromiseReading[]>, facts: readonly Fact[]): PromiseReading[] {
  const openings = openingsOf(rule, matter, done)
  if (openings.length === 0) return []
  if ('atLeast' in rule) return periodsOf(rule, openings[0], matter).map((reading) => judgedBySigners(reading, facts))
  const readings: PromiseReading[] = []
  let waiting = openings
  while (waiting.length > 0) {
    const [opening, ...rest] = waiting as [Opening, ...Opening[]]
    const { reading, again } = readOccurrence(rule, `${rule.id}#${readings.length + 1}`, opening, rest, matter)
    readings.push(judgedBySigners(reading, facts))
    waiting = [...(again ? [again] : []), ...(rule.each ? rest.filter(({ at }) => isOver(reading, at)) : [])].sort((one, other) => one.at - other.at)
  }
  return readings
}

// While a promise is open, a further trigger of the same kind changes nothing.
const isOver = ({ metAt, endedAt, startedAt }: PromiseReading, at: Instant) => at > startedAt && ((metAt !== null && metAt <= at) || (endedAt !== null && endedAt <= at))

function openingsOf(rule: PromiseRule, { history, atStart }: Matter, read: ReadonlyMap<string, PromiseReading[]>): Opening[] {
  const triggers = [rule.on].flat() as Trigger[]
  const byFact = history.filter((happening) => triggers.some((trigger) => 'fact' in trigger && happens(trigger, happening)))
    .map(({ fact }): Opening => ({ at: fact.happenedAt, factId: fact.id, data: fact.data, repeat: false }))
  const chained = triggers.flatMap((trigger) => ('promise' in trigger ? (read.get(trigger.promise) ?? []).flatMap((reading): Opening[] => {
    const at = trigger.becomes === 'kept' ? (reading.state === 'kept' ? reading.metAt : null) : brokenAt(reading)
    return at !== null && matches(trigger.when, {}, attributesIn(history, at, atStart)) ? [{ at, factId: null, data: {}, repeat: false }] : []
  }) : []))
  return [...byFact, ...chained].sort((one, other) => one.at - other.at)
}

const brokenAt = ({ state, lateAfter }: PromiseReading) => (state === 'broken' || state === 'excused' ? lateAfter : null)

// An excuse counts once two different people have signed it.
function judgedBySigners(reading: PromiseReading, facts: readonly Fact[]): PromiseReading {
  const about = standing(facts).filter(({ kind, data }) => data['promise'] === reading.key && (kind === 'promise.excused' || kind === 'promise.explained'))
  if (about.length === 0) return reading
  const explained = about.filter(({ kind }) => kind === 'promise.explained').map((fact) => ({ kind: 'explained' as const, at: fact.happenedAt,
    reason: String(fact.data['reason'] ?? ''), factId: fact.id }))
  const signed = about.filter(({ kind }) => kind === 'promise.excused')
  const isExcused = reading.state === 'broken' && new Set(signed.flatMap(({ by }) => by ?? [])).size >= 2
  const last = signed.at(-1)
  return {
    ...reading, ...(isExcused && { state: 'excused' as const, reason: String(last?.data['reason'] ?? '') }),
    steps: [...reading.steps, ...explained, ...(isExcused && last ? [{ kind: 'excused' as const, at: last.happenedAt, reason: String(last.data['reason'] ?? ''), factId: last.id }] : [])],
  }
}

const mostPeriods = 200

function periodsOf(rule: PromiseRule & { atLeast: { count: number; per: string } }, opening: Opening | undefined, matter: Matter): PromiseReading[] {
  const readings: PromiseReading[] = []
  for (let from = opening?.at ?? null; from !== null && from <= matter.now && readings.length < mostPeriods;) {
    const until = endOfPeriod(matter.terms.zone, opening!.at, rule.atLeast.per, readings.length + 1)
    if (until === null || (matter.ended && matter.ended.at < from)) break
    readings.push(countOccurrence(rule, `${rule.id}#${readings.length + 1}`, { from, until, factId: opening!.factId }, matter))
    from = until
  }
  return readings
}

// Every end is counted from the first start, so a short month does not shorten the later ones.
function endOfPeriod(zone: string, start: Instant, per: string, count: number): Instant | null {
  const reading = readSpan(per)
  if (reading.kind !== 'target') return null
  const { unit, amount } = reading.target
  return unit === 'months' ? naturalMonthsDue(zone, start, amount * count) : naturalDaysDue(zone, start, (unit === 'hours' ? amount / 24 : amount) * count)
}

const endings: Partial<Record<FactKind, string>> = { 'ticket.cancelled': 'cancelled', 'ticket.merged': 'merged', 'agreement.ended': 'ended' }

function endOf(history: History): Matter['ended'] {
  const last = history.findLast(({ fact }) => fact.kind in endings || fact.kind === 'ticket.reopened' || fact.kind === 'agreement.started')
  const reason = last && endings[last.fact.kind]
  return reason ? { at: last.fact.happenedAt, reason } : null
}

function solvedIn(history: History): Instant | null {
  const last = history.findLast(({ fact }) => fact.kind === 'ticket.resolved' || fact.kind === 'ticket.closed' || fact.kind === 'ticket.reopened')
  if (!last || last.fact.kind === 'ticket.reopened') return null
  const since = history.findLastIndex(({ fact }) => fact.kind === 'ticket.reopened')
  return history.slice(since + 1).find(({ fact }) => fact.kind === 'ticket.resolved' || fact.kind === 'ticket.closed')?.fact.happenedAt ?? null
}

// A rule that waits for another one is read after it; a circle is refused when the plan is checked, and read in the order written.
function inOrder(rules: readonly PromiseRule[]): PromiseRule[] {
  const ordered: PromiseRule[] = []
  const seen = new Set<string>()
  const visit = (rule: PromiseRule): void => {
    if (seen.has(rule.id)) return
    seen.add(rule.id)
    for (const trigger of [rule.on].flat() as Trigger[]) {
      const earlier = 'promise' in trigger ? rules.find(({ id }) => id === trigger.promise) : undefined
      if (earlier) visit(earlier)
    }
    ordered.push(rule)
  }
  rules.forEach(visit)
  return ordered
}
