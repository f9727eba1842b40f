// A unit on its way through the factory, read from the facts of its ticket. How long the factory may take is the plan's to say.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { StepTable } from './steps.ts'

export const rmaStates = ['opened', 'shipped', 'received', 'diagnosed', 'repaired', 'replaced', 'scrapped', 'shipped-back', 'back'] as const
export type RmaState = (typeof rmaStates)[number]
export const rmaResults = ['repaired', 'replaced', 'scrapped'] as const
export type RmaResult = (typeof rmaResults)[number]

export const rmaSteps = {
  ship: { from: ['opened'], to: 'shipped' },
  receive: { from: ['opened', 'shipped'], to: 'received' },
  diagnose: { from: ['received'], to: 'diagnosed' },
  repaired: { from: ['received', 'diagnosed'], to: 'repaired' },
  replaced: { from: ['received', 'diagnosed'], to: 'replaced' },
  scrapped: { from: ['opened', 'received', 'diagnosed'], to: 'scrapped' },
  'ship-back': { from: ['repaired', 'replaced'], to: 'shipped-back' },
  'hand-back': { from: ['repaired', 'replaced', 'shipped-back'], to: 'back' },
} as const satisfies StepTable<string, RmaState>
export type RmaStep = keyof typeof rmaSteps

/** The fact that each step is. What the plan has no word for is a note of the ticket. */
export const factOfStep: Readonly<Record<RmaStep, FactKind>> = {
  ship: 'unit.shipped', receive: 'unit.received', diagnose: 'note.added', repaired: 'unit.repaired', replaced: 'unit.repaired', scrapped: 'unit.repaired', 'ship-back': 'unit.shipped', 'hand-back': 'note.added',
}

export type RmaReading = { state: RmaState; result: RmaResult | null; receivedAt: Instant | null; receivedFact: string | null; finishedAt: Instant | null; line: readonly RmaEvent[] }
export type RmaEvent = { step: RmaStep | 'open'; factId: string; at: Instant; by: string | null }

export function readRma(facts: readonly Fact[], rmaId: string): RmaReading {
  const own = [...standing(facts)].filter(({ data }) => data['rma'] === rmaId).sort(byHappening)
  const line = own.flatMap((fact): RmaEvent[] => {
    const step = stepOf(fact)
    return step === null ? [] : [{ step, factId: fact.id, at: fact.happenedAt, by: fact.by }]
  })
  const state = line.reduce<RmaState>((before, { step }) => (step === 'open' ? before : rmaSteps[step].to), 'opened')
  const received = line.find(({ step }) => step === 'receive') ?? null
  const finished = line.find(({ step }) => isResult(step)) ?? null
  return { state, line, result: finished ? (finished.step as RmaResult) : null, receivedAt: received?.at ?? null, receivedFact: received?.factId ?? null, finishedAt: finished?.at ?? null }
}

function stepOf({ kind, data }: Fact): RmaEvent['step'] | null {
  if (kind === 'rma.opened') return 'open'
  const word = String(data['step'])
  return word in rmaSteps ? (word as RmaStep) : null
}

const isResult = (step: string): step is RmaResult => (rmaResults as readonly string[]).includes(step)
