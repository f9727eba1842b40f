// What holds of every promise whatever happened, and in whatever order it was learned.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byRecording } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { PromiseRule } from '../plan/promise-rule.ts'
import type { Window } from '../time/calendar.ts'
import { instant } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { compile } from '../time/working.ts'
import { ledgerOf } from './ledger.ts'
import { readPromises } from './read.ts'
import type { Terms } from './terms.ts'

const office: Window[] = [['08:00', '12:00'], ['13:00', '17:00']]
const working = compile({ zone: 'Europe/Berlin', versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] })
const start = instant('2026-06-08T08:00:00+02:00')
const minute = (count: number) => (start + count * 60_000) as Instant

const base = { title: { 'zh-TW': '規則', 'zh-CN': '规则', en: 'Rule' }, clock: 'desk' }
const promises: PromiseRule[] = [
  { ...base, id: 'A', clause: 'A', on: { fact: 'message.received' }, by: { fact: 'reply.sent' }, within: '2h', each: true, pauses: ['customer'] },
  {
    ...base, id: 'B', clause: 'B', on: { fact: 'ticket.registered' }, by: { fact: 'ticket.resolved' }, pauses: ['customer', 'parts'],
    targets: [{ when: { severity: 'high' }, within: '4h' }, { when: { severity: 'open' }, within: 'none' }, { within: '2wd' }],
  },
  { ...base, id: 'C', clause: 'C', on: { promise: 'B', becomes: 'broken' }, by: { fact: 'loaner.delivered' }, within: '1d' },
]
const terms: Terms = { planVersionId: 'v', plan: { promises, cycles: [] }, overrides: {}, zone: 'Europe/Berlin', calendar: () => ({ working, versionId: '1' }) }
const subject = { kind: 'ticket' as const, id: 't', startedAt: start }
const muchLater = minute(60 * 24 * 60)

const kinds: FactKind[] = [
  'message.received', 'reply.sent', 'ticket.graded', 'ticket.paused', 'ticket.resumed', 'ticket.resolved', 'ticket.reopened', 'ticket.cancelled', 'loaner.delivered',
]
const happening = fc.record({
  kind: fc.constantFrom(...kinds), at: fc.nat(12_000), late: fc.nat(3000), severity: fc.constantFrom('high', 'low', 'open'), reason: fc.constantFrom('customer', 'parts'),
})
const story = fc.array(happening, { maxLength: 14 }).map((happenings) => [
  { id: 'f00', kind: 'ticket.registered' as const, happenedAt: start, recordedAt: start, by: 'ann', data: { severity: 'low' } },
  ...happenings.map(({ kind, at, late, severity, reason }, index): Fact => ({
    id: `f${String(index + 1).padStart(2, '0')}`, kind, happenedAt: minute(at), recordedAt: minute(at + late), by: 'ann',
    data: kind === 'ticket.graded' ? { severity } : kind === 'ticket.paused' || kind === 'ticket.resumed' ? { reason } : {},
  })),
])
const many = { numRuns: 150, seed: 20_260_608 }

test('property 5: the verdicts are the same after any order of arrival', () => {
  fc.assert(fc.property(story.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))), ([facts, shuffled]) => {
    expect(readPromises(subject, shuffled, terms, muchLater)).toEqual(readPromises(subject, facts, terms, muchLater))
  }), many)
})

test('property 5: the ledger kept live is the beginning of the ledger replayed', () => {
  fc.assert(fc.property(story, fc.nat(14), (facts, length) => {
    const learned = [...facts].sort(byRecording)
    const part = ledgerOf(subject, learned.slice(0, length), terms)
    expect(ledgerOf(subject, learned, terms).slice(0, part.length)).toEqual(part)
  }), many)
})

test('property 5: the last judgement in the ledger of every fulfilled promise is the verdict read', () => {
  fc.assert(fc.property(story, (facts) => {
    const now = Math.max(...facts.map(({ recordedAt }) => recordedAt)) as Instant
    const ledger = ledgerOf(subject, facts, terms)
    for (const { key, state } of readPromises(subject, facts, terms, now).filter(({ metAt }) => metAt !== null)) {
      const last = ledger.findLast(({ promiseKey, kind }) => promiseKey === key && ['kept', 'measured', 'met-late', 'withdrawn', 'broken'].includes(kind))
      expect([key, last?.kind === 'met-late' ? 'broken' : last?.kind]).toEqual([key, state])
    }
  }), many)
})

test('property 7: a promise that was judged is judged the same at every later moment, bit for bit', () => {
  fc.assert(fc.property(story, fc.nat(100_000), (facts, by) => {
    const judged = readPromises(subject, facts, terms, muchLater).filter(({ metAt }) => metAt !== null)
    const again = new Map(readPromises(subject, facts, terms, (muchLater + by * 60_000) as Instant).map((reading) => [reading.key, reading]))
    for (const reading of judged) expect(again.get(reading.key)).toEqual(reading)
  }), many)
})
