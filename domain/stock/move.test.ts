import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balancesAfter, effectsOf } from './balance.ts'
import type { Balance, Move } from './balance.ts'
import { move, moveAll } from './move.ts'
import type { Wish } from './move.ts'
import { conditions, moveKinds } from './stock.ts'

const shelf = (over: Partial<Balance>): Balance => ({ part: 'p', place: 'A', serial: '', batch: '', condition: 'new', onHand: 0, reserved: 0, ...over })
const wish = (over: Partial<Wish>): Wish => ({ kind: 'issue', part: 'p', quantity: 1, from: 'A', to: null, ...over })

describe('a move', () => {
  test('takes no more than is free: what others reserved stays', () => {
    const balances = [shelf({ onHand: 5, reserved: 3 })]
    expect(move(balances, wish({ quantity: 2 })).yes).toBe(true)
    expect(move(balances, wish({ quantity: 3 }))).toEqual({ yes: false, because: ['stock.short'] })
  })

  test('takes new before usable and the oldest batch first, never scrap', () => {
    const balances = [shelf({ batch: '2', onHand: 2 }), shelf({ batch: '1', onHand: 1 }), shelf({ condition: 'usable', onHand: 1 }), shelf({ condition: 'scrap', onHand: 9 })]
    const decision = move(balances, wish({ quantity: 4 }))
    expect(decision.yes && decision.moves.map(({ batch, condition, quantity }) => [batch, condition, quantity])).toEqual([['1', 'new', 1], ['2', 'new', 2], ['', 'usable', 1]])
    expect(move(balances, wish({ quantity: 5 })).yes).toBe(false)
  })

  test('goes below zero only with the right to, and a reservation never does', () => {
    expect(move([], wish({ quantity: 2 })).yes).toBe(false)
    expect(move([], wish({ quantity: 2, mayOverdraw: true }))).toMatchObject({ yes: true, moves: [{ quantity: 2 }] })
    expect(move([], wish({ kind: 'reserve', quantity: 2, mayOverdraw: true })).yes).toBe(false)
  })

  test.each([
    ['nothing', { quantity: 0 }, 'stock.quantity'], ['half a piece', { quantity: 1.5 }, 'stock.quantity'], ['to itself', { kind: 'transfer', to: 'A' }, 'stock.direction'],
    ['received from a place', { kind: 'receive', to: 'B' }, 'stock.direction'], ['counted both ways', { kind: 'count', to: 'B' }, 'stock.direction'],
    ['released without reservation', { kind: 'release' }, 'stock.not-reserved'],
  ] as const)('of %s is refused', (_, over, code) => {
    expect(move([shelf({ onHand: 9 })], wish(over as Partial<Wish>))).toEqual({ yes: false, because: [code] })
  })

  test('of a serial: one piece, named on arrival, in one place only', () => {
    const here = [shelf({ serial: 'S1', onHand: 1 })]
    const receive = { kind: 'receive', from: null, to: 'B', isSerial: true } as const
    expect(move(here, wish({ ...receive, serial: 'S1' }))).toEqual({ yes: false, because: ['stock.serial-elsewhere'] })
    expect(move(here, wish(receive))).toEqual({ yes: false, because: ['stock.serial-needed'] })
    expect(move(here, wish({ ...receive, serial: 'S2', quantity: 2 }))).toEqual({ yes: false, because: ['stock.quantity'] })
    expect(move(here, wish({ ...receive, serial: 'S2' })).yes).toBe(true)
    expect(move(here, wish({ isSerial: true, serial: 'S2', mayOverdraw: true })).yes).toBe(false)
  })

  test('to scrap changes the condition on the way', () => {
    expect(move([shelf({ onHand: 1 })], wish({ kind: 'scrap', to: 'Z' }))).toMatchObject({ moves: [{ condition: 'new', becomes: 'scrap', from: 'A', to: 'Z' }] })
  })
})

// The slow way: each piece is an object with a place.
type Piece = { part: string; place: string; batch: string; condition: string }
function slowly(moves: readonly Move[]): Piece[] {
  const pieces: Piece[] = []
  for (const { kind, part, quantity, from, to, batch, condition, becomes } of moves) {
    if (kind === 'reserve' || kind === 'release') continue
    for (let n = 0; n < quantity; n += 1) {
      const found = from === null ? -1 : pieces.findIndex((one) => one.part === part && one.place === from && one.batch === batch && one.condition === condition)
      if (from !== null && found < 0) throw new Error('a piece was taken that was not there')
      if (found >= 0) pieces.splice(found, 1)
      if (to !== null) pieces.push({ part, place: to, batch, condition: becomes })
    }
  }
  return pieces
}

const wishes = fc.record({
  kind: fc.constantFrom(...moveKinds), part: fc.constant('p'), quantity: fc.integer({ min: 1, max: 5 }), from: fc.constantFrom('A', 'B', null), to: fc.constantFrom('A', 'B', 'C', null),
  batch: fc.constantFrom(undefined, '', 'b1'), condition: fc.constantFrom(undefined, ...conditions),
}) as fc.Arbitrary<Wish>

const delivered: Wish[] = ['A', 'B'].map((to) => wish({ kind: 'receive', from: null, to, quantity: 5, ...(to === 'B' && { batch: 'b1' }) }))

test('whatever is asked in whatever order: no piece is lost or made from nothing, no balance falls below zero, and none is promised twice', () => {
  let taken = 0
  fc.assert(fc.property(fc.array(wishes, { minLength: 10, maxLength: 40 }), (asked) => {
    const history: Move[] = []
    let balances: Balance[] = []
    let lost = false
    for (const one of [...delivered, ...asked]) {
      const decision = move(balances, one)
      if (!decision.yes) continue
      taken += 1
      expect(decision.moves.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(one.quantity)
      history.push(...decision.moves)
      balances = balancesAfter(balances, decision.moves)
      // Only a count may find less than is promised.
      lost ||= one.kind === 'count'
      for (const { onHand, reserved } of balances) expect([onHand >= 0, reserved >= 0, reserved <= onHand || lost]).toEqual([true, true, true])
    }
    const pieces = slowly(history)
    expect(balances.reduce((sum, { onHand }) => sum + onHand, 0)).toBe(pieces.length)
    for (const { place, batch, condition, onHand } of balances) {
      expect(pieces.filter((one) => one.place === place && one.batch === batch && one.condition === condition)).toHaveLength(onHand)
    }
    expect(balancesAfter([], history)).toEqual(balances)
  }), { seed: 11, numRuns: 400 })
  expect(taken).toBeGreaterThan(500)
})

test('several wishes see what the one before left, and all fall together', () => {
  const start = [shelf({ onHand: 3 })]
  expect(moveAll(start, [wish({ quantity: 2 }), wish({ quantity: 1 })])).toMatchObject({ yes: true })
  expect(moveAll(start, [wish({ quantity: 2 }), wish({ quantity: 2 })])).toEqual({ yes: false, because: ['stock.short'] })
  expect(effectsOf({ kind: 'reserve', part: 'p', quantity: 1, from: null, to: null, serial: '', batch: '', condition: 'new', becomes: 'new' })).toEqual([])
})
