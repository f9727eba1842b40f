// Moments and lengths of time as a reader of each language writes them.
import type { Language } from '#domain/plan/words.ts'
import { sayIn } from './words.ts'

const two = (value: number) => String(value).padStart(2, '0')
const clock = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`
const dayNumber = (at: Date) => Math.round(new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime() / 86_400_000)

/** '2026/11/23' in zh-TW, '2026-11-23' in zh-CN, '23 Nov 2026' in English. */
export function dayWords(language: Language, at: Date): string {
  const [year, month, day] = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())]
  if (language === 'en') return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
  return [year, month, day].join(language === 'zh-TW' ? '/' : '-')
}

/** 'today 14:05', else the day and the time. */
export function momentWords(language: Language, iso: string, now: number): string {
  const at = new Date(iso)
  const t = sayIn(language)
  const near = { '-1': 'time.yesterday', 0: 'time.today', 1: 'time.tomorrow' } as const
  const apart = dayNumber(at) - dayNumber(new Date(now))
  const word = near[apart as keyof typeof near]
  return `${word ? t(word) : dayWords(language, at)} ${clock(at)}`
}

const units = { s: 'second', min: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' } as const

/** A plan's span in words: '2h' → '2 小時', '3wd' → '3 個工作日'. */
export function spanWords(language: Language, span: string): string | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|min|h|wd|d|w|mo|y)$/.exec(span) ?? []
  if (!amount || !unit) return null
  if (unit === 'wd') return sayIn(language)(amount === '1' ? 'time.workingDay' : 'time.workingDays', { count: amount })
  return amountOf(language, Number(amount), units[unit as keyof typeof units])
}

const amountOf = (language: Language, amount: number, unit: string) =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 }).format(amount)

/** Time left as a clock below a day, in days and hours above: '01:23:45'. Never negative. */
export function countdown(language: Language, left: number): string {
  const seconds = Math.max(0, Math.floor(left / 1000))
  const days = Math.floor(seconds / 86_400)
  if (days > 0) return `${amountOf(language, days, 'day')} ${amountOf(language, Math.floor((seconds % 86_400) / 3600), 'hour')}`
  return [seconds / 3600, (seconds % 3600) / 60, seconds % 60].map((part) => two(Math.floor(part))).join(':')
}

/** A length roughly, for what is past: '3 分鐘', '2 小時'. */
export function roughly(language: Language, length: number): string {
  const minutes = Math.max(1, Math.round(length / 60_000))
  if (minutes < 60) return amountOf(language, minutes, 'minute')
  return minutes < 1440 ? amountOf(language, Math.round(minutes / 60), 'hour') : amountOf(language, Math.round(minutes / 1440), 'day')
}
