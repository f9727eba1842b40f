// Money is whole minor units of one currency. There is one rounding, half away from zero, and one order: the line first, then the sum.
export type Currency = 'TWD' | 'CNY'
/** Basis points: 500 is 5 %. */
export type TaxRate = number
export type Taxed = { net: number; tax: number; gross: number }

/** The rates a line may carry. Taiwan knows one rate and zero, the mainland four and zero. */
export const taxRates: Readonly<Record<Currency, readonly TaxRate[]>> = { TWD: [500, 0], CNY: [1300, 900, 600, 300, 0] }

/** `amount × by / of`, half away from zero: the one rounding of the product. */
export function share(amount: number, by: number, of: number): number {
  if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(by) || !Number.isSafeInteger(of) || of <= 0) throw new Error(`not whole units: ${amount} × ${by} / ${of}`)
  const product = BigInt(amount) * BigInt(by)
  const size = product < 0n ? -product : product
  const rounded = Number((2n * size + BigInt(of)) / (2n * BigInt(of)))
  return product < 0n && rounded !== 0 ? -rounded : rounded
}

/** Tax of one line. An amount that includes it is divided so that net and tax give it back to the last unit. */
export function withTax(amount: number, rate: TaxRate, isIncluded: boolean): Taxed {
  if (isIncluded) {
    const net = share(amount, 10_000, 10_000 + rate)
    return { net, tax: amount - net, gross: amount }
  }
  const tax = share(amount, rate, 10_000)
  return { net: amount, tax, gross: amount + tax }
}

/** Divides a total by weights so that the parts give it back: the largest remainders take the units left over, the first of equals first. */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (weights.length === 0 || sum <= 0 || weights.some((weight) => weight < 0)) throw new Error('weights must add up to more than nothing')
  const size = BigInt(Math.abs(total))
  const exact = weights.map((weight) => size * BigInt(weight))
  const parts = exact.map((value) => value / BigInt(sum))
  const left = Number(size - parts.reduce((all, part) => all + part, 0n))
  const byRemainder = exact.map((value, index) => ({ index, rest: value % BigInt(sum) })).sort((one, other) => Number(other.rest - one.rest) || one.index - other.index)
  const taken = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return parts.map((part, index) => {
    const value = Number(part) + (taken.has(index) ? 1 : 0)
    return total < 0 && value !== 0 ? -value : value
  })
}

export const sumOf = (lines: readonly Taxed[]): Taxed => lines.reduce((all, { net, tax, gross }) =>
  ({ net: all.net + net, tax: all.tax + tax, gross: all.gross + gross }), { net: 0, tax: 0, gross: 0 })
