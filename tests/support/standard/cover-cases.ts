// For one rule of cover: what must have happened, what must be asked, and on which days it answers, counted day by day on the calendar.
import type { CoverRule, Plan } from '#domain/plan/plan.ts'
import type { FactData } from '#domain/fact/fact.ts'
import type { Match } from '#domain/fact/match.ts'
import type { FactKind } from '#domain/fact/kinds.ts'
import type { Day } from '#domain/time/day.ts'

export type CaseEvent = { kind: FactKind; day: Day; data: FactData }
export type CoverCase = { events: CaseEvent[]; attributes: FactData; cause: string | null; from: Day; until: Day | null }

/** The agreement of every case runs from here until there. */
export const coverAgreement = { startsOn: '2026-01-01' as Day, endsOn: '2039-12-31' as Day }
export const opening = '2026-03-10' as Day

export function coverCase(plan: Plan, rule: CoverRule): CoverCase {
  const { events, from } = begun(plan, rule)
  const extension = rule.when?.['extended'] === true && rule.length === 'contract' ? walk(from, 199) : null
  const until = rule.length === 'lifetime' ? null : rule.length === 'contract' ? extension ?? coverAgreement.endsOn : walkedLast(from, rule.length)
  const { cause = null, ...attributes } = answersOf(plan, rule.when)
  return { events, attributes, cause: cause as string | null, from, until }
}

type Begun = { events: CaseEvent[]; from: Day }

function begun(plan: Plan, rule: CoverRule): Begun {
  if (rule.after) {
    const prior = plan.cover.find(({ id }) => id === rule.after)!
    const before = begun(plan, prior)
    const from = walk(lastOf(prior, before.from), 1)
    const extends_ = rule.when?.['extended'] === true && rule.length === 'contract'
    const events = extends_ ? [...before.events, { kind: 'cover.extended' as const, day: walk(from, -30), data: { until: walk(from, 199), reason: 'agreed' } }] : before.events
    return { events, from }
  }
  const kind = rule.start[0]!
  if (kind === 'agreement.started') return { events: [], from: coverAgreement.startsOn }
  return { events: [{ kind, day: opening, data: {} }], from: rule.startDay === 'next-day' ? walk(opening, 1) : opening }
}

function lastOf(rule: CoverRule, from: Day): Day {
  if (rule.length === 'contract') return rule.when?.['extended'] === true ? walk(from, 199) : coverAgreement.endsOn
  return walkedLast(from, rule.length)
}

export function answersOf(plan: Plan, when: Match | undefined): Record<string, string | number | boolean | null> {
  return Object.fromEntries(Object.entries(when ?? {}).flatMap(([field, condition]) => {
    if (derived.has(field)) return []
    if (Array.isArray(condition)) return [[field, (condition as string[]).find((one) => typeof one === 'string') ?? (condition as string[])[0]!]]
    if (condition !== null && typeof condition === 'object') return field === 'cause' ? [[field, harmless(plan)]] : []
    return [[field, condition as string]]
  }))
}

const derived = new Set(['extended', 'unpacked'])
export const harmless = (plan: Plan) => plan.vocabulary.causes.find(({ excluded }) => !excluded)?.code ?? null

/** So many days later, or earlier, one after another. */
export function walk(from: Day, days: number): Day {
  const at = new Date(`${from}T00:00:00Z`)
  for (let left = Math.abs(days); left > 0; left -= 1) at.setUTCDate(at.getUTCDate() + Math.sign(days))
  return at.toISOString().slice(0, 10) as Day
}

/** The last day of a term, found by walking: a month is over when its date comes round, or when a month ends that has no such date. */
export function walkedLast(from: Day, span: string): Day {
  const [, amount, unit] = /^(\d+)(d|w|mo|y)$/.exec(span)!
  if (unit === 'd' || unit === 'w') return walk(from, Number(amount) * (unit === 'w' ? 7 : 1) - 1)
  const months = Number(amount) * (unit === 'y' ? 12 : 1)
  const date = Number(from.slice(8))
  let passed = 0
  for (let day = walk(from, 1); ; day = walk(day, 1)) {
    const next = walk(day, 1)
    const comesRound = Number(day.slice(8)) === date
    const monthEndsWithout = next.slice(8) === '01' && Number(day.slice(8)) < date
    if (comesRound || monthEndsWithout) passed += 1
    if (passed === months) return comesRound ? walk(day, -1) : day
  }
}
