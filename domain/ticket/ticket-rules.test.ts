// Status, steps, gates and severity, read from facts and from a real plan.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePlan } from '#contract/plan/plan.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import { instant } from '../time/instant.ts'
import type { Instant } from '../time/instant.ts'
import { availableActions, pauseFault } from './actions.ts'
import { mayRecord } from './may-record.ts'
import { proposeSeverity } from './severity.ts'
import { statusOf } from './status.ts'
import { readSteps } from './steps.ts'

const plan = parsePlan(parse(readFileSync(new URL('../../plans/P01.yaml', import.meta.url), 'utf8')))
const start = instant('2026-06-08T09:00:00+08:00')
let count = 0
const fact = (kind: FactKind, data: FactData = {}, by = 'ann'): Fact => {
  const at = (start + (count += 1) * 60_000) as Instant
  return { id: `f${String(count).padStart(5, '0')}`, kind, happenedAt: at, recordedAt: at, by, data }
}
const situation = (facts: Fact[], attributes: FactData = { type: 'fault' }, filedForms: string[] = []) => ({ facts, agreementFacts: [], filedForms, attributes })
const needs = (kind: FactKind, of: ReturnType<typeof situation>, data: FactData = {}) => {
  const answer = mayRecord(plan, kind, data, of)
  return answer.yes ? [] : answer.because.map((block) => block.needs)
}

describe('status', () => {
  test('the whole way from the call to the closing, and back', () => {
    const way: [Fact, string][] = [
      [fact('ticket.registered'), 'new'], [fact('ticket.assigned', { to: 'bob' }), 'assigned'], [fact('ticket.accepted', {}, 'bob'), 'working'],
      [fact('ticket.paused', { reason: 'parts' }), 'paused'], [fact('ticket.resumed'), 'working'], [fact('ticket.resolved'), 'resolved'],
      [fact('ticket.confirmed'), 'confirmed'], [fact('ticket.closed'), 'closed'], [fact('ticket.reopened'), 'working'],
    ]
    way.forEach(([, status], index) => expect(statusOf(way.slice(0, index + 1).map(([one]) => one)).status).toBe(status))
    expect(statusOf(way.map(([one]) => one)).holderId).toBe('bob')
  })

  test('who declines holds nothing; a merged ticket names the other', () => {
    expect(statusOf([fact('ticket.assigned', { to: 'bob' }), fact('ticket.declined', {}, 'bob')])).toMatchObject({ status: 'new', holderId: null })
    expect(statusOf([fact('ticket.merged', { into: 't2' })])).toMatchObject({ status: 'merged', mergedInto: 't2' })
  })

  test('a pause names what it waits for; the end of one leaves the others, and of one that is not open is refused', () => {
    const facts = [fact('ticket.registered'), fact('ticket.paused', { reason: 'parts' }), fact('ticket.paused', { reason: 'customer' })]
    const waiting = statusOf(facts)
    expect(waiting).toMatchObject({ status: 'paused', pausedReason: 'customer', waitsFor: ['parts', 'customer'] })
    expect(pauseFault('ticket.paused', {}, waiting)).toBe('ticket.pause-reason')
    expect(pauseFault('ticket.paused', { reason: '' }, waiting)).toBe('ticket.pause-reason')
    expect(pauseFault('ticket.resumed', { reason: 'third-party' }, waiting)).toBe('ticket.not-waiting-for')
    expect(pauseFault('ticket.resumed', { reason: 'parts' }, waiting)).toBeNull()
    expect(pauseFault('ticket.resumed', {}, waiting)).toBeNull()
    expect(statusOf([...facts, fact('ticket.resumed', { reason: 'customer' })])).toMatchObject({ status: 'paused', pausedReason: 'parts' })
    expect(statusOf([...facts, fact('ticket.resumed')])).toMatchObject({ status: 'new', pausedReason: null, waitsFor: [] })
  })

  test('facts learned out of order give the same status', () => {
    const facts = [fact('ticket.assigned', { to: 'bob' }), fact('ticket.resolved'), fact('ticket.closed')]
    expect(statusOf(facts.toReversed())).toEqual(statusOf(facts))
  })
})

describe('steps and gates', () => {
  const registered = fact('ticket.registered', { type: 'fault' })
  const arranged = fact('ticket.arranged', { mode: 'phone' })
  const diagnosed = fact('diagnosis.made', { diagnosis: 'hardware' })

  test('P01-34 P01-35 P01-36 the seven steps are taken in their order', () => {
    expect(needs('diagnosis.made', situation([registered]), { diagnosis: 'hardware' })).toEqual(['ticket.arranged'])
    expect(needs('diagnosis.made', situation([registered, arranged]), { diagnosis: 'hardware' })).toEqual([])
  })

  test('P01-37 P01-38 the finding decides between the two middle steps', () => {
    const { steps } = readSteps(plan, [registered, arranged, diagnosed], { type: 'fault', diagnosis: 'hardware' })
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'next', 'skipped', 'waiting', 'waiting'])
  })

  test('P01-39 a fault is resolved only with the confirmation record', () => {
    expect(needs('ticket.resolved', situation([registered]))).toContain('P01-restore-confirmation')
    expect(needs('ticket.resolved', situation([registered], { type: 'fault' }, ['P01-restore-confirmation']))).toEqual([])
  })

  test('P01-40 a fault is closed only after the customer was told', () => {
    expect(needs('ticket.closed', situation([registered]))).toEqual(['ticket.feedback-given'])
    expect(needs('ticket.closed', situation([registered, fact('ticket.feedback-given')]))).toEqual([])
    expect(needs('ticket.closed', situation([registered], { type: 'complaint' }))).toEqual([])
  })

  test('P01-19 a unit taken out is sent only after the system was confirmed restored', () => {
    expect(needs('unit.shipped', situation([registered]))).toEqual(['ticket.confirmed'])
    expect(needs('unit.shipped', situation([registered]), { removed: false })).toEqual([])
  })

  test('what is closed says why', () => {
    const action = (facts: Fact[], verb: string) => availableActions(plan, statusOf(facts), situation(facts)).find((one) => one.verb === verb)
    expect(action([registered], 'close')).toMatchObject({ open: false, because: [{ code: 'gate.needs', clause: 'P01-40', needs: 'ticket.feedback-given' }] })
    expect(action([registered], 'reply')).toMatchObject({ open: true, because: [] })
    expect(action([registered, fact('ticket.closed')], 'reply')).toMatchObject({ open: false, because: [{ code: 'ticket.is-closed' }] })
  })
})

describe('severity', () => {
  test('P01-02 P01-03 P01-04 the answers propose the level and give the reason', () => {
    expect(proposeSeverity(plan.vocabulary, { interruptionMinutes: 10 })).toMatchObject({ severity: 'critical', reasons: [{ clause: 'P01-02' }] })
    expect(proposeSeverity(plan.vocabulary, { interruptionMinutes: 9, latentDanger: true })).toMatchObject({ severity: 'major' })
    expect(proposeSeverity(plan.vocabulary, { keyBusinessUnaffected: 'yes' })).toMatchObject({ severity: 'minor' })
    expect(proposeSeverity(plan.vocabulary, {})).toBeNull()
  })
})
