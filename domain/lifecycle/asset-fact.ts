// What may be told of one piece of equipment, and what such a tale must say. Moves, swaps, retirement, settings and cover have
// commands of their own, because more than a fact changes with them.
import type { FactData } from '../fact/fact.ts'
import { assetFactKinds } from '../fact/kinds.ts'

export type AssetFactKind = (typeof assetFactKinds)[number]

const byCommand = [
  'asset.moved', 'asset.swapped', 'asset.retired', 'settings.recorded', 'unit.replaced', 'cover.extended', 'cover.granted', 'cover.overridden',
] as const satisfies readonly AssetFactKind[]
export type ToldKind = Exclude<AssetFactKind, (typeof byCommand)[number]>
export const toldKinds = assetFactKinds.filter((kind): kind is ToldKind => !(byCommand as readonly string[]).includes(kind))

type Check = 'text' | 'number' | 'day' | readonly string[]
type Wish = { must?: Readonly<Record<string, Check>>; may?: Readonly<Record<string, Check>> }

const step = ['unpacking', 'delivery', 'installation', 'acceptance'] as const
const wishes: Partial<Record<AssetFactKind, Wish>> = {
  'serial.recorded': { must: { serial: 'text' }, may: { at: step } },
  'goods.checked': { must: { result: ['good', 'damaged', 'missing'] }, may: { counted: 'number' } },
  'trial.passed': { may: { test: 'text', until: 'day' } },
  'acceptance.signed': { may: { customer: 'text', vendor: 'text' } },
  'acceptance.preliminary': { may: { customer: 'text', vendor: 'text' } },
  'part.replaced': { must: { part: 'text' }, may: { oldSerial: 'text', newSerial: 'text' } },
  'card.issued': { may: { card: 'text' } },
  'card.returned': { may: { card: 'text' } },
  'product.sold': { may: { buyer: 'text', soldOn: 'day' } },
}

/** The first field that is missing or wrong; null when the data will do. Other fields are the plan's own and pass. */
export function faultOfAssetFact(kind: AssetFactKind, data: FactData): string | null {
  const { must = {}, may = {} } = wishes[kind] ?? {}
  const missing = Object.entries(must).find(([field, check]) => !fits(data[field], check))
  if (missing) return missing[0]
  return Object.entries(may).find(([field, check]) => data[field] !== undefined && data[field] !== null && !fits(data[field], check))?.[0] ?? null
}

function fits(value: FactData[string] | undefined, check: Check): boolean {
  if (check === 'number') return typeof value === 'number' && value >= 0
  if (typeof value !== 'string' || value.trim() === '') return false
  if (check === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(value)
  return check === 'text' || check.includes(value)
}
