// The worked cases about rules (docs: how time is judged), each by its name. Berlin, Mon-Fri 08-12 and 13-17; 8 June 2026 is a Monday.
import { describe, expect, test } from 'vitest'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { PromiseRule } from '../plan/promise-rule.ts'
import type { Window } from '../time/calendar.ts'
import { day } from '../time/day.ts'
import { hours, minutes, seconds } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { BeyondHorizon, compile } from '../time/working.ts'
import { atWallClock } from '../time/zone.ts'
import { ledgerOf } from './ledger.ts'
import { readPromises } from './read.ts'
import type { PromiseReading } from './reading.ts'
import type { Terms } from './terms.ts'
import { timersOf } from './timers.ts'

const office: Window[] = [['08:00', '12:00'], ['13:00', '17:00']]
const desk = compile({ zone: 'Europe/Berlin', versions: [{ from: '0000', week: { 1: office, 2: office, 3: office, 4: office, 5: office } }] })
const june = (date: number, time: string) => atWallClock('Europe/Berlin', day(`2026-06-${String(date).padStart(2, '0')}`), time)

const title = { 'zh-TW': '規則', 'zh-CN': '规则', en: 'Rule' }
const base = { id: 'R', clause: 'R', title, clock: 'desk' }
const response: PromiseRule = { ...base, on: { fact: 'message.received' }, by: { fact: 'reply.sent', when: { auto: { not: true } } }, within: '2h' }
const solving: PromiseRule = { ...base, on: { fact: 'ticket.registered' }, by: { fact: 'ticket.resolved' }, within: '2h', pauses: ['customer', 'parts'] }

const termsWith = (promises: PromiseRule[], overrides: Terms['overrides'] = {}, versionId = 'desk@1'): Terms =>
  ({ planVersionId: 'v1', plan: { promises, cycles: [] }, overrides, zone: 'Europe/Berlin', calendar: () => ({ working: desk, versionId }) })

let count = 0
const fact = (kind: FactKind, at: Instant, data: FactData = {}, more: Partial<Fact> = {}): Fact =>
  ({ id: `f${String((count += 1)).padStart(5, '0')}`, kind, happenedAt: at, recordedAt: at, by: 'ann', data, ...more })

const subject = { kind: 'ticket' as const, id: 't', startedAt: june(8, '08:00') }
const readAll = (rules: PromiseRule[], facts: Fact[], now: Instant) => readPromises(subject, facts, termsWith(rules), now)
function read(rule: PromiseRule, facts: Fact[], now: Instant): PromiseReading {
  const [first] = readAll([rule], facts, now)
  if (!first) throw new Error('no promise was made')
  return first
}
const kinds = (rules: PromiseRule[], facts: Fact[]) => ledgerOf(subject, facts, termsWith(rules)).map(({ kind }) => kind)

describe('what starts and what stops', () => {
  test('Q01 an automatic reply and an internal note do not stop the clock', () => {
    const facts = [
      fact('message.received', june(8, '09:00')), fact('reply.sent', june(8, '09:01'), { auto: true }), fact('note.added', june(8, '09:30')),
      fact('reply.sent', june(8, '10:40')),
    ]
    expect(read(response, facts, june(8, '16:00'))).toMatchObject({ state: 'kept', metAt: june(8, '10:40'), elapsed: minutes(100) })
  })

  test('Q02 a second message changes nothing while the first is unanswered', () => {
    const facts = [fact('message.received', june(8, '09:00')), fact('message.received', june(8, '10:00'))]
    const readings = readAll([{ ...response, each: true }], facts, june(8, '10:30'))
    expect(readings.map(({ key, dueAt }) => [key, dueAt])).toEqual([['R#1', june(8, '11:00')]])
  })

  test('Q03 on the dot is kept, a second later is broken by that second', () => {
    const asked = fact('message.received', june(8, '09:00'))
    expect(read(response, [asked, fact('reply.sent', june(8, '11:00:00'))], june(8, '16:00'))).toMatchObject({ state: 'kept', over: 0 })
    expect(read(response, [asked, fact('reply.sent', june(8, '11:00:01'))], june(8, '16:00'))).toMatchObject({ state: 'broken', over: seconds(1) })
  })

  test('Q04 no clock while ours was the last word; it runs from the first unanswered message', () => {
    const update: PromiseRule = { ...response, within: '4h', each: true }
    const answered = [fact('message.received', june(8, '08:00')), fact('reply.sent', june(8, '08:30'))]
    expect(readAll([update], answered, june(8, '16:00')).filter(({ metAt }) => metAt === null)).toEqual([])
    const again = [...answered, fact('message.received', june(8, '09:00')), fact('message.received', june(8, '10:00'))]
    expect(readAll([update], again, june(8, '16:00')).map(({ startedAt, dueAt }) => [startedAt, dueAt]).at(-1)).toEqual([june(8, '09:00'), june(8, '14:00')])
  })

  test('Q21 a loaner shipped is not a loaner running', () => {
    const loaner: PromiseRule = {
      ...base, clock: '7x24', on: { fact: 'loaner.requested' }, by: { fact: 'loaner.delivered', when: { running: true } }, within: '24h',
    }
    const facts = [fact('loaner.requested', june(8, '15:00')), fact('unit.shipped', june(9, '10:00')), fact('loaner.delivered', june(9, '15:30'), { running: true })]
    expect(read(loaner, facts, june(10, '09:00'))).toMatchObject({ state: 'broken', dueAt: june(9, '15:00'), over: minutes(30) })
  })

  test('what counts all of several stops when the last of them has happened', () => {
    const both: PromiseRule = { ...base, on: { fact: 'ticket.registered' }, by: { all: [{ fact: 'user.told' }, { fact: 'department.told' }] }, within: '2h' }
    const facts = [fact('ticket.registered', june(8, '09:00')), fact('department.told', june(8, '10:00'))]
    expect(read(both, facts, june(8, '10:30')).state).toBe('running')
    expect(read(both, [...facts, fact('user.told', june(8, '10:40'))], june(8, '10:45'))).toMatchObject({ state: 'kept', metAt: june(8, '10:40') })
  })

  test('a fact that was corrected proves nothing', () => {
    const wrong = fact('reply.sent', june(8, '10:00'))
    const facts = [fact('message.received', june(8, '09:00')), wrong, fact('note.added', june(8, '10:05'), {}, { corrects: wrong.id })]
    expect(read(response, facts, june(8, '10:10')).state).toBe('running')
  })
})

describe('pauses', () => {
  const registered = () => fact('ticket.registered', june(8, '09:00'))

  test('Q06 a pause after the breach does not heal it: late by one hour of business time', () => {
    const facts = [registered(), fact('ticket.paused', june(8, '11:30'), { reason: 'customer' })]
    expect(read(solving, facts, june(8, '16:00'))).toMatchObject({ state: 'broken', lateAfter: june(8, '11:00') })
    const done = [...facts, fact('ticket.resumed', june(9, '08:30')), fact('ticket.resolved', june(9, '09:00'))]
    expect(read(solving, done, june(9, '10:00'))).toMatchObject({ state: 'broken', dueAt: june(8, '11:00'), over: hours(1) })
  })

  test('Q10 a pause that ends when it begins has no effect', () => {
    const facts = [registered(), fact('ticket.paused', june(8, '10:00'), { reason: 'parts' }), fact('ticket.resumed', june(8, '10:00'), { reason: 'parts' })]
    expect(read(solving, facts, june(8, '10:30'))).toMatchObject({ state: 'running', dueAt: june(8, '11:00') })
  })

  test('an open pause leaves nothing due and nothing to strike; only named reasons hold the clock', () => {
    const waiting = [registered(), fact('ticket.paused', june(8, '10:00'), { reason: 'parts' })]
    const reading = read(solving, waiting, june(8, '15:00'))
    expect(reading).toMatchObject({ state: 'paused', dueAt: null })
    expect(timersOf([reading], [])).toEqual([])
    const other = [registered(), fact('ticket.paused', june(8, '10:00'), { reason: 'access' })]
    expect(read(solving, other, june(8, '10:30'))).toMatchObject({ state: 'running', dueAt: june(8, '11:00') })
  })

  test('overlapping reasons count once, in business time only', () => {
    const facts = [
      registered(), fact('ticket.paused', june(8, '10:00'), { reason: 'parts' }), fact('ticket.paused', june(8, '11:00'), { reason: 'customer' }),
      fact('ticket.resumed', june(8, '12:30'), { reason: 'parts' }), fact('ticket.resumed', june(8, '14:00'), { reason: 'customer' }),
    ]
    expect(read(solving, facts, june(8, '14:10')).dueAt).toBe(june(8, '15:00'))
  })
})

describe('late proof and alarms', () => {
  const arrival: PromiseRule = { ...base, on: { fact: 'onsite.decided' }, by: { fact: 'engineer.arrived' }, within: '2h' }
  const struck = (mark: string, at: Instant) => fact('clock.struck', at, { promise: 'R#1', mark })

  test('Q08 a proof that came late turns the breach round, and the ledger tells all of it', () => {
    const facts = [
      fact('onsite.decided', june(8, '09:00')), struck('due', (june(8, '11:00') + 1) as Instant),
      fact('engineer.arrived', june(8, '10:55'), {}, { recordedAt: june(8, '13:20') }),
    ]
    expect(read(arrival, facts, june(8, '14:00')).state).toBe('kept')
    expect(kinds([arrival], facts)).toEqual(['made', 'broken', 'restored', 'kept'])
  })

  test('a stop after the due moment without a strike is entered as broken, then met late', () => {
    const facts = [fact('onsite.decided', june(8, '09:00')), fact('engineer.arrived', june(8, '11:05'))]
    expect(kinds([arrival], facts)).toEqual(['made', 'broken', 'met-late'])
  })

  test('a strike too early breaks nothing', () => {
    expect(kinds([arrival], [fact('onsite.decided', june(8, '09:00')), struck('due', june(8, '10:00'))])).toEqual(['made'])
  })

  test('Q11 a matter cancelled while open is withdrawn and calls nobody; what was judged stays judged', () => {
    const open = [fact('onsite.decided', june(8, '09:00')), fact('ticket.cancelled', june(8, '10:00'))]
    const reading = read(arrival, open, june(8, '16:00'))
    expect(reading.state).toBe('withdrawn')
    expect(timersOf([reading], [])).toEqual([])
    expect(kinds([arrival], open)).toEqual(['made', 'withdrawn'])
    const done = [fact('onsite.decided', june(8, '09:00')), fact('engineer.arrived', june(8, '09:30')), fact('ticket.merged', june(8, '10:00'), { into: 'x' })]
    expect(read(arrival, done, june(8, '16:00')).state).toBe('kept')
  })

  test('Q13 99.951 % of the target used is not broken', () => {
    const facts = [fact('onsite.decided', june(8, '09:00')), fact('engineer.arrived', (june(8, '09:00') + Math.floor(hours(2) * 0.99951)) as Instant)]
    const { state, left } = read(arrival, facts, june(8, '16:00'))
    expect(state).toBe('kept')
    expect(left).toBeGreaterThan(0)
  })

  test('Q14 every mark strikes once, and one that is not due any more is gone', () => {
    const facts = [fact('onsite.decided', june(8, '09:00'))]
    const first = timersOf(readAll([arrival], facts, june(8, '09:00')), [])
    expect(first.map(({ mark, firesAt }) => [mark, firesAt])).toContainEqual(['due', june(8, '11:00') + 1])
    expect(timersOf(readAll([arrival], facts, june(8, '12:00')), first)).toEqual([])
    expect(timersOf(readAll([arrival], [...facts, fact('engineer.arrived', june(8, '10:00'))], june(8, '10:00')), [])).toEqual([])
    const paused = { ...solving, within: '2h' }
    const held = [fact('ticket.registered', june(8, '09:00')), fact('ticket.paused', june(8, '10:00'), { reason: 'parts' }), fact('ticket.resumed', june(8, '11:00'))]
    expect(timersOf(readAll([paused], held, june(8, '11:00')), []).find(({ mark }) => mark === 'due')?.firesAt).toBe(june(8, '13:00') + 1)
  })

  test('Q16 old matters brought in solved are judged; only the verdict is still to be struck, and no warning or call', () => {
    const old = [fact('ticket.registered', june(1, '09:00')), fact('ticket.resolved', june(3, '09:00')), fact('ticket.closed', june(4, '09:00'))]
      .map((one) => ({ ...one, recordedAt: june(8, '09:00') }))
    const unanswered = { ...response, id: 'S', on: { fact: 'ticket.registered' as const } }
    const readings = readAll([solving, unanswered], old, june(8, '09:00'))
    expect(readings.map(({ state }) => state)).toEqual(['broken', 'broken'])
    expect(timersOf(readings, []).map(({ mark }) => mark)).toEqual(['due'])
  })
})

describe('calendars and targets', () => {
  test('Q17 a calendar without open time is an error, never a loop', () => {
    const shut = compile({ zone: 'Europe/Berlin', versions: [{ from: '0000', week: {} }] })
    const terms: Terms = { ...termsWith([response]), calendar: () => ({ working: shut, versionId: 'shut' }) }
    expect(() => readPromises(subject, [fact('message.received', june(8, '09:00'))], terms, june(8, '10:00'))).toThrow(BeyondHorizon)
  })

  test.each([
    ['Thu 11 Jun 16:50', june(11, '16:50'), june(15, '17:00')], ['Sat 13 Jun', june(13, '10:00'), june(17, '17:00')],
    ['Mon 15 Jun 07:00', june(15, '07:00'), june(17, '17:00')],
  ])('Q19 two working days from %s', (_, start, due) => {
    const rule: PromiseRule = { ...response, within: '2wd' }
    expect(read(rule, [fact('message.received', start)], start).dueAt).toBe(due)
  })

  test('Q24 the viewer is no part of the reading: the zone of the site decides', () => {
    const facts = [fact('message.received', june(8, '16:30')), fact('reply.sent', june(9, '09:30'))]
    expect(read(response, facts, june(9, '12:00'))).toMatchObject({ state: 'kept', dueAt: june(9, '09:30') })
  })

  const graded: PromiseRule = {
    ...base, on: { fact: 'ticket.registered' }, by: { fact: 'ticket.resolved' },
    targets: [{ when: { severity: 'high' }, within: '1h' }, { when: { severity: 'open' }, within: 'tbd' }, { within: '4h' }],
  }
  const registered = (severity: string) => fact('ticket.registered', june(8, '09:00'), { severity })

  test('D2 a tighter target counts from the change and never breaks at once', () => {
    const facts = [registered('low'), fact('ticket.graded', june(8, '10:30'), { severity: 'high' })]
    expect(read(graded, facts, june(8, '10:31'))).toMatchObject({ state: 'running', dueAt: june(8, '11:30') })
    expect(kinds([graded], facts)).toEqual(['made', 'graded'])
    const close = [registered('low'), fact('ticket.graded', june(8, '13:50'), { severity: 'high' })]
    expect(read(graded, close, june(8, '13:51')).dueAt).toBe(june(8, '14:00'))
  })

  test('D2 a looser target needs an approval, which may come later', () => {
    const lowered = [registered('high'), fact('ticket.graded', june(8, '09:30'), { severity: 'low' })]
    expect(read(graded, lowered, june(8, '09:31')).dueAt).toBe(june(8, '10:00'))
    const approved = [...lowered, fact('ticket.graded', june(8, '09:40'), { severity: 'low', approved: true })]
    expect(read(graded, approved, june(8, '09:41')).dueAt).toBe(june(8, '14:00'))
  })

  test('a value left open is measured, and an agreement may set it', () => {
    expect(read(graded, [registered('open')], june(9, '09:00'))).toMatchObject({ state: 'running', dueAt: null, reason: 'tbd' })
    const terms = termsWith([graded], { R: { within: '3h' } })
    expect(readPromises(subject, [registered('open')], terms, june(8, '09:00'))[0]?.dueAt).toBe(june(8, '12:00'))
  })
})

describe('reopening and excuses', () => {
  const solved = [fact('ticket.registered', june(8, '09:00')), fact('ticket.resolved', june(8, '10:00'))]

  test('D3 a reopening within five working days resumes with what is left', () => {
    const again = [...solved, fact('ticket.reopened', june(10, '09:00'))]
    expect(readAll([solving], again, june(10, '09:01')).map(({ key, state, dueAt }) => [key, state, dueAt])).toEqual([['R#1', 'running', june(10, '10:00')]])
  })

  test('D3 a later one is a new promise, marked as a repeat', () => {
    const again = [...solved, fact('ticket.reopened', june(22, '09:00'))]
    expect(readAll([solving], again, june(22, '09:01')).map(({ key, state, repeat, dueAt }) => [key, state, repeat, dueAt]))
      .toEqual([['R#1', 'kept', false, june(8, '10:00') + hours(1)], ['R#2', 'running', true, june(22, '11:00')]])
  })

  test('a reopening takes back the repair, not the loaner that was delivered', () => {
    const either: PromiseRule = { ...base, on: { fact: 'ticket.registered' }, by: { any: [{ fact: 'loaner.delivered' }, { fact: 'fault.removed' }] }, within: '2h' }
    const reopened = (kind: FactKind) => [fact('ticket.registered', june(8, '09:00')), fact(kind, june(8, '10:00')), fact('ticket.reopened', june(8, '14:00'))]
    expect(read(either, reopened('loaner.delivered'), june(8, '14:01')).state).toBe('kept')
    expect(read(either, reopened('fault.removed'), june(8, '14:01')).state).toBe('running')
  })

  test('an excuse needs a breach and the signatures of two people', () => {
    const late = [fact('ticket.registered', june(8, '09:00')), fact('ticket.resolved', june(8, '14:00'))]
    const sign = (by: string | null, time: string) => fact('promise.excused', june(8, time), { promise: 'R#1', reason: 'flood' }, { by })
    expect(read(solving, [...late, sign('ann', '15:00'), sign('ann', '15:05')], june(8, '16:00')).state).toBe('broken')
    expect(read(solving, [...late, sign('ann', '15:00'), sign(null, '15:05')], june(8, '16:00')).state).toBe('broken')
    expect(read(solving, [...late, sign('ann', '15:00'), sign('bob', '15:05')], june(8, '16:00'))).toMatchObject({ state: 'excused', reason: 'flood' })
  })

  test('a count that was missed can be excused too', () => {
    const visits: PromiseRule = { ...base, clock: '7x24', on: { fact: 'ticket.registered' }, by: { fact: 'engineer.arrived' }, atLeast: { count: 2, per: '1d' } }
    const facts = [
      fact('ticket.registered', june(8, '09:00')), fact('engineer.arrived', june(8, '10:00')),
      ...['ann', 'bob'].map((by) => fact('promise.excused', june(9, '10:00'), { promise: 'R#1', reason: 'flood' }, { by })),
    ]
    expect(read(visits, facts, june(9, '11:00')).state).toBe('excused')
  })
})
