// The terms of cover of one asset under one agreement: for every rule of the plan its first and last day, and how they came about.
// Facts that change a running term count only up to the day asked: the answer for a past day stays what it was that day.
import type { Plan, CoverRule } from '../plan/plan.ts'
import type { Span } from '../plan/span.ts'
import { addDays, daysBetween } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { firstOf, ownOf, refusedStart } from './events.ts'
import type { Event, History } from './events.ts'
import { lastDayOf } from './length.ts'
import { step } from './verdict.ts'
import type { CoverStep } from './verdict.ts'

/** The agreement's own values in place of those of a cover rule. */
export type CoverOverride = Partial<Pick<CoverRule, 'length' | 'start' | 'startDay' | 'onReplacement'>>
export type CoverGround = {
  plan: Pick<Plan, 'cover' | 'vocabulary'>
  agreement: { startsOn: Day; endsOn: Day | null; overrides?: Readonly<Record<string, CoverOverride>>; attributes?: Readonly<Record<string, unknown>> } | null
  history: History
  /** The days a unit was with us: from its receipt until the day it went back. */
  repairs?: readonly { from: Day; until: Day }[]
  /** What names this asset: its class, number, serial. */
  names?: readonly string[]
}
export type CoverTerm = { rule: CoverRule; from: Day | null; until: Day | null; endless: boolean; steps: readonly CoverStep[] }

export function coverTerms(ground: CoverGround, day: Day): CoverTerm[] {
  const known = new Map<string, CoverTerm>()
  const termOf = (id: string, path: readonly string[]): CoverTerm | null => {
    const rule = ground.plan.cover.find((one) => one.id === id)
    if (!rule || path.includes(id)) return null
    const term = known.get(id) ?? readTerm(ground, agreed(rule, ground), day, (other) => termOf(other, [...path, id]))
    known.set(id, term)
    return term
  }
  return ground.plan.cover.map(({ id }) => termOf(id, [])!)
}

type Prior = (id: string) => CoverTerm | null

const agreed = (rule: CoverRule, { agreement }: CoverGround): CoverRule => ({ ...rule, ...agreement?.overrides?.[rule.id] })

function readTerm(ground: CoverGround, rule: CoverRule, day: Day, prior: Prior): CoverTerm {
  const started = rule.after ? followed(rule, prior(rule.after)) : opened(ground, rule)
  if (!started.from) return { rule, from: null, until: null, endless: false, steps: started.steps }
  const renewed = renewal(ground, rule, started.from, day)
  const from = renewed.from
  const length = lengthOf(ground, rule, from, day)
  const changed = length.until && !length.endless ? changes(ground, rule, from, length.until, day) : { until: length.until, steps: [] }
  const ended = retirement(ground, length.endless ? null : changed.until, day)
  return {
    rule, from, until: ended.until, endless: ended.until === null && length.endless,
    steps: [...started.steps, ...renewed.steps, ...length.steps, ...changed.steps, ...ended.steps],
  }
}

type Begun = { from: Day | null; steps: CoverStep[] }

function followed({ id, clause }: CoverRule, prior: CoverTerm | null): Begun {
  const other = prior?.rule.id ?? null
  if (!prior?.from) return { from: null, steps: [step('not-opened', { rule: id, clause, other })] }
  if (!prior.until) return { from: null, steps: [step(prior.endless ? 'not-begun' : 'length-open', { rule: id, clause, other })] }
  const from = addDays(prior.until, 1)
  return { from, steps: [step('follows', { rule: id, clause, other, day: from })] }
}

function opened({ history }: CoverGround, rule: CoverRule): Begun {
  const { id, clause } = rule
  const event = firstOf(history, rule.start, rule.opens) ?? null
  const late = latestStart(history, rule)
  if (event && !(late && late.day < beginning(rule, event.day))) return begun(rule, 'opened', event)
  if (late) return { from: late.day, steps: [step('opened-at-latest', { rule: id, clause, fact: late.event.kind, day: late.day, other: late.event.day })] }
  const other = rule.otherwise ? firstOf(history, rule.otherwise) : null
  if (other) return begun(rule, 'opened-otherwise', other)
  const refused = refusedStart(history, rule.start, rule.opens)
  return { from: null, steps: [refused ? step('start-refused', { rule: id, clause, fact: refused.kind, day: refused.day }) : step('not-opened', { rule: id, clause, fact: rule.start[0] ?? null })] }
}

function begun(rule: CoverRule, code: 'opened' | 'opened-otherwise', { kind, day }: Event): Begun {
  const { id, clause } = rule
  const from = beginning(rule, day)
  const first = step(code, { rule: id, clause, fact: kind, day })
  return { from, steps: from === day ? [first] : [first, step('next-day', { rule: id, clause, day: from })] }
}

// The day of the fact itself, or the day after it where the clause says so.
const beginning = ({ startDay }: CoverRule, day: Day): Day => (startDay === 'next-day' ? addDays(day, 1) : day)

function latestStart(history: History, { latest }: CoverRule): { day: Day; event: Event } | null {
  const event = latest ? firstOf(history, latest.from) : null
  const last = event && latest ? lastDayOf(event.day, latest.within) : null
  return event && last ? { day: addDays(last, 1), event } : null
}

function renewal({ history }: CoverGround, rule: CoverRule, from: Day, day: Day): { from: Day; steps: CoverStep[] } {
  const { id, clause } = rule
  const replaced = [...ownOf(history, 'unit.replaced', day), ...ownOf(history, 'part.replaced', day)].filter((event) => event.day >= from).sort((one, other) => (one.day < other.day ? -1 : 1))
  const renewing = rule.onReplacement === 'renew' && rule.length !== 'lifetime' && !rule.after
  return replaced.reduce<{ from: Day; steps: CoverStep[] }>((now, { kind, day: on }) => {
    const until = rule.length === 'contract' || rule.length === 'lifetime' ? null : lastDayOf(now.from, rule.length)
    if (until && on > until) return now
    return renewing
      ? { from: on, steps: [...now.steps, step('renewed', { rule: id, clause, fact: kind, day: on })] }
      : { from: now.from, steps: [...now.steps, step('carried-on', { rule: id, clause, fact: kind, day: on })] }
  }, { from, steps: [] })
}

type Length = { until: Day | null; endless: boolean; steps: CoverStep[] }

function lengthOf(ground: CoverGround, rule: CoverRule, from: Day, day: Day): Length {
  const { id, clause, length } = rule
  if (length === 'lifetime') return { until: null, endless: true, steps: [] }
  if (length !== 'contract') return spanLength(rule, from, length)
  if (isExtension(rule)) return extensionLength(ground, rule, from, day)
  if (!ground.agreement) return { until: null, endless: false, steps: [step('not-agreed', { rule: id, clause })] }
  return { until: ground.agreement.endsOn, endless: ground.agreement.endsOn === null, steps: [] }
}

function spanLength({ id, clause }: CoverRule, from: Day, length: Span): Length {
  const until = lastDayOf(from, length)
  return { until, endless: false, steps: until ? [] : [step('length-open', { rule: id, clause })] }
}

/** A phase that only an extension opens: it takes the place of a longer first term. */
export const isExtension = ({ when, after }: CoverRule): boolean => after !== undefined && when?.['extended'] === true

function extensionLength({ history }: CoverGround, rule: CoverRule, from: Day, day: Day): Length {
  const { id, clause, after } = rule
  const steps: CoverStep[] = []
  let until = addDays(from, -1)
  for (const event of ownOf(history, 'cover.extended', day)) {
    if (!meant(event, rule.id) && !meant(event, after ?? '')) continue
    until = later(until, extendedUntil(event, until))
    steps.push(step('extended', { rule: id, clause, day: event.day, until, reason: reasonOf(event) }))
  }
  return steps.length > 0 ? { until, endless: false, steps } : { until: null, endless: false, steps: [step('not-extended', { rule: id, clause })] }
}

function changes(ground: CoverGround, rule: CoverRule, from: Day, given: Day, day: Day): { until: Day; steps: CoverStep[] } {
  const { id, clause } = rule
  const steps: CoverStep[] = []
  let until = given
  const isTaken = ground.plan.cover.some((other) => other.after === id && isExtension(other))
  for (const event of isTaken || isExtension(rule) ? [] : ownOf(ground.history, 'cover.extended', day)) {
    if (!(rule.after ? event.data['rule'] === id : meant(event, id))) continue
    until = later(until, extendedUntil(event, until))
    steps.push(step('extended', { rule: id, clause, day: event.day, until, reason: reasonOf(event) }))
  }
  for (const repair of rule.repairTime === 'added' ? ground.repairs ?? [] : []) {
    const days = daysBetween(repair.from, repair.until)
    if (days <= 0 || repair.from < from || repair.from > until || repair.until > day) continue
    until = addDays(until, days)
    steps.push(step('repair-added', { rule: id, clause, day: repair.from, until, days }))
  }
  return { until, steps }
}

function retirement({ history }: CoverGround, until: Day | null, day: Day): { until: Day | null; steps: CoverStep[] } {
  const retired = ownOf(history, 'asset.retired', day)[0]
  if (!retired || (until && until <= retired.day)) return { until, steps: [] }
  return { until: retired.day, steps: [step('retired', { day: retired.day })] }
}

// An extension that names no rule means every first term of the asset.
const meant = ({ data }: Event, id: string) => data['rule'] === undefined || data['rule'] === null || data['rule'] === id
const later = (one: Day, other: Day): Day => (other > one ? other : one)
const reasonOf = ({ data }: Event) => (typeof data['reason'] === 'string' ? data['reason'] : null)

function extendedUntil({ data }: Event, until: Day): Day {
  if (typeof data['until'] === 'string') return data['until'] as Day
  return addDays(until, Number(data['days'] ?? 0))
}
