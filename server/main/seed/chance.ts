// Chance that can be repeated: the same seed gives the same choices and the same ids.
import type { Instant } from '#domain/time/instant.ts'

export type Chance = {
  /** 0 up to 1. */
  next: () => number
  whole: (from: number, until: number) => number
  pick: <T>(list: readonly T[]) => T
  /** An id as the product makes them: ordered by its moment, and after all earlier ones of that moment. */
  id: (at: Instant) => string
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  let count = 0
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const next = () => bits() / 0x1_0000_0000
  const whole = (from: number, until: number) => from + Math.floor(next() * (until - from))
  return {
    next, whole,
    pick: (list) => list[whole(0, list.length)]!,
    id: (at) => {
      count = (count + 1) % 0x1_0000_0000
      const [time, order] = [hex(at, 12), hex(count, 8)]
      return `${time.slice(0, 8)}-${time.slice(8)}-7${order.slice(0, 3)}-8${order.slice(3, 6)}-${order.slice(6)}${hex(bits(), 8)}${hex(bits() & 0xff, 2)}`
    },
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
