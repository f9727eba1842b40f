// What a dealer owes is the sum of its bookings and nothing else. A month's statement opens with everything before the month,
// lists the month, and closes with the sum; confirmed claims that were not yet set against the debt are set against it here, once.
import type { Day } from '../time/day.ts'

export const bookingKinds = ['goods', 'payment', 'offset', 'reversal', 'freight', 'labour', 'deemed-sold', 'correction'] as const
export type BookingKind = (typeof bookingKinds)[number]

/** Positive: the dealer owes it. Money in minor units. */
export type Booking = { id: string; kind: BookingKind; on: Day; minor: number; claimId: string | null }
export type PayableClaim = { id: string; minor: number; confirmedOn: Day; isReversed: boolean }
/** First and last day, both inside. */
export type Period = { from: Day; until: Day }
export type Statement = { opening: number; lines: readonly Booking[]; closing: number; offset: number }

/** Confirmed on or before the last day, not reversed, never offset: each once. Booked on the last day of the month. */
export function owedOffsets(claims: readonly PayableClaim[], bookings: readonly Booking[], { until }: Period): Booking[] {
  const paid = new Set(bookings.flatMap(({ kind, claimId }) => (kind === 'offset' && claimId !== null ? [claimId] : [])))
  const owed = new Map(claims.filter(({ id, confirmedOn, isReversed }) => !isReversed && confirmedOn <= until && !paid.has(id)).map((claim) => [claim.id, claim]))
  return [...owed.values()].map(({ id, minor }) => ({ id: `offset:${id}`, kind: 'offset' as const, on: until, minor: -minor, claimId: id })).sort(byDay)
}

export function settle(claims: readonly PayableClaim[], bookings: readonly Booking[], period: Period): Statement {
  const all = [...bookings, ...owedOffsets(claims, bookings, period)].sort(byDay)
  const opening = sumOf(all.filter(({ on }) => on < period.from))
  const lines = all.filter(({ on }) => on >= period.from && on <= period.until)
  return { opening, lines, closing: opening + sumOf(lines), offset: 0 - sumOf(lines.filter(({ kind }) => kind === 'offset')) }
}

const sumOf = (bookings: readonly Booking[]) => bookings.reduce((sum, { minor }) => sum + minor, 0)
const byDay = (a: Booking, b: Booking) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
