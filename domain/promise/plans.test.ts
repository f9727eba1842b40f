// The promises of real plans, read from facts.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import { fillOpenValues } from '../plan/fill-open-values.ts'
import { instant, toIso } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { compile } from '../time/working.ts'
import { ledgerOf } from './ledger.ts'
import { previewPromises } from './preview.ts'
import { readPromises } from './read.ts'
import type { Terms } from './terms.ts'
import { timersOf } from './timers.ts'

const start = instant('2026-06-08T09:00:00+08:00')
const at = (minutes: number) => (start + minutes * 60_000) as Instant
let count = 0

const fact = (kind: FactKind, minute: number, data: FactData = {}, learnt = minute, by = 'someone'): Fact =>
  ({ id: `f${String((count += 1)).padStart(5, '0')}`, kind, happenedAt: at(minute), recordedAt: at(learnt), by, data })

function termsOf(code: string): Terms {
  const plan = fillOpenValues(parsePlan(parse(readFileSync(new URL(`../../plans/${code}.yaml`, import.meta.url), 'utf8'))))
  const clocks = new Map(Object.entries(plan.calendars).map(([name, calendar]) => [name, compile(calendar)]))
  return { planVersionId: code, plan, overrides: {}, zone: plan.zone, calendar: (name) => ({ working: clocks.get(name)!, versionId: name }) }
}

const subject = { kind: 'ticket' as const, id: 't', startedAt: start }
const read = (terms: Terms, facts: Fact[], minute: number) =>
  Object.fromEntries(readPromises(subject, facts, terms, at(minute)).map((one) => [one.key, { state: one.state, due: one.dueAt === null ? null : (one.dueAt - start) / 60_000 }]))

describe('P01', () => {
  const terms = termsOf('P01')
  test.each([['A', 10], ['B', 10], ['C', 30]])('P01-10 P01-11 a question needing research at level %s is answered within %i minutes', (level, due) => {
    const facts = [fact('ticket.registered', 0, { type: 'fault', level, severity: 'minor' }), fact('question.research-needed', 5)]
    expect(read(terms, facts, 6)['P01-10#1']).toEqual({ state: 'running', due: 5 + due })
    expect(read(terms, [...facts, fact('reply.sent', 5 + due)], 300)['P01-10#1']).toMatchObject({ state: 'kept' })
    expect(read(terms, [...facts, fact('reply.sent', 6 + due)], 300)['P01-10#1']).toMatchObject({ state: 'broken' })
  })
  test('P01-17 each request for a spare has its own four hours', () => {
    const facts = [fact('ticket.registered', 0, { type: 'fault' }), fact('spare.requested', 10), fact('spare.arrived', 100), fact('loaner.requested', 200)]
    const found = read(terms, facts, 201)
    expect(found['P01-17#1']).toMatchObject({ state: 'kept' })
    expect(found['P01-17#2']).toEqual({ state: 'running', due: 440 })
  })
})

describe('P05', () => {
  const terms = termsOf('P05')
  test('P05-14 P05-15 a general problem: an opinion in one hour, solved and confirmed in eight, waiting for the customer does not count', () => {
    const facts = [fact('ticket.registered', 0, { type: 'fault' }), fact('answer.given', 60), fact('ticket.paused', 100, { reason: 'customer' }), fact('ticket.resumed',
      160), fact('ticket.resolved', 500)]
    expect(read(terms, facts, 501)).toMatchObject({ 'P05-14#1': { state: 'kept' }, 'P05-15#1': { state: 'running', due: 540 } })
    expect(read(terms, [...facts, fact('ticket.confirmed', 540)], 600)['P05-15#1']).toMatchObject({ state: 'kept' })
  })
  test('P05-16 a problem judged complex later has three working days from the call', () => {
    const facts = [fact('ticket.registered', 0, { type: 'fault' }), fact('ticket.reclassified', 30, { complexity: 'complex' })]
    const reading = readPromises(subject, facts, terms, at(31)).find(({ key }) => key === 'P05-16#1')
    expect(reading?.state).toBe('running')
    expect(toIso(reading!.dueAt!)).toBe('2026-06-11T10:00:00Z')
  })
  test.each([['beijing', 120, 'P05-20'], ['around-beijing', 720, 'P05-21'], ['other-provinces', 2880, 'P05-22']])('P05-20 P05-21 P05-22 on site in zone %s', (zone, due, rule) => {
    const facts = [fact('ticket.registered', 0, { type: 'fault', zone }), fact('onsite.decided', 60)]
    expect(read(terms, facts, 61)[`${rule}#1`]).toEqual({ state: 'running', due: 60 + due })
  })
})

test('P15-04 P15-05 an urgent repair over four hours owes a loaner', () => {
  const terms = termsOf('P15')
  const facts = [fact('ticket.registered', 0, { type: 'fault', urgency: 'urgent' })]
  expect(read(terms, facts, 1)).toMatchObject({ 'P15-02#1': { due: 30 }, 'P15-03#1': { due: 120 }, 'P15-04#1': { due: 240 } })
  expect(read(terms, facts, 239)['P15-05#1']).toBeUndefined()
  expect(read(terms, facts, 241)['P15-05#1']).toBeDefined()
})

test('P16-33 P16-34 each transfer is answered in two hours and supervised in four', () => {
  const found = read(termsOf('P16'), [fact('ticket.registered', 0, { type: 'fault' }), fact('ticket.transferred', 10, { to: 'field' })], 11)
  expect(found).toMatchObject({ 'P16-33#1': { due: 130 }, 'P16-34#1': { due: 250 } })
})

test('P19-30 the alarm climbs until the matter is solved', () => {
  const terms = termsOf('P19')
  const facts = [fact('ticket.registered', 0, { type: 'fault' })]
  const reading = readPromises(subject, facts, terms, at(1)).find(({ ruleId }) => ruleId === 'P19-30')!
  const rungs = timersOf([reading], []).filter(({ mark }) => mark.startsWith('rung')).map(({ mark }) => mark)
  expect(rungs).toContain(`rung:${reading.rungs.length - 1}:1`)
})

test('Q08 a proof that arrives late reverses the alarm and both stay in the ledger', () => {
  const terms = termsOf('P05')
  const facts = [
    fact('ticket.registered', 0, { type: 'fault', zone: 'beijing' }), fact('onsite.decided', 0), fact('clock.struck', 120, { promise: 'P05-20#1', mark: 'due' }, 120),
  ]
  facts[2] = { ...facts[2]!, happenedAt: (at(120) + 1) as Instant, recordedAt: (at(120) + 1) as Instant }
  const whole = [...facts, fact('engineer.arrived', 115, {}, 260)]
  expect(ledgerOf(subject, whole, terms).filter(({ promiseKey }) => promiseKey === 'P05-20#1').map(({ kind }) => kind)).toEqual(['made', 'broken', 'restored', 'kept'])
  expect(ledgerOf(subject, whole, terms).slice(0, ledgerOf(subject, facts, terms).length)).toEqual(ledgerOf(subject, facts, terms))
})

test('P15-02 P15-03 what a registration would promise is what it then promises', () => {
  const terms = termsOf('P15')
  const attributes = { type: 'fault', urgency: 'urgent' }
  const before = previewPromises(terms, attributes, start)
  const after = readPromises(subject, [fact('ticket.registered', 0, attributes)], terms, start)
  expect(before.map(({ key, dueAt }) => [key, dueAt])).toEqual(after.map(({ key, dueAt }) => [key, dueAt]))
})
