import { expect, test } from 'vitest'
import { day } from '../time/day.ts'
import { appraise, isLate, nextReturnDay, takeBack } from './old-part.ts'

test.each([
  ['before the first date', '2026-03-01', '2026-06-30'], ['on the date itself', '2026-06-30', '2026-06-30'], ['the day after', '2026-07-01', '2026-12-15'], ['after both', '2026-12-20', '2027-06-30'],
])('an old part is due at the next yearly date: %s', (_, from, due) => {
  expect(nextReturnDay(['12-15', '06-30'], day(from))).toBe(due)
})

test('a plan without dates names no day, and 29 February is the end of February', () => {
  expect(nextReturnDay([null, 'later'], day('2026-01-01'))).toBeNull()
  expect(nextReturnDay(['02-29'], day('2026-01-01'))).toBe('2026-02-28')
})

test('an old part is returned once, then judged once, and each result has its own room', () => {
  const owed = { state: 'owed', returnBy: day('2026-06-30') } as const
  expect(takeBack(owed).yes).toBe(true)
  expect(takeBack({ ...owed, state: 'returned' })).toEqual({ yes: false, because: ['old-part.already-returned'] })
  expect(appraise(owed, 'usable', 'depot')).toEqual({ yes: false, because: ['old-part.not-returned'] })
  expect(appraise({ ...owed, state: 'appraised' }, 'usable', 'depot')).toEqual({ yes: false, because: ['old-part.already-appraised'] })
  expect(appraise({ ...owed, state: 'returned' }, 'scrap', 'depot')).toEqual({ yes: false, because: ['old-part.wrong-place'] })
  expect(appraise({ ...owed, state: 'returned' }, 'scrap', 'scrap').yes).toBe(true)
  expect(appraise({ ...owed, state: 'returned' }, 'usable', 'usable').yes).toBe(true)
})

test('it is late from the day after', () => {
  const owed = { state: 'owed', returnBy: day('2026-06-30') } as const
  expect([isLate(owed, day('2026-06-30')), isLate(owed, day('2026-07-01')), isLate({ ...owed, state: 'returned' }, day('2026-07-01'))]).toEqual([false, true, false])
})
