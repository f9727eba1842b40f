// The open windows that were counted, so that a due time can be followed by hand.
import type { Duration, Instant } from '../time/instant.ts'
import type { WorkingTime } from '../time/working.ts'
import type { ExplainStep } from './reading.ts'

const shown = 10

export function countedWindows(working: WorkingTime, from: Instant, until: Instant): ExplainStep[] {
  if (!working.reach || until <= from) return []
  const table = working.reach(from, until)
  const steps: ExplainStep[] = []
  let hidden = 0
  for (let index = 0; index < table.opens.length; index += 1) {
    const [opens, closes] = [Math.max(table.opens[index]!, from), Math.min(table.closes[index]!, until)]
    if (opens >= closes) continue
    if (steps.length < shown) steps.push({ kind: 'window', from: opens as Instant, until: closes as Instant, counted: (closes - opens) as Duration })
    else hidden += 1
  }
  return hidden > 0 ? [...steps, { kind: 'elided', count: hidden }] : steps
}

