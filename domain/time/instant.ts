// A moment of the world, the same in every zone: whole milliseconds since 1970 UTC. A length is whole milliseconds too.
declare const instantBrand: unique symbol
declare const durationBrand: unique symbol
export type Instant = number & { readonly [instantBrand]: true }
export type Duration = number & { readonly [durationBrand]: true }

/** Half-open: `from` belongs to it, `until` does not. */
export type TimeSpan = { readonly from: Instant; readonly until: Instant }

// A text without an offset names no moment: it needs a zone first.
export function instant(value: string | number): Instant {
  const ms = typeof value === 'number' ? value : withOffset.test(value) ? Date.parse(value) : NaN
  if (!Number.isFinite(ms)) throw new Error(`not a moment: ${value}`)
  return Math.trunc(ms) as Instant
}

/** UTC with 'Z'; milliseconds only where there are some. */
export function toIso(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

export function milliseconds(amount: number): Duration {
  return Math.round(amount) as Duration
}

export const seconds = (amount: number): Duration => milliseconds(amount * 1000)
export const minutes = (amount: number): Duration => milliseconds(amount * 60_000)
export const hours = (amount: number): Duration => milliseconds(amount * 3_600_000)

export const later = (at: Instant, by: Duration): Instant => (at + by) as Instant
export const earlier = (at: Instant, by: Duration): Instant => (at - by) as Instant
/** Negative when `until` comes first. */
export const between = (from: Instant, until: Instant): Duration => (until - from) as Duration
export const sum = (one: Duration, other: Duration): Duration => (one + other) as Duration
export const minus = (one: Duration, other: Duration): Duration => (one - other) as Duration

const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/
