// A length of time as a plan writes it: '10min', '2h', '3wd' (working days), '2d', '6mo', '2y'; 'tbd' is a value the
// signed words leave open and someone must still fill in, 'none' is an explicit "no target".
import type { Target } from '../time/target.ts'

export type Span = string
export const spanPattern = /^(tbd|none|\d+(\.\d+)?(s|min|h|wd|d|w|mo|y))$/

export type SpanReading = { kind: 'open' } | { kind: 'none' } | { kind: 'target'; target: Target }

export function readSpan(span: Span): SpanReading {
  if (span === 'tbd') return { kind: 'open' }
  if (span === 'none') return { kind: 'none' }
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|min|h|wd|d|w|mo|y)$/.exec(span) ?? []
  if (!amount || !unit) throw new Error(`not a span: ${span}`)
  const { unit: word, times } = units[unit as keyof typeof units]
  return { kind: 'target', target: { unit: word, amount: Number(amount) * times } }
}

const units = {
  s: { unit: 'minutes', times: 1 / 60 },
  min: { unit: 'minutes', times: 1 },
  h: { unit: 'hours', times: 1 },
  wd: { unit: 'working-days', times: 1 },
  d: { unit: 'days', times: 1 },
  w: { unit: 'days', times: 7 },
  mo: { unit: 'months', times: 1 },
  y: { unit: 'months', times: 12 },
} as const satisfies Record<string, { unit: Target['unit']; times: number }>
