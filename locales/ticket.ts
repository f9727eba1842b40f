// Words of the ticket screens: list, register, page. In one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { ticketScreens as en } from './en/ticket.ts'
import type { TicketScreensKey } from './en/ticket.ts'
import { ticketScreens as zhCN } from './zh-CN/ticket.ts'
import { ticketScreens as zhTW } from './zh-TW/ticket.ts'

const words: Record<Language, Record<TicketScreensKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayTicketScreens = (key: TicketScreensKey, params?: Readonly<Record<string, unknown>>) => string

export const ticketScreensIn = (language: Language): SayTicketScreens => (key, params = {}) => filled(words[language][key], params)

/** A word that a plan may bring itself: ours if there is one, else as it stands. */
export const ticketWord = (language: Language, family: string, word: string): string => {
  const key = `${family}.${word}`
  return key in en ? words[language][key as TicketScreensKey] : word
}
