// Clauses of real plans from their first fact to their verdict: what changes midway, what follows a breach, who is called when.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePlan } from '#contract/plan/plan.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import { instant } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { compile } from '../time/working.ts'
import { ledgerOf } from './ledger.ts'
import { readPromises } from './read.ts'
import type { Override, Terms } from './terms.ts'
import { timersOf } from './timers.ts'

const start = instant('2026-06-08T09:00:00+08:00')
const at = (minute: number) => (start + minute * 60_000) as Instant
const subject = { kind: 'ticket' as const, id: 't', startedAt: start }
let count = 0
const fact = (kind: FactKind, minute: number, data: FactData = {}): Fact =>
  ({ id: `f${String((count += 1)).padStart(5, '0')}`, kind, happenedAt: at(minute), recordedAt: at(minute), by: 'ann', data })

function termsOf(code: string, overrides: Record<string, Override> = {}): Terms {
  const plan = parsePlan(parse(readFileSync(new URL(`../../plans/${code}.yaml`, import.meta.url), 'utf8')))
  const clocks = new Map(Object.entries(plan.calendars).map(([name, calendar]) => [name, compile(calendar)]))
  return { planVersionId: code, plan, overrides, zone: plan.zone, calendar: (name) => ({ working: clocks.get(name)!, versionId: name }) }
}
const promise = (terms: Terms, key: string, facts: Fact[], minute: number) => {
  const found = readPromises(subject, facts, terms, at(minute)).find((one) => one.key === key)
  return found && { ...found, due: found.dueAt === null ? null : (found.dueAt - start) / 60_000 }
}

describe('P01-10 a change of level before the reply', () => {
  const terms = termsOf('P01')
  const asked = [fact('ticket.registered', 0, { type: 'consultation', level: 'C' }), fact('question.research-needed', 0)]

  test('P01-10 P01-11 from C to A: ten minutes from the change, never later than the old thirty', () => {
    expect(promise(terms, 'P01-10#1', [...asked, fact('ticket.graded', 5, { level: 'A' })], 6)?.due).toBe(15)
    expect(promise(terms, 'P01-10#1', [...asked, fact('ticket.graded', 25, { level: 'A' })], 26)?.due).toBe(30)
  })

  test('P01-10 P01-11 from A to C: the ten minutes stay unless the change is approved', () => {
    const urgent = [fact('ticket.registered', 0, { type: 'consultation', level: 'A' }), fact('question.research-needed', 0)]
    expect(promise(terms, 'P01-10#1', [...urgent, fact('ticket.graded', 5, { level: 'C' })], 6)?.due).toBe(10)
    expect(promise(terms, 'P01-10#1', [...urgent, fact('ticket.graded', 5, { level: 'C', approved: true })], 6)?.due).toBe(30)
  })
})

test('P05-14 P05-15 a problem judged complex is measured only, without any approval', () => {
  const terms = termsOf('P05')
  const facts = [fact('ticket.registered', 0, { type: 'fault' }), fact('ticket.reclassified', 30, { complexity: 'complex' })]
  for (const key of ['P05-14#1', 'P05-15#1']) expect(promise(terms, key, facts, 31)).toMatchObject({ state: 'running', due: null })
  const done = [...facts, fact('ticket.resolved', 5000), fact('ticket.confirmed', 5001)]
  expect(promise(terms, 'P05-15#1', done, 6000)?.state).toBe('measured')
})

describe('P15 urgent faults', () => {
  const terms = termsOf('P15', { 'P15-05': { within: '2h' } })
  const registered = fact('ticket.registered', 0, { type: 'fault', urgency: 'accident' })

  test('P15-02 P15-03 P15-04 answered in 30 minutes, there in 2 hours, repaired in 4', () => {
    const kept = [registered, fact('reply.sent', 30), fact('engineer.arrived', 120), fact('fault.removed', 240)]
    const broken = [registered, fact('reply.sent', 31), fact('engineer.arrived', 121), fact('fault.removed', 241)]
    for (const key of ['P15-02#1', 'P15-03#1', 'P15-04#1']) {
      expect(promise(terms, key, kept, 600)?.state).toBe('kept')
      expect(promise(terms, key, broken, 600)?.state).toBe('broken')
    }
  })

  test('P15-04 P15-05 the breach owes a loaner of the same grade that runs; another one does not count', () => {
    expect(promise(terms, 'P15-05#1', [registered, fact('fault.removed', 240)], 600)).toBeUndefined()
    expect(promise(terms, 'P15-05#1', [registered], 241)).toMatchObject({ state: 'running', startedAt: at(240), due: 360 })
    expect(promise(terms, 'P15-05#1', [registered, fact('loaner.delivered', 300, { running: false, sameGrade: true })], 301)?.state).toBe('running')
    expect(promise(terms, 'P15-05#1', [registered, fact('loaner.delivered', 300, { running: true, sameGrade: true })], 301)?.state).toBe('kept')
  })

  test('P15-05 a repair in time that is learned late takes the loaner promise away again', () => {
    const late = { ...fact('fault.removed', 230), recordedAt: at(300) }
    expect(promise(terms, 'P15-05#1', [registered, late], 301)).toBeUndefined()
    const ledger = ledgerOf(subject, [registered, fact('note.added', 250), late], terms)
    expect(ledger.filter(({ promiseKey }) => promiseKey === 'P15-05#1').at(-1)?.kind).toBe('withdrawn')
  })
})

test('P16-33 P16-34 every transfer is arranged in two hours and checked in four, each by its own clock', () => {
  const terms = termsOf('P16')
  const facts = [
    fact('ticket.registered', 0, { type: 'fault' }), fact('ticket.transferred', 10), fact('ticket.arranged', 130), fact('ticket.supervised', 251),
    fact('ticket.transferred', 300),
  ]
  expect(promise(terms, 'P16-33#1', facts, 301)?.state).toBe('kept')
  expect(promise(terms, 'P16-34#1', facts, 301)?.state).toBe('broken')
  expect(promise(terms, 'P16-33#2', facts, 301)).toMatchObject({ state: 'running', due: 420 })
  expect(promise(terms, 'P16-34#2', facts, 301)).toMatchObject({ state: 'running', due: 540 })
})

test('P17-17 P17-18 P17-19 a complaint: there in 24 hours, a solution with its record in 48, replaced in 72', () => {
  const terms = termsOf('P17')
  const complaint = fact('ticket.registered', 0, { type: 'complaint' })
  expect(['P17-17#1', 'P17-18#1', 'P17-19#1'].map((key) => promise(terms, key, [complaint], 1)?.due)).toEqual([1440, 2880, 4320])
  const onlySolution = [complaint, fact('engineer.arrived', 1440), fact('solution.proposed', 2000)]
  expect(promise(terms, 'P17-17#1', onlySolution, 2001)?.state).toBe('kept')
  expect(promise(terms, 'P17-18#1', onlySolution, 2001)?.state).toBe('running')
  const filed = [...onlySolution, fact('form.filed', 2880, { form: 'P17-customer-repair-record' }), fact('part.replaced', 4321)]
  expect(promise(terms, 'P17-18#1', filed, 5000)).toMatchObject({ state: 'kept', metAt: at(2880) })
  expect(promise(terms, 'P17-19#1', filed, 5000)?.state).toBe('broken')
})

test('P19-30 the call climbs step by step, repeats at the top, and falls silent when the matter is solved', () => {
  const terms = termsOf('P19', { 'P19-30': { within: '100min' } })
  const registered = fact('ticket.registered', 0, { type: 'fault' })
  const of = (facts: Fact[], minute: number) => readPromises(subject, facts, terms, at(minute)).filter(({ ruleId }) => ruleId === 'P19-30')
  expect(of([registered], 1)[0]?.rungs.map(({ at: moment, notify }) => [(moment - start) / 60_000, notify]))
    .toEqual([[80, 'holder'], [100, 'lead'], [130, 'manager'], [160, 'director']])
  const fired = ['warn', 'due', 'rung:0', 'rung:1', 'rung:2', 'rung:3', 'rung:3:1'].map((mark) => ({ promiseKey: 'P19-30#1', mark }))
  expect(timersOf(of([registered], 200), fired)).toEqual([{ promiseKey: 'P19-30#1', mark: 'rung:3:2', firesAt: at(220) + 1 }])
  expect(timersOf(of([registered, fact('ticket.resolved', 205)], 206), fired)).toEqual([])
  const struck = fact('clock.struck', 161, { promise: 'P19-30#1', mark: 'rung:3', notify: 'director' })
  expect(ledgerOf(subject, [registered, struck], terms).at(-1)).toMatchObject({ kind: 'escalated', data: { mark: 'rung:3', notify: 'director' } })
})
