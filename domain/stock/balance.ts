// What lies where is never written down by itself: it is the sum of the moves. The stored balance is a copy of this sum.
import type { Condition, MoveKind } from './stock.ts'

/** One shelf: a part at a place, told apart by serial, batch and condition. An absent serial or batch is an empty text. */
export type Shelf = { part: string; place: string; serial: string; batch: string; condition: Condition }
export type Balance = Shelf & { onHand: number; reserved: number }

/** `from` and `to` are places; null is the world outside. What is reserved stays where it lies, so it has a `from` alone. */
export type Move = {
  kind: MoveKind; part: string; quantity: number; from: string | null; to: string | null; serial: string; batch: string
  condition: Condition
  /** The condition it has where it arrives. */
  becomes: Condition
}
export type Effect = Shelf & { onHand: number; reserved: number }

export const available = ({ onHand, reserved }: Pick<Balance, 'onHand' | 'reserved'>): number => onHand - reserved

export const shelfKey = ({ part, place, serial, batch, condition }: Shelf): string => JSON.stringify([part, place, condition, batch, serial])

export function effectsOf({ kind, part, quantity, from, to, serial, batch, condition, becomes }: Move): Effect[] {
  const shelf = { part, serial, batch }
  if (kind === 'reserve' || kind === 'release') {
    return from === null ? [] : [{ ...shelf, place: from, condition, onHand: 0, reserved: kind === 'reserve' ? quantity : -quantity }]
  }
  return [
    ...(from === null ? [] : [{ ...shelf, place: from, condition, onHand: -quantity, reserved: 0 }]),
    ...(to === null ? [] : [{ ...shelf, place: to, condition: becomes, onHand: quantity, reserved: 0 }]),
  ]
}

/** The balances after these moves, in the order of their keys; what stands at nothing is left out. */
export function balancesAfter(before: readonly Balance[], moves: readonly Move[]): Balance[] {
  const sums = new Map<string, Balance>(before.map((one) => [shelfKey(one), { ...one }]))
  for (const effect of moves.flatMap(effectsOf)) {
    const key = shelfKey(effect)
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, onHand: sum.onHand + effect.onHand, reserved: sum.reserved + effect.reserved } : { ...effect })
  }
  return [...sums].filter(([, { onHand, reserved }]) => onHand !== 0 || reserved !== 0).toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, sum]) => sum)
}
