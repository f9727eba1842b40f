// A delivery goes through steps: handed over, unpacked and counted, installed, commissioned, started up, tested, provisionally accepted, tried,
// finally accepted. Which of them a delivery needs is read from the plan; none may come before those needed ahead of it.
import type { FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Plan } from '../plan/plan.ts'
import type { AssetFactKind } from './asset-fact.ts'

export const deliverySteps = ['delivered', 'unpacked', 'installed', 'commissioned', 'started', 'tested', 'preliminary', 'trial', 'final'] as const
export type DeliveryStep = (typeof deliverySteps)[number]
/** Signed by both sides, and for everything at once. */
export const signedSteps: readonly DeliveryStep[] = ['preliminary', 'final']
const wholeSteps: readonly DeliveryStep[] = ['preliminary', 'trial', 'final']

export type StepFacts = { asset: { kind: AssetFactKind; data: FactData }; agreement: readonly { kind: FactKind; data: FactData }[] }
const milestone = (name: string) => ({ kind: 'milestone.reached' as const, data: { milestone: name } })
/** What a step says of each asset, and of the agreement once it is done for every line. */
export const factsOfStep: Readonly<Record<DeliveryStep, StepFacts>> = {
  delivered: { asset: { kind: 'goods.delivered', data: {} }, agreement: [{ kind: 'goods.delivered', data: {} }] },
  unpacked: { asset: { kind: 'goods.unpacked', data: {} }, agreement: [{ kind: 'goods.unpacked', data: {} }] },
  installed: { asset: { kind: 'equipment.installed', data: {} }, agreement: [{ kind: 'equipment.installed', data: {} }, milestone('installation')] },
  commissioned: { asset: { kind: 'trial.passed', data: { test: 'commissioning' } }, agreement: [milestone('commissioning')] },
  started: { asset: { kind: 'trial.passed', data: { test: 'start-up' } }, agreement: [milestone('start-up')] },
  tested: { asset: { kind: 'trial.passed', data: { test: 'site-test' } }, agreement: [milestone('site-test')] },
  preliminary: { asset: { kind: 'acceptance.preliminary', data: {} }, agreement: [milestone('preliminary-acceptance')] },
  trial: { asset: { kind: 'trial.passed', data: { test: 'trial-run' } }, agreement: [milestone('trial-run')] },
  final: { asset: { kind: 'acceptance.signed', data: {} }, agreement: [{ kind: 'acceptance.signed', data: {} }] },
}

const always: readonly DeliveryStep[] = ['delivered', 'unpacked', 'installed', 'final']

/** A plan that speaks of commissioning, a site test or a trial run anywhere asks for that step; its trial phase also for a provisional acceptance. */
export function stepsAsked({ gates, documents, vocabulary }: Pick<Plan, 'gates' | 'documents' | 'vocabulary'>): DeliveryStep[] {
  const spoken = milestonesIn([gates, documents])
  const hasTrialPhase = vocabulary.phases.some(({ code }) => code === 'trial-run')
  const asked: Partial<Record<DeliveryStep, boolean>> = {
    commissioned: spoken.has('commissioning'), started: spoken.has('start-up'), tested: spoken.has('site-test'), trial: hasTrialPhase || spoken.has('trial-run'), preliminary: hasTrialPhase,
  }
  return deliverySteps.filter((one) => always.includes(one) || asked[one])
}

function milestonesIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set()
  const found = Object.entries(value).flatMap(([key, inner]) => (key === 'milestone' ? [inner as string | string[]].flat() : [...milestonesIn(inner)]))
  return new Set(found)
}

export type StepRecord = { step: DeliveryStep; lineIds: readonly string[] }

/** The lines for which a step is done. */
export const linesDone = (step: DeliveryStep, records: readonly StepRecord[]): Set<string> =>
  new Set(records.filter((one) => one.step === step).flatMap(({ lineIds }) => lineIds))

/** Steps that must come first and are not done for every line in question, the earliest first. */
export function missingBefore(step: DeliveryStep, asked: readonly DeliveryStep[], records: readonly StepRecord[], lines: { chosen: readonly string[]; all: readonly string[] }): DeliveryStep[] {
  const needed = wholeSteps.includes(step) ? lines.all : lines.chosen
  return asked.slice(0, asked.indexOf(step)).filter((one) => {
    const done = linesDone(one, records)
    return !needed.every((line) => done.has(line))
  })
}

export const isWhole = (step: DeliveryStep): boolean => wholeSteps.includes(step)

export type LineCheck = { id: string; title: string; model: string | null; quantity: number; counted: number | null; modelFound: string | null; appearance: 'good' | 'damaged' | null }
export type Deviation = { kind: 'quantity' | 'model' | 'appearance' | 'late'; lineId: string | null; title: string; expected: string; found: string }

/** Where what came differs from what was ordered. On the very moment it was due a delivery is in time. */
export function deviationsOf(lines: readonly LineCheck[], dueAt: string | null, deliveredAt: string | null): Deviation[] {
  const late: Deviation[] = dueAt !== null && deliveredAt !== null && Date.parse(deliveredAt) > Date.parse(dueAt)
    ? [{ kind: 'late', lineId: null, title: '', expected: dueAt, found: deliveredAt }] : []
  return [...late, ...lines.flatMap((line): Deviation[] => {
    const { id: lineId, title } = line
    return [
      ...(line.counted !== null && line.counted !== line.quantity ? [{ kind: 'quantity' as const, lineId, title, expected: String(line.quantity), found: String(line.counted) }] : []),
      ...(line.modelFound !== null && line.model !== null && line.modelFound !== line.model ? [{ kind: 'model' as const, lineId, title, expected: line.model, found: line.modelFound }] : []),
      ...(line.appearance === 'damaged' ? [{ kind: 'appearance' as const, lineId, title, expected: 'good', found: 'damaged' }] : []),
    ]
  })]
}

/** A line of which less is there than was ordered, by count or by serials; what is told without serials is not asked for them. */
export const isShort = ({ quantity, counted }: Pick<LineCheck, 'quantity' | 'counted'>, serials: number): boolean =>
  (counted !== null && counted < quantity) || (serials > 0 && serials < quantity)

/** A paper that says of itself that what it is about did not pass. */
export const saysFailed = (fields: Readonly<Record<string, unknown>>): boolean =>
  ['passed', 'independent', 'satisfied', 'functions', 'performance'].some((key) => fields[key] === false || fields[key] === 'no') || fields['result'] === 'fail'

type Paper = { fields: readonly { key: string }[] }

/** Is a form there that stands for this delivery? One that names a line is needed of every line; the latest word counts, and must not be a failure. */
export function isProven(form: Paper, filed: readonly FactData[], titles: readonly string[]): boolean {
  const passes = (papers: readonly FactData[]) => papers.length > 0 && !saysFailed(papers.at(-1)!)
  if (!form.fields.some(({ key }) => key === 'line')) return passes(filed)
  return titles.every((title) => passes(filed.filter(({ line }) => line === title)))
}
