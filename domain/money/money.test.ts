import { describe, expect, test } from 'vitest'
import { allocate, share, sumOf, taxRates, withTax } from './money.ts'

// A small generator with a seed: the same cases in every run.
function random(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % (most + 1)
  }
}

describe('one rounding, half away from zero', () => {
  test.each([
    [1, 1, 2, 1], [-1, 1, 2, -1], [1, 1, 3, 0], [2, 1, 3, 1], [5, 1, 10, 1], [4, 1, 10, 0], [-5, 1, 10, -1], [1000, 95, 60, 1583], [0, 7, 9, 0], [-1, 1, 3, 0],
  ])('%i × %i / %i = %i', (amount, by, of, expected) => expect(share(amount, by, of)).toBe(expected))

  test('large sums keep every unit', () => expect(share(9_007_199_254_740_991, 1, 1)).toBe(9_007_199_254_740_991))
  test('a fraction of a unit is a mistake of the caller', () => expect(() => share(0.5, 1, 1)).toThrow())
})

describe('tax of a line', () => {
  test.each([
    // 1,000 NT$ without tax; 1,050 with it; 100.00 yuan at each rate
    [1000, 500, false, { net: 1000, tax: 50, gross: 1050 }], [1050, 500, true, { net: 1000, tax: 50, gross: 1050 }], [999, 500, false, { net: 999, tax: 50, gross: 1049 }],
    [10_000, 1300, false, { net: 10_000, tax: 1300, gross: 11_300 }], [10_000, 1300, true, { net: 8850, tax: 1150, gross: 10_000 }],
    [10_000, 900, true, { net: 9174, tax: 826, gross: 10_000 }], [10_000, 600, true, { net: 9434, tax: 566, gross: 10_000 }], [10_000, 300, true, { net: 9709, tax: 291, gross: 10_000 }],
    [10_000, 0, true, { net: 10_000, tax: 0, gross: 10_000 }],
  ])('%i at %i, included %s', (amount, rate, isIncluded, expected) => expect(withTax(amount, rate, isIncluded)).toEqual(expected))
})

describe('nothing is made and nothing is lost', () => {
  const next = random(20_260_608)
  const cases = Array.from({ length: 400 }, () => ({ total: next(10_000_000) - 5_000_000, weights: Array.from({ length: 1 + next(9) }, () => next(1000)).concat(1) }))

  test('parts give back their total, each within one unit of its exact share', () => {
    for (const { total, weights } of cases) {
      const parts = allocate(total, weights)
      const sum = weights.reduce((all, weight) => all + weight, 0)
      expect(parts.reduce((all, part) => all + part, 0)).toBe(total)
      parts.forEach((part, index) => expect(Math.abs(part - (total * weights[index]!) / sum)).toBeLessThan(1))
    }
  })

  test('net and tax of every line and of every sum give the gross', () => {
    for (const rate of [...taxRates.CNY, ...taxRates.TWD]) {
      const lines = cases.flatMap(({ total }) => [withTax(total, rate, true), withTax(total, rate, false)])
      for (const { net, tax, gross } of [...lines, sumOf(lines)]) expect(net + tax).toBe(gross)
    }
  })

  test('weights of nothing cannot divide anything', () => expect(() => allocate(100, [0, 0])).toThrow())
})
