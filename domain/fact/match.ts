// When a rule speaks of a fact: its kind, and what must be true of its data or of the subject at that time.
import type { FactData, Scalar } from './fact.ts'
import type { FactKind } from './kinds.ts'

export type Comparison = { gte?: number; gt?: number; lte?: number; lt?: number; not?: Scalar | readonly Scalar[]; given?: boolean }
export type Condition = Scalar | readonly Scalar[] | Comparison
export type Match = Readonly<Record<string, Condition>>
export type FactMatch = { fact: FactKind; when?: Match }

/** Every named field must satisfy its condition. A field is looked up in the fact first, then in the subject. */
export function matches(match: Match | undefined, data: FactData, attributes: FactData = {}): boolean {
  if (!match) return true
  return Object.entries(match).every(([field, condition]) => satisfies(condition, data[field] ?? attributes[field] ?? null))
}

type Value = Scalar | readonly string[]

function satisfies(condition: Condition, value: Value): boolean {
  if (condition === null || typeof condition !== 'object') return holds(value, condition)
  if (isList(condition)) return condition.some((one) => holds(value, one))
  return compares(condition, value)
}

function compares(condition: Comparison, value: Value): boolean {
  if (condition.given !== undefined && condition.given !== (value !== null && value !== '')) return false
  if (condition.not !== undefined && satisfies(condition.not, value)) return false
  return bounds.every(([key, within]) => {
    const limit = condition[key]
    return limit === undefined || (typeof value === 'number' && within(value, limit))
  })
}

const bounds = [
  ['gte', (value: number, limit: number) => value >= limit],
  ['gt', (value: number, limit: number) => value > limit],
  ['lte', (value: number, limit: number) => value <= limit],
  ['lt', (value: number, limit: number) => value < limit],
] as const

const isList = (condition: object): condition is readonly Scalar[] => Array.isArray(condition)

// A field that holds a list satisfies a word when the list has it.
const holds = (value: Value, wanted: Scalar) => (Array.isArray(value) ? value.includes(String(wanted)) : value === wanted)
