// What the engine read, in the shape that crosses the wire.
import type { CoverTermView, OwedView, VerdictView } from '#contract/entitlement/verdict.ts'
import { coverOn, phaseOn } from '#domain/entitlement/cover.ts'
import { circumstances, fit } from '#domain/entitlement/question.ts'
import type { CoverQuestion } from '#domain/entitlement/question.ts'
import type { Owed } from '#domain/entitlement/repeat.ts'
import { coverTerms } from '#domain/entitlement/terms.ts'
import type { CoverTerm } from '#domain/entitlement/terms.ts'
import type { Verdict } from '#domain/entitlement/verdict.ts'
import { step } from '#domain/entitlement/verdict.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Day } from '#domain/time/day.ts'
import type { Context } from '#server/platform/http/context.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { decisionsOf } from './find-decisions.ts'
import type { Ground } from './load-ground.ts'
import { owedOf } from './repeat-failures.ts'

export const verdictView = (verdict: Verdict): VerdictView => structuredClone(verdict) as unknown as VerdictView

/** The answer where no plan was ever agreed. */
export const noPlan = (day: Day): Verdict => ({
  state: 'not-covered', covered: false, treatment: 'charge', rule: null, clause: null, also: [], title: null, component: null, phase: null, from: null, until: null, remedy: null,
  offers: [], pays: { parts: 'customer', labour: 'customer', travel: 'customer' }, cause: null, needs: [], day, because: [step('no-term')],
})

export function checkQuestion({ plan }: Ground, { cause, component }: { cause?: string | null | undefined; component?: string | null | undefined }): void {
  if (cause && !plan.vocabulary.causes.some(({ code }) => code === cause)) throw new Refusal('cover.cause-unknown', { field: 'cause', cause })
  if (component && !componentsOf(plan).includes(component)) throw new Refusal('cover.component-unknown', { field: 'component', component })
}

export const componentsOf = ({ cover }: Pick<Plan, 'cover'>): string[] => [...new Set(cover.map(({ component }) => component))]

export async function coverView({ tx, actor }: Pick<Context, 'tx' | 'actor'>, ground: Ground, question: CoverQuestion) {
  const { plan, record } = ground
  const verdict = coverOn(ground, question)
  const phase = phaseOn(ground, question.day, verdict.component ?? undefined)
  const terms = coverTerms(ground, question.day)
  return {
    day: question.day, agreement: { id: record.id, number: record.number, title: record.title, startsOn: record.starts_on, endsOn: record.ends_on, plan: plan.plan, planTitle: plan.title },
    phase, phaseTitle: plan.vocabulary.phases.find(({ code }) => code === phase)?.title ?? null,
    components: componentsOf(plan), component: verdict.component, causes: plan.vocabulary.causes.map(causeView), choices: choicesOf(plan),
    terms: terms.map((term) => termView(ground, term, question)), verdict: verdictView(verdict),
    owed: (await owedOf(tx, actor.orgId, ground, question.day, terms)).map((one) => owedView(plan, one)),
    decisions: await decisionsOf(tx, actor, ground.assetId, question.ticketId ?? null),
  }
}

export function emptyView(day: Day) {
  return { day, agreement: null, phase: null, phaseTitle: null, components: [], component: null, causes: [], choices: [], terms: [], verdict: verdictView(noPlan(day)), owed: [], decisions: [] }
}

const causeView = ({ code, clause, title, party, excluded, evidence }: Plan['vocabulary']['causes'][number]) =>
  ({ code, clause: clause ?? null, title, party, excluded: excluded ?? null, evidence: evidence ?? false })

// Only the questions on which a term of cover depends.
function choicesOf({ cover, vocabulary }: Plan) {
  const asked = new Set(cover.flatMap(({ when }) => Object.keys(when ?? {})))
  return (vocabulary.choices ?? []).filter(({ field }) => asked.has(field))
    .map(({ field, title, options }) => ({ field, title, options: options.map((option) => ({ code: option.code, title: option.title })) }))
}

export function termView(ground: Ground, { rule, from, until, endless, steps }: CoverTerm, question: CoverQuestion): CoverTermView {
  const fitting = fit(rule.when, circumstances(ground, question))
  return {
    rule: rule.id, clause: rule.clause, title: rule.title, component: rule.component, phase: rule.phase ?? null, remedy: rule.remedy, pays: rule.pays,
    conditions: [...(rule.conditions ?? [])], from, until, endless, state: stateOf({ from, until, endless }, question.day),
    asksFor: fitting.fits === 'yes' ? [] : [fitting.field], steps: [...steps],
  }
}

function stateOf({ from, until, endless }: Pick<CoverTerm, 'from' | 'until' | 'endless'>, day: Day): CoverTermView['state'] {
  if (!from || (!until && !endless)) return 'not-opened'
  if (day < from) return 'ahead'
  return until && day > until ? 'over' : 'in-force'
}

function owedView(plan: Plan, { inForce, ...owed }: Owed & { inForce: boolean }): OwedView {
  const rule = plan.repeat.find(({ id }) => id === owed.rule)!
  return { ...owed, inForce, title: rule.title, restriction: rule.restriction ?? null, counted: [...owed.counted] }
}
