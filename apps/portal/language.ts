// The reader's language: their own choice on this device, else that of the browser, else the house language.
import { useSyncExternalStore } from 'react'
import type { Language } from '#domain/plan/words.ts'
import { kept, keep } from './keeping.ts'

export const languageNames: Readonly<Record<Language, string>> = { 'zh-TW': '繁體中文', 'zh-CN': '简体中文', en: 'English' }

export function languageFor(asked: readonly string[]): Language {
  for (const tag of asked.map((each) => each.toLowerCase())) {
    if (/^zh-(cn|sg|my|hans)/.test(tag)) return 'zh-CN'
    if (tag.startsWith('zh')) return 'zh-TW'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-TW'
}

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && value in languageNames
const chosen = () => kept('language', isLanguage)

let current: Language = chosen() ?? languageFor(navigator.languages)
const listeners = new Set<() => void>()

export const currentLanguage = () => current

export function chooseLanguage(language: Language): void {
  keep('language', language)
  turnTo(language)
}

/** The language of an account counts only where the reader has not chosen one here. */
export function suggestLanguage(language: Language): void {
  if (chosen() === null) turnTo(language)
}

function turnTo(language: Language): void {
  current = language
  document.documentElement.lang = language
  listeners.forEach((tell) => { tell() })
}

export function useLanguage(): Language {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => { listeners.delete(tell) }
  }, currentLanguage)
}
