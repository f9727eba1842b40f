// The words of dealers and claims in one language.
import type { Language } from '#domain/plan/words.ts'
import { dealer as en } from './en/dealer.ts'
import type { DealerKey } from './en/dealer.ts'
import { filled } from './errors.ts'
import { dealer as zhCN } from './zh-CN/dealer.ts'
import { dealer as zhTW } from './zh-TW/dealer.ts'

const words: Record<Language, Record<DealerKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayDealer = (key: DealerKey, params?: Readonly<Record<string, unknown>>) => string
export type { DealerKey }

export const dealerIn = (language: Language): SayDealer => (key, params = {}) => filled(words[language][key], params)

/** A word of the plan that may not be known here is said as it is written there. */
export const dealerWord = (language: Language, group: 'task' | 'reason' | 'cause', code: string): string => (words[language] as Readonly<Record<string, string>>)[`${group}.${code}`] ?? code
