import { describe, expect, test } from 'vitest'
import type { Fact, FactData } from '../fact/fact.ts'
import type { Approval } from '../plan/plan.ts'
import type { Instant } from '../time/instant.ts'
import { countsAsFiled, missingFor, newestOf, readApprovals } from './approval.ts'
import { objectionTo } from './decide.ts'

const title = { 'zh-TW': '核准', 'zh-CN': '审批', en: 'Approval' }
const chain = (more: Partial<Approval> = {}): Approval => ({ id: 'A', clause: 'P14-11', title, of: 'sheet', steps: ['first', 'second'], ...more })
const fact = (n: number, kind: Fact['kind'], data: FactData, by = 'asker'): Fact => ({ id: String(n), kind, happenedAt: n as Instant, recordedAt: n as Instant, by, data })
const asked = fact(1, 'approval.asked', { approval: 'x', rule: 'A', form: 'sheet' })
const says = (n: number, yes: boolean, by: string, reason = '') => fact(n, 'approval.decided', { approval: 'x', yes, reason }, by)
const read = (rule: Approval, ...decisions: Fact[]) => readApprovals({ approvals: [rule] }, [asked, ...decisions])[0]!

describe('a chain of seats', () => {
  test.each([
    ['nobody has decided', [], 'pending', 'first', ['next', 'waiting']],
    ['the first agreed', [says(2, true, 'a')], 'pending', 'second', ['done', 'next']],
    ['both agreed', [says(2, true, 'a'), says(3, true, 'b')], 'approved', null, ['done', 'done']],
    ['the first refused', [says(2, false, 'a')], 'refused', null, ['refused', 'waiting']],
    ['the second refused', [says(2, true, 'a'), says(3, false, 'b')], 'refused', null, ['done', 'refused']],
  ] as const)('%s', (_, decisions, state, seat, steps) => {
    const reading = read(chain(), ...decisions)
    expect([reading.state, reading.seat, reading.steps.map((step) => step.state)]).toEqual([state, seat, steps])
  })

  test.each([
    ['both agree: the third is not asked', [true, true], 'approved', null],
    ['they differ: the third decides', [true, false], 'pending', 'third'],
    ['they differ, the third agrees', [true, false, true], 'approved', null],
    ['they differ, the third refuses', [true, false, false], 'refused', null],
    ['the first refuses at once: nothing differs', [false], 'refused', null],
  ] as const)('differing results: %s', (_, answers, state, seat) => {
    const reading = read(chain({ differing: 'third' }), ...answers.map((yes, index) => says(index + 2, yes, `p${index}`)))
    expect([reading.state, reading.seat]).toEqual([state, seat])
  })

  test('asked again after a refusal, the newest chain decides', () => {
    const again = fact(5, 'approval.asked', { approval: 'y', rule: 'A' })
    const readings = readApprovals({ approvals: [chain()] }, [asked, says(2, false, 'a'), again])
    expect(newestOf(readings, 'A')).toMatchObject({ id: 'y', state: 'pending' })
  })
})

test('what the last yes records, and a form under approval, count only after it', () => {
  const plan = { approvals: [chain({ records: { fact: 'ticket.approved', data: { kind: 'sheet' } } })] }
  const before = [asked, says(2, true, 'a')]
  const after = [...before, says(3, true, 'b')]
  expect(missingFor(plan, 'ticket.approved', { kind: 'sheet' }, before).map(({ id }) => id)).toEqual(['A'])
  expect(missingFor(plan, 'ticket.approved', { kind: 'other' }, before)).toEqual([])
  expect(missingFor(plan, 'ticket.approved', { kind: 'sheet' }, after)).toEqual([])
  expect([countsAsFiled(plan, 'sheet', 'ticket.assigned', before), countsAsFiled(plan, 'sheet', 'ticket.assigned', after), countsAsFiled(plan, 'free', 'ticket.assigned', [])]).toEqual([false, true, true])
  expect(countsAsFiled(plan, 'sheet', 'ticket.approved', before)).toBe(true)
})

const yes = { yes: true, reason: null, signedBy: null }
test.each([
  ['of the seat', read(chain()), { id: 'p', seats: ['first'] }, yes, null],
  ['of another seat', read(chain()), { id: 'p', seats: ['second'] }, yes, 'approval.not-your-seat'],
  ['who decided the step before', read(chain(), says(2, true, 'p')), { id: 'p', seats: ['second'] }, yes, 'approval.decided-before'],
  ['without a reason for the no', read(chain()), { id: 'p', seats: ['first'] }, { ...yes, yes: false }, 'approval.reason-missing'],
  ['after the end', read(chain(), says(2, false, 'a')), { id: 'p', seats: ['second'] }, yes, 'approval.closed'],
  ['who writes for an owner without the name', read(chain({ steps: ['owner'] })), { id: 'p', seats: [] }, yes, 'approval.signer-missing'],
  ['who writes for an owner with the name', read(chain({ steps: ['owner'] })), { id: 'p', seats: [] }, { ...yes, signedBy: '王業主' }, null],
] as const)('one %s', (_, reading, decider, wish, expected) => {
  expect(objectionTo(reading, decider, wish)).toBe(expected)
})
