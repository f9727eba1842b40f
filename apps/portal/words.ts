// Words of the portal in the reader's language.
import type { Language, Text } from '#domain/plan/words.ts'
import { portal as en } from '#locales/en/portal.ts'
import { portal as zhCN } from '#locales/zh-CN/portal.ts'
import { portal as zhTW } from '#locales/zh-TW/portal.ts'
import { currentLanguage, useLanguage } from './language.ts'

export type WordKey = keyof typeof en
export type Say = (key: WordKey, params?: Readonly<Record<string, string | number>>) => string

const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export const sayIn = (language: Language): Say => (key, params = {}) =>
  words[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))

export const say: Say = (key, params) => sayIn(currentLanguage())(key, params)

/** A key made of parts, such as 'event.' and a kind; null where we have no word for it. */
export const sayKnown = (language: Language, key: string): string | null => (key in en ? words[language][key as WordKey] : null)

export function useWords(): { t: Say; language: Language; own: (text: Text) => string } {
  const language = useLanguage()
  return { t: sayIn(language), language, own: (text) => text[language] }
}
