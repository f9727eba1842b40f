// Changes the YAML of a plan in a few places and leaves its comments and its order alone.
import { parseDocument } from 'yaml'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import { openValues } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'

/** The code and the number of a version are the product's to give. */
export function withHead(source: string, head: { plan?: string; version?: number }): string {
  return Object.entries(head).reduce((text, [key, value]) => text.replace(new RegExp(`^${key}:.*$`, 'm'), `${key}: ${value}`), source)
}

/** With sample figures for every open value. */
export function filledSource(source: string, plan: Plan): string {
  const filled = fillOpenValues(plan)
  const document = parseDocument(source)
  for (const { path } of openValues(plan)) {
    document.setIn(path, path.reduce<unknown>((node, part) => (node as Record<string | number, unknown>)[part], filled))
  }
  return document.toString({ lineWidth: 0 })
}
