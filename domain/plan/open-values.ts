// What the signed words leave blank. A plan with such gaps cannot be activated: each is filled, or openly waived ('none').
import type { Plan } from './plan.ts'
import type { Text } from './words.ts'

export type OpenValue = { path: (string | number)[]; clause: string; title: Text; kind: 'span' | 'value' }

export function openValues(plan: Plan): OpenValue[] {
  return [...blankValues(plan), ...spansIn(plan, [], { clause: '', title: plan.title })]
}

const blankValues = ({ values }: Plan): OpenValue[] =>
  values.flatMap(({ value, waived, clause, title }, index) => (value === null && waived === undefined ? [{ path: ['values', index, 'value'], clause, title, kind: 'value' as const }] : []))

type Owner = { clause: string; title: Text }

function spansIn(node: unknown, path: (string | number)[], owner: Owner): OpenValue[] {
  if (node === 'tbd') return [{ path, ...owner, kind: 'span' }]
  if (node === null || typeof node !== 'object') return []
  const own = 'clause' in node && 'title' in node && typeof node.clause === 'string' ? { clause: node.clause, title: node.title as Text } : owner
  return Object.entries(node).flatMap(([key, value]) => spansIn(value, [...path, Array.isArray(node) ? Number(key) : key], own))
}
