import { expect, test } from 'vitest'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import { day } from '../time/day.ts'
import { instant } from '../time/instant.ts'
import type { CoverRule } from '../plan/plan.ts'
import { decideFreight } from './freight.ts'
import { decideStep, readReturn } from './return.ts'
import { daysInUse, isInTime, returnWindows } from './window.ts'

let n = 0
const fact = (kind: FactKind, data: FactData): Fact => {
  n += 1
  const at = instant(Date.UTC(2026, 5, 8) + n * 60_000)
  return { id: String(n), kind, happenedAt: at, recordedAt: at, by: null, data: { return: 'r', ...data } }
}
const plan = { approvals: [{ id: 'A', clause: 'X', title: { 'zh-TW': '', 'zh-CN': '', en: '' }, of: 'form', steps: ['boss'], records: { fact: 'return.decided' as const } }] }
const requested = (returnReason: string) => fact('return.requested', { returnReason })

test('who cannot use it is offered training before the goods are looked at', () => {
  const { state, steps } = readReturn(null, [requested('cannot-use')], 'r')
  expect([state, steps]).toEqual(['objection', ['explain', 'offer-training', 'insist']])
})

test('who insists is looked after at once', () => {
  expect(readReturn(null, [requested('insists')], 'r').steps).toEqual(['inspect'])
  expect(readReturn(null, [requested('cannot-use'), fact('answer.given', { offer: 'training' }), fact('ticket.reclassified', { returnReason: 'insists' })], 'r').steps).toEqual(['inspect'])
})

test('training is for those who cannot use it', () => {
  expect(decideStep({ state: 'objection', reason: 'unusable', isHumanDamage: false }, 'offer-training')).toEqual({ yes: false, because: ['return.no-training'] })
})

test('a no of the chain sends it back with its reason; the yes after it counts', () => {
  const sent = [requested('insists'), fact('part.appraised', {}), fact('approval.asked', { rule: 'A', approval: 'one' }), fact('approval.decided', { approval: 'one', yes: false, reason: 'why' })]
  expect(readReturn(plan, sent, 'r')).toMatchObject({ state: 'sent-back', refusedBecause: 'why' })
  const again = [...sent, fact('approval.asked', { rule: 'A', approval: 'two' }), fact('return.decided', { return: null, approval: 'two', decision: 'approved' })]
  expect(readReturn(plan, again, 'r').state).toBe('approved')
})

test('a no of another chain is not about the goods', () => {
  expect(readReturn(plan, [requested('insists'), fact('approval.asked', { rule: 'B', approval: 'b' }), fact('approval.decided', { approval: 'b', yes: false })], 'r').state).toBe('insisted')
})

test('damage by people closes the unconditional way, and only that one', () => {
  const settle = (reason: string) => decideStep({ state: 'approved', reason, isHumanDamage: true }, 'settle').yes
  expect([settle('unusable'), settle('insists')]).toEqual([false, true])
})

test('only an unpacking case is decided without a look', () => {
  const decide = (reason: string) => decideStep({ state: 'objection', reason, isHumanDamage: false }, 'decide').yes
  expect([decide('unpacking-defect'), decide('unusable')]).toEqual([true, false])
})

const rule = (length: string, more: Partial<CoverRule> = {}): CoverRule => ({
  id: 'w', clause: 'X', title: { 'zh-TW': '', 'zh-CN': '', en: '' }, component: 'product', start: ['goods.delivered'], length, remedy: 'return', pays: { parts: 'vendor', labour: 'vendor', travel: 'vendor' }, ...more,
})
const windows = (length: string, on: string, more: Partial<CoverRule> = {}) =>
  returnWindows([rule(length, more)], { on: day(on), startOf: () => day('2026-06-01'), contractEnd: day('2026-06-30'), attributes: { type: 'return' } })

test.each([
  ['7d', '2026-06-08', true], ['7d', '2026-06-09', false], ['1mo', '2026-07-01', true], ['1mo', '2026-07-02', false],
  ['contract', '2026-06-30', true], ['contract', '2026-07-01', false], ['lifetime', '2030-01-01', true], ['tbd', '2026-06-02', false],
])('within %s, asked on %s', (length, on, isOpen) => {
  expect(isInTime(windows(length, on))).toBe(isOpen)
})

test('counting from the next day gives one day more; an unset length says so', () => {
  expect(windows('7d', '2026-06-09', { startDay: 'next-day' })[0]).toMatchObject({ isOpen: true, lastDay: '2026-06-09' })
  expect(windows('tbd', '2026-06-02')[0]?.isUnset).toBe(true)
  expect([isInTime([]), daysInUse(day('2026-06-01'), day('2026-06-08'))]).toEqual([true, 7])
})

test('a quality reason is free for the dealer only once it is confirmed', () => {
  const dealers = [{ id: 'q', clause: 'Q', title: { 'zh-TW': '', 'zh-CN': '', en: '' }, kind: 'freight' as const, figures: { reason: 'quality', payer: 'company', confirmedBy: 'inspection' } },
    { id: 'd', clause: 'D', title: { 'zh-TW': '', 'zh-CN': '', en: '' }, kind: 'freight' as const, figures: { reason: 'dismantled', payer: 'dealer', labour: true } }]
  const pays = (reason: string, isConfirmed: boolean) => decideFreight({ dealers }, { reason, isConfirmed, freight: 100, restoringHours: 1.5, hourRate: 33 }).dealerPays
  expect([pays('quality', true), pays('quality', false), pays('dismantled', false), pays('other', false)]).toEqual([0, 100, 150, 100])
})
