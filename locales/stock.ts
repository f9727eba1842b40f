// Words of parts and stock: the screens and the server (headers of files, words in cells) read the same.
import type { Language } from '#domain/plan/words.ts'
import { stock as en } from './en/stock.ts'
import { stock as zhCN } from './zh-CN/stock.ts'
import { stock as zhTW } from './zh-TW/stock.ts'

export type StockWords = { readonly [Group in keyof typeof en]: { readonly [Word in keyof (typeof en)[Group]]: string } }
export type StockScreenKey = keyof typeof en.screen
export const stockWords: Readonly<Record<Language, StockWords>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }
export const stockOf = (language: Language): StockWords => stockWords[language]

/** The words of the screens, with their places filled. */
export const stockScreensIn = (language: Language) => (key: StockScreenKey, params: Readonly<Record<string, string | number>> = {}): string =>
  Object.entries(params).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), stockWords[language].screen[key])
