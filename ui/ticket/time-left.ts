import type { Say } from './say.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** A length as a ticking clock: 02:13:05, with days before it. */
export function ticking(say: Say, milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const days = Math.floor(seconds / 86_400)
  const time = `${two(Math.floor((seconds % 86_400) / 3600))}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
  return days > 0 ? say.promise('clock.days', { d: days, time }) : time
}

/** A length in words: 3 小時 20 分. */
export function lengthWords(say: Say, seconds: number): string {
  if (seconds < 60) return say.promise('clock.seconds', { n: Math.round(seconds) })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return say.promise('clock.minutes', { n: minutes })
  if (minutes < 48 * 60) return say.promise('clock.hours', { h: Math.floor(minutes / 60), m: minutes % 60 })
  return say.promise('clock.dayHours', { d: Math.floor(minutes / 1440), h: Math.floor((minutes % 1440) / 60) })
}
