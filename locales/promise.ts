// Words of promises: clock, explanation, ledger, board. In one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { promiseScreens as en } from './en/promise.ts'
import type { PromiseScreensKey } from './en/promise.ts'
import { promiseScreens as zhCN } from './zh-CN/promise.ts'
import { promiseScreens as zhTW } from './zh-TW/promise.ts'

const words: Record<Language, Record<PromiseScreensKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayPromiseScreens = (key: PromiseScreensKey, params?: Readonly<Record<string, unknown>>) => string

export const promiseScreensIn = (language: Language): SayPromiseScreens => (key, params = {}) => filled(words[language][key], params)

/** A word that a plan may bring itself: ours if there is one, else as it stands. */
export const promiseWord = (language: Language, family: string, word: string): string => {
  const key = `${family}.${word}`
  return key in en ? words[language][key as PromiseScreensKey] : word
}
