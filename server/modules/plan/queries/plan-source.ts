// Changes the YAML of a plan in a few places and leaves its comments and its order alone.
import { isMap, parseDocument } from 'yaml'
import { fillOpenValues } from '#domain/plan/fill-open-values.ts'
import { openValues } from '#domain/plan/open-values.ts'
import type { Plan } from '#domain/plan/plan.ts'

/** The code and the number of a version are the product's to give, however the text is laid out. */
export function withHead(source: string, head: { plan?: string; version?: number }): string {
  return Object.entries(head).reduce((text, [key, value]) => {
    const line = new RegExp(`^${key}:.*$`, 'm')
    return line.test(text) ? text.replace(line, `${key}: ${value}`) : withField(text, key, value)
  }, source)
}

// Written as JSON, or with the field left out. What cannot be read stays as it is: the check that follows says why.
function withField(source: string, key: string, value: string | number): string {
  const document = parseDocument(source)
  if (document.errors.length > 0 || !isMap(document.contents)) return source
  document.set(key, value)
  return document.toString({ lineWidth: 0 })
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
