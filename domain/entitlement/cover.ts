// Is it covered? Every rule of the plan is asked in turn; each says why it answers or why not. Of those that answer the one that leaves
// the customer least to pay is taken, then the one written for this very case, then the one that lasts longest.
import type { Cause, CoverRule } from '../plan/plan.ts'
import type { Remedy } from '../plan/words.ts'
import type { Day } from '../time/day.ts'
import { grants, overrideOf } from './decided.ts'
import { causeOf, circumstances, fit } from './question.ts'
import type { CoverQuestion } from './question.ts'
import { registeredPays } from './registration.ts'
import { coverTerms } from './terms.ts'
import type { CoverGround, CoverTerm } from './terms.ts'
import { step } from './verdict.ts'
import type { CoverStep, Pays, Treatment, Verdict } from './verdict.ts'

export function coverOn(ground: CoverGround, question: CoverQuestion): Verdict {
  const judged = judge(ground, question)
  return overrideOf(ground, question, grants(ground, question, judged))
}

function judge(ground: CoverGround, question: CoverQuestion): Verdict {
  const readings = readRules(ground, question)
  const components = asked(ground, question, readings)
  const verdicts = components.map((component) => ofComponent(ground, question, component, readings))
  const [first, ...others] = verdicts
  if (!first) return blank(ground, question, [step('no-term')])
  if (others.every((other) => sameOutcome(first, other))) return verdicts.reduce(better)
  const because = [step('component-open', { field: 'component' }), ...verdicts.flatMap((verdict) => verdict.because)]
  return { ...blank(ground, question, because), needs: ['component'], state: 'undecided', treatment: 'undecided', covered: false, pays: null }
}

type Reading = { rule: CoverRule; term: CoverTerm; inForce: boolean; fits: 'yes' | 'no' | 'open'; field: string | null; steps: readonly CoverStep[] }

function readRules(ground: CoverGround, question: CoverQuestion): Reading[] {
  const known = circumstances(ground, question)
  return coverTerms(ground, question.day).map((term) => {
    const { rule } = term
    const dated = inForce(term, question.day)
    const fitting = fit(rule.when, known)
    const field = fitting.fits === 'yes' ? null : fitting.field
    const condition = fitting.fits === 'yes' ? [] : [step(fitting.fits === 'open' ? 'condition-open' : 'condition-fails', { rule: rule.id, clause: rule.clause, field, reason: told(known[field!]) })]
    return { rule, term, inForce: dated.yes, fits: fitting.fits, field, steps: [...term.steps, ...dated.steps, ...(dated.yes ? condition : [])] }
  })
}

/** Both the first and the last day belong to the term. */
function inForce({ rule, from, until, endless }: CoverTerm, day: Day): { yes: boolean; steps: CoverStep[] } {
  const at = { rule: rule.id, clause: rule.clause }
  if (!from || (!until && !endless)) return { yes: false, steps: [] }
  if (day < from) return { yes: false, steps: [step('not-begun', { ...at, day: from })] }
  if (until && day > until) return { yes: false, steps: [step('ended', { ...at, day: until })] }
  return { yes: true, steps: [step('in-force', { ...at, day: from, until })] }
}

// Advice for life is no answer to a broken machine, and a warranty none to a question. Machines come before services around them.
function asked(ground: CoverGround, question: CoverQuestion, readings: readonly Reading[]): string[] {
  const all = [...new Set(ground.plan.cover.map(({ component }) => component))]
  const given = [question.component, question.attributes?.['product'], ...(ground.names ?? [])].find((name) => typeof name === 'string' && all.includes(name))
  if (typeof given === 'string') return [given]
  const remedies = question.attributes?.['type'] === 'consultation' ? [isAdvice, isMending, isService] : [isMending, isService, isAdvice]
  const unnamed = readings.filter(({ rule, term }) => rule.only !== 'named' && term.from)
  const meant = remedies.map((of) => all.filter((component) => unnamed.some(({ rule }) => rule.component === component && of(rule.remedy))))
  return meant.find((components) => components.length > 0) ?? all.slice(0, 1)
}

const isAdvice = (remedy: Remedy) => remedy === 'advice'
const isService = (remedy: Remedy) => remedy === 'service'
const isMending = (remedy: Remedy) => !isAdvice(remedy) && !isService(remedy)

function ofComponent(ground: CoverGround, question: CoverQuestion, component: string, readings: readonly Reading[]): Verdict {
  const own = readings.filter(({ rule }) => rule.component === component)
  const answering = own.filter((one) => one.inForce && one.fits === 'yes').sort(bestFirst)
  const open = own.filter((one) => one.inForce && one.fits === 'open')
  const steps = [...own.flatMap((one) => one.steps)]
  const base = { ...blank(ground, question, steps), component }
  const best = answering[0]
  if (!best) return open.length > 0 ? unanswered(base, open) : excludedAnyway(ground, question, base)
  const worse = answering.slice(1).filter((one) => !samePays(one.rule.pays, best.rule.pays))
  const cause = causeOf(ground, question.cause)
  const chosen = answered(base, best, answering, [...steps, ...worse.map(({ rule }) => step('worse', { rule: rule.id, clause: rule.clause, other: best.rule.id }))])
  const asksFor = open.filter((one) => burden(one.rule.pays) < burden(best.rule.pays)).map(({ field }) => field!)
  const registered = registeredPays(ground, best.rule, question.day, chosen)
  const judged = cause?.excluded ? exclude(registered, cause, best.rule, question) : proven(registered, cause, question)
  return asksFor.length > 0 && !cause ? { ...judged, needs: [...new Set([...judged.needs, ...asksFor])] } : judged
}

function answered(base: Verdict, { rule, term }: Reading, answering: readonly Reading[], because: readonly CoverStep[]): Verdict {
  const covered = isCovered(rule.pays)
  return {
    ...base, state: covered ? 'covered' : 'not-covered', covered, treatment: treatmentOf(rule.pays), rule: rule.id, clause: rule.clause, also: rule.also ?? [], title: rule.title,
    phase: rule.phase ?? null, from: term.from, until: term.until, remedy: rule.remedy, pays: rule.pays, because,
    offers: answering.map((one) => ({ rule: one.rule.id, clause: one.rule.clause, remedy: one.rule.remedy, conditions: one.rule.conditions ?? [] })),
  }
}

function unanswered(base: Verdict, open: readonly Reading[]): Verdict {
  const [first] = open
  return {
    ...base, state: 'undecided', treatment: 'undecided', pays: null, needs: [...new Set(open.map(({ field }) => field!))],
    rule: first!.rule.id, clause: first!.rule.clause, title: first!.rule.title, phase: first!.rule.phase ?? null, from: first!.term.from, until: first!.term.until,
  }
}

// An exclusion takes away what the vendor would have borne; a rule written for that very cause keeps its own terms.
// A service the customer pays for anyway is not taken away by it.
function exclude(verdict: Verdict, cause: Cause, rule: CoverRule, { evidence }: CoverQuestion): Verdict {
  const clause = cause.clause ?? null
  const foreseen = namesCause(rule, cause.code)
  if (!foreseen && !isCovered(rule.pays)) return proven(verdict, cause, { day: verdict.day, evidence: evidence ?? null })
  const pays = foreseen ? rule.pays : allCustomer
  const because = [...verdict.because, step(foreseen ? 'exclusion-foreseen' : 'excluded', { rule: rule.id, clause, field: 'cause', reason: cause.code })]
  const judged: Verdict = { ...verdict, state: 'not-covered', covered: false, treatment: cause.excluded!, clause: clause ?? verdict.clause, title: foreseen ? rule.title : cause.title, pays, because, ...(cause.excluded === 'advice' && { remedy: 'advice' as const }) }
  return proven(judged, cause, { day: verdict.day, evidence: evidence ?? null })
}

function excludedAnyway(ground: CoverGround, question: CoverQuestion, base: Verdict): Verdict {
  const cause = causeOf(ground, question.cause)
  if (!cause?.excluded) return base
  const because = [...base.because, step('excluded', { clause: cause.clause ?? null, field: 'cause', reason: cause.code })]
  return proven({ ...base, clause: cause.clause ?? null, title: cause.title, treatment: cause.excluded, because }, cause, question)
}

function proven(verdict: Verdict, cause: Cause | null, { evidence }: Pick<CoverQuestion, 'evidence' | 'day'>): Verdict {
  if (!cause?.evidence) return verdict
  const given = Boolean(evidence)
  return {
    ...verdict, needs: given ? verdict.needs : [...verdict.needs, 'evidence'],
    because: [...verdict.because, step(given ? 'evidence-given' : 'evidence-missing', { clause: cause.clause ?? null, reason: evidence ?? cause.code })],
  }
}

const allCustomer: Pays = { parts: 'customer', labour: 'customer', travel: 'customer' }

function blank(ground: CoverGround, question: CoverQuestion, because: readonly CoverStep[]): Verdict {
  const cause = causeOf(ground, question.cause)
  return {
    state: 'not-covered', covered: false, treatment: 'charge', rule: null, clause: null, also: [], title: null, component: null, phase: null, from: null, until: null, remedy: null,
    offers: [], pays: allCustomer, needs: [], day: question.day, because,
    cause: cause && { code: cause.code, clause: cause.clause ?? null, party: cause.party, title: cause.title },
  }
}

const namesCause = ({ when }: CoverRule, code: string) => {
  const named = when?.['cause']
  return Array.isArray(named) ? named.includes(code) : named === code
}

const burden = (pays: Pays) => (pays.parts === 'customer' ? 4 : 0) + (pays.labour === 'customer' ? 2 : 0) + (pays.travel === 'customer' ? 1 : 0)
const isCovered = (pays: Pays) => pays.parts !== 'customer' || pays.labour !== 'customer'
const samePays = (one: Pays, other: Pays) => one.parts === other.parts && one.labour === other.labour && one.travel === other.travel
const sameOutcome = (one: Verdict, other: Verdict) => one.state === other.state && one.treatment === other.treatment
const told = (value: unknown) => (value === undefined || value === null ? null : String(value))

export function treatmentOf(pays: Pays): Treatment {
  if (burden(pays) === 0) return 'free'
  return burden(pays) === 7 ? 'charge' : 'partly'
}

const lasting = ({ until, endless }: CoverTerm) => (endless ? '9999-12-31' : until ?? '')
// Of two that leave the customer nothing to pay, ours comes before the maker's.
const others = (pays: Pays) => [pays.parts, pays.labour, pays.travel].filter((payer) => payer !== 'vendor' && payer !== 'customer').length
const special = ({ when }: CoverRule) => Object.keys(when ?? {}).length

function bestFirst(one: Reading, other: Reading): number {
  return burden(one.rule.pays) - burden(other.rule.pays) || special(other.rule) - special(one.rule) || others(one.rule.pays) - others(other.rule.pays)
    || (lasting(other.term) > lasting(one.term) ? 1 : lasting(other.term) < lasting(one.term) ? -1 : 0)
}

function better(one: Verdict, other: Verdict): Verdict {
  const end = ({ rule, until }: Verdict) => (rule && until === null ? '9999-12-31' : until ?? '')
  return other.rule !== null && (one.rule === null || end(other) > end(one)) ? other : one
}

/** The phase of an asset on a day: that of the best term in force, whatever the cause. */
export function phaseOn(ground: CoverGround, day: Day, component?: string): string | null {
  const terms = coverTerms(ground, day).filter((term) => (component === undefined || term.rule.component === component) && inForce(term, day).yes && !isSuspended(ground, term, day))
  return [...terms].sort((one, other) => burden(one.rule.pays) - burden(other.rule.pays))[0]?.rule.phase ?? null
}

const isSuspended = (ground: CoverGround, { rule }: CoverTerm, day: Day) => fit(rule.when, circumstances(ground, { day })).fits === 'no'
