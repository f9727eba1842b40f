// What a command is, and what its exit code says.
import type { ParseArgsOptionsConfig } from 'node:util'

export const exitCodes = { good: 0, findings: 1, misuse: 2, failed: 3 } as const

/** `out` is the answer of the command; `say` is for the person who waits for it. */
export type Terminal = { out: (text: string) => void; say: (text: string) => void }
export type Call = Terminal & { values: Readonly<Record<string, unknown>>; positionals: readonly string[] }
export type Command = {
  usage: string
  about: string
  options?: ParseArgsOptionsConfig
  /** The fewest and the most words after the command. */
  takes?: readonly [number, number]
  run: (call: Call) => Promise<number>
}

/** The command was called in a way that it does not understand. */
export class Misuse extends Error {}

export function text({ values }: Pick<Call, 'values'>, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function needed(call: Pick<Call, 'values'>, name: string): string {
  const value = text(call, name)
  if (!value) throw new Misuse(`--${name} is missing.`)
  return value
}

export function whole(call: Pick<Call, 'values'>, name: string): number | undefined {
  const value = text(call, name)
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value)) throw new Misuse(`--${name} takes a whole number.`)
  return Number(value)
}

export function oneOf<const Word extends string>(call: Pick<Call, 'values'>, name: string, words: readonly Word[], otherwise: Word): Word {
  const value = text(call, name) ?? otherwise
  const found = words.find((word) => word === value)
  if (found === undefined) throw new Misuse(`--${name} is one of ${words.join(', ')}.`)
  return found
}
