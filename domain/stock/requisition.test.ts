import { expect, test } from 'vitest'
import { day } from '../time/day.ts'
import { seasonPlanDue, stepRequisition } from './requisition.ts'
import { requisitionStates } from './stock.ts'

test('a requisition goes from asked to received without skipping a step, and ends once', () => {
  const allowed = requisitionStates.flatMap((state) => (['approve', 'refuse', 'issue', 'receive', 'cancel'] as const)
    .filter((step) => stepRequisition({ state, requestedBy: 'a' }, step, 'b').yes).map((step) => `${state} ${step}`))
  expect(allowed).toEqual(['requested approve', 'requested refuse', 'requested cancel', 'approved issue', 'approved cancel', 'issued receive'])
})

test('nobody approves their own request; what the house asked for needs no second person', () => {
  expect(stepRequisition({ state: 'requested', requestedBy: 'a' }, 'approve', 'a')).toEqual({ yes: false, because: ['requisition.same-person'] })
  expect(stepRequisition({ state: 'requested', requestedBy: null }, 'approve', null).yes).toBe(true)
})

test('a parts plan is due thirty days before the season', () => {
  expect(seasonPlanDue(day('2026-09-01'), 30)).toBe('2026-08-02')
})
