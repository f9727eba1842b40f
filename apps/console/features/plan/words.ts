// The words of the plan library in one language. A plan page is read in a language of its own, so this is no hook.
import type { Language } from '#domain/plan/words.ts'
import { filled } from '#locales/errors.ts'
import { library as en } from '#locales/en/library.ts'
import type { LibraryKey } from '#locales/en/library.ts'
import { library as zhCN } from '#locales/zh-CN/library.ts'
import { library as zhTW } from '#locales/zh-TW/library.ts'

const libraries: Record<Language, Record<LibraryKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type Say = (key: LibraryKey, params?: Readonly<Record<string, unknown>>) => string

export const sayIn = (language: Language): Say => (key, params = {}) => filled(libraries[language][key], params)

const isKey = (key: string): key is LibraryKey => key in en

/** For words that a plan may bring itself: the library's word if it has one, else the word as it stands. */
export const sayWord = (say: Say, family: string, word: string): string => {
  const key = `${family}.${word}`
  return isKey(key) ? say(key) : word
}
