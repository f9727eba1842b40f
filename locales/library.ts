// The words of plans, agreements and calendars in one language. A plan page is read in a language of its own, so this is no hook.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { library as en } from './en/library.ts'
import type { LibraryKey } from './en/library.ts'
import { library as zhCN } from './zh-CN/library.ts'
import { library as zhTW } from './zh-TW/library.ts'

const words: Record<Language, Record<LibraryKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayLibrary = (key: LibraryKey, params?: Readonly<Record<string, unknown>>) => string

export const libraryIn = (language: Language): SayLibrary => (key, params = {}) => filled(words[language][key], params)

const isKey = (key: string): key is LibraryKey => key in en

/** For words that a plan may bring itself: the library's word if it has one, else the word as it stands. */
export const libraryWord = (say: SayLibrary, family: string, word: string): string => {
  const key = `${family}.${word}`
  return isKey(key) ? say(key) : word
}
