// A promise that starts when another breaks must not, over any number of steps, wait for itself; nor may a term of cover.
import { mistake } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Plan } from './plan.ts'
import type { Trigger } from './promise-rule.ts'

export function checkChains(plan: Plan): Finding[] {
  const waits = new Map(plan.promises.map(({ id, on }) => [id, listed(on).flatMap((trigger) => ('promise' in trigger ? [trigger.promise] : []))]))
  const terms = new Map(plan.cover.map(({ id, after }) => [id, after === undefined ? [] : [after]]))
  return [
    ...plan.promises.flatMap(({ id }, index) => (isInCircle(id, waits) ? [mistake(['promises', index, 'on'], 'promise-circle', { id })] : [])),
    ...plan.cover.flatMap(({ id }, index) => (isInCircle(id, terms) ? [mistake(['cover', index, 'after'], 'cover-circle', { id })] : [])),
  ]
}

const listed = (on: Trigger | readonly Trigger[]): readonly Trigger[] => (Array.isArray(on) ? on : [on as Trigger])

function isInCircle(start: string, next: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>()
  const open = [...(next.get(start) ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === start) return true
    if (!seen.has(at)) open.push(...(next.get(at) ?? []))
    seen.add(at)
  }
  return false
}
