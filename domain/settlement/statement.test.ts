import { expect, test } from 'vitest'
import { addDays } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { grades, isDowngrade, proposeGrade, scoreDealer } from './grade.ts'
import { byDistance, distanceKm, lackingHours } from './outlet.ts'
import { bookingKinds, owedOffsets, settle } from './statement.ts'
import type { Booking, PayableClaim, Period } from './statement.ts'
import { deemedSoldOn, freightOf } from './stock.ts'

let seed = 11
const next = (below: number) => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((seed / 2_147_483_648) * below) }
const start = '2026-01-01' as Day
const months: readonly Period[] = [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28'], ['2026-03-01', '2026-03-31']].map(([from, until]) => ({ from: from as Day, until: until as Day }))

function someWorld(): { claims: PayableClaim[]; bookings: Booking[] } {
  const claims = Array.from({ length: next(12) }, (_, n) => ({ id: `c${n}`, minor: next(100_000), confirmedOn: addDays(start, next(90)), isReversed: next(5) === 0 }))
  const free = bookingKinds.filter((kind) => kind !== 'offset')
  const bookings: Booking[] = Array.from({ length: next(20) }, (_, n) => ({ id: `b${n}`, kind: free[next(free.length)]!, on: addDays(start, next(90)), minor: next(200_000) - 100_000, claimId: null }))
  const already = claims.filter(({ isReversed }) => !isReversed && next(3) === 0).map(({ id, minor, confirmedOn }) => ({ id: `x${id}`, kind: 'offset' as const, on: confirmedOn, minor: -minor, claimId: id }))
  return { claims, bookings: [...bookings, ...already] }
}

// Slow and obvious: day by day, one booking at a time.
function slowClosing(claims: readonly PayableClaim[], bookings: readonly Booking[], until: Day): number {
  let balance = 0
  for (let on = start; on <= until; on = addDays(on, 1)) for (const booking of bookings) if (booking.on === on) balance += booking.minor
  for (const claim of claims) {
    const isPaid = bookings.some(({ kind, claimId }) => kind === 'offset' && claimId === claim.id)
    if (!claim.isReversed && !isPaid && claim.confirmedOn <= until) balance -= claim.minor
  }
  return balance
}

test('opening plus the lines is the closing, and the closing is what the slow count gives', () => {
  for (let round = 0; round < 300; round += 1) {
    const { claims, bookings } = someWorld()
    for (const period of months) {
      const { opening, lines, closing } = settle(claims, bookings, period)
      expect(opening + lines.reduce((sum, { minor }) => sum + minor, 0)).toBe(closing)
      expect(closing).toBe(slowClosing(claims, bookings.filter(({ on }) => on <= period.until), period.until) - unpaidTwice(claims, bookings, period))
    }
  }
})

// An offset booked after the period must not be offset in it as well.
const unpaidTwice = (claims: readonly PayableClaim[], bookings: readonly Booking[], { until }: Period) => -claims
  .filter((claim) => !claim.isReversed && claim.confirmedOn <= until && bookings.some(({ kind, claimId, on }) => kind === 'offset' && claimId === claim.id && on > until))
  .reduce((sum, { minor }) => sum + minor, 0)

test('settling twice changes nothing, and the order in which things are read does not matter', () => {
  for (let round = 0; round < 300; round += 1) {
    const { claims, bookings } = someWorld()
    const [period] = months as [Period]
    const once = settle(claims, bookings, period)
    const booked = [...bookings, ...owedOffsets(claims, bookings, period)]
    expect(owedOffsets(claims, booked, period)).toEqual([])
    expect(settle(claims, booked, period)).toEqual(once)
    expect(settle([...claims].reverse(), [...bookings].reverse(), period)).toEqual(once)
  }
})

test('months settled one after the other carry on where the last one closed', () => {
  for (let round = 0; round < 200; round += 1) {
    const { claims, bookings } = someWorld()
    let ledger = bookings
    let before: number | null = null
    for (const period of months) {
      const statement = settle(claims, ledger, period)
      if (before !== null) expect(statement.opening).toBe(before)
      before = statement.closing
      ledger = [...ledger, ...owedOffsets(claims, ledger, period)]
    }
  }
})

test('a claim listed twice is offset once, a reversed one never', () => {
  const claim = { id: 'c', minor: 500, confirmedOn: start, isReversed: false }
  expect(owedOffsets([claim, claim], [], months[0]!)).toHaveLength(1)
  expect(owedOffsets([{ ...claim, isReversed: true }], [], months[0]!)).toEqual([])
})

test('goods count as sold the day after the second whole season, and only seasons begun after delivery count', () => {
  const seasons = [['2025-03-01', '2025-06-30'], ['2025-09-01', '2025-11-30'], ['2026-03-01', '2026-06-30']].map(([from, until]) => ({ from: from as Day, until: until as Day }))
  expect(deemedSoldOn('2025-02-28' as Day, seasons, 2)).toBe('2025-12-01')
  expect(deemedSoldOn('2025-03-01' as Day, seasons, 2)).toBe('2025-12-01')
  expect(deemedSoldOn('2025-03-02' as Day, seasons, 2)).toBe('2026-07-01')
  expect(deemedSoldOn('2025-09-02' as Day, seasons, 2)).toBeNull()
})

test('the reason says who pays the freight; the company only pays for what inspection confirms', () => {
  const rules = [{ clause: '26', reason: 'quality', payer: 'company' as const, confirmedBy: 'inspection', labour: false }, { clause: '27', reason: 'dismantled', payer: 'dealer' as const, confirmedBy: null, labour: true }]
  expect(freightOf(rules, 'quality', true)).toEqual({ yes: true, payer: 'company', labour: false, clause: '26' })
  expect(freightOf(rules, 'quality', false)).toEqual({ yes: false, because: 'not-confirmed', clause: '26' })
  expect(freightOf(rules, 'dismantled', false)).toEqual({ yes: true, payer: 'dealer', labour: true, clause: '27' })
  expect(freightOf(rules, 'other', true)).toMatchObject({ yes: false, because: 'reason-unknown' })
})

test('the score is the mean of what was asked, fraud brings the grade down whatever the score', () => {
  const work = { cards: { inTime: 9, all: 10 }, claims: { inScope: 4, judged: 4 }, tasks: { inTime: 0, all: 0 }, unfounded: 1, frauds: 0 }
  expect(scoreDealer(work)).toEqual({ cards: 90, claims: 100, tasks: 100, score: 92 })
  expect(proposeGrade('B', work)).toEqual({ grade: 'A', award: false, because: 'score' })
  expect(proposeGrade('A', { ...work, frauds: 1 })).toEqual({ grade: 'B', award: false, because: 'fraud' })
  expect(grades.map((to) => isDowngrade('B', to))).toEqual([false, false, true, true])
})

test('the nearest outlet comes first, and one without a telephone or enough hours is named', () => {
  const taipei = { latitude: 25.033, longitude: 121.565 }
  const kaohsiung = { latitude: 22.627, longitude: 120.301 }
  const outlets = [{ name: 'south', phone: '1', hours: 24, place: kaohsiung }, { name: 'north', phone: '', hours: 24, place: taipei }, { name: 'day', phone: '2', hours: 12, place: null }]
  expect(byDistance(outlets, taipei).map(({ outlet }) => outlet.name)).toEqual(['north', 'south'])
  expect(distanceKm(taipei, kaohsiung)).toBeCloseTo(296.5, -1)
  expect(lackingHours(outlets, 24).map(({ name }) => name)).toEqual(['north', 'day'])
})
