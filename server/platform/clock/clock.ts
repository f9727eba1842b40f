// The one source of "now". Test runs may shift it by a file (TEST_CLOCK_FILE); production refuses to start with one.
import { readFileSync } from 'node:fs'
import type { Instant } from '#domain/time/instant.ts'

export type Clock = () => Instant

type Shift = { offsetMs: number; speed?: number; since?: number }

export function systemClock(environment: NodeJS.ProcessEnv = process.env): Clock {
  const file = environment['TEST_CLOCK_FILE']
  if (!file) return () => Date.now() as Instant
  if (environment['NODE_ENV'] === 'production') throw new Error('TEST_CLOCK_FILE is refused in production')
  return () => {
    const { offsetMs, speed = 1, since = Date.now() } = JSON.parse(readFileSync(file, 'utf8')) as Shift
    return Math.round(since + (Date.now() - since) * speed + offsetMs) as Instant
  }
}
