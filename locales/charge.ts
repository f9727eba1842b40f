// The words of charges, which the server writes too: headers of files, states in cells, quotes and receipts on paper.
import type { Language } from '#domain/plan/words.ts'
import { charge as en } from './en/charge.ts'
import type { ChargeWords } from './en/charge.ts'
import { filled } from './errors.ts'
import { charge as zhCN } from './zh-CN/charge.ts'
import { charge as zhTW } from './zh-TW/charge.ts'

export type ChargeKey = keyof ChargeWords['words']
export const chargeWords: Readonly<Record<Language, ChargeWords>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export const chargeIn = (language: Language) => (key: ChargeKey, params: Readonly<Record<string, unknown>> = {}): string => filled(chargeWords[language].words[key], params)

/** Labour is counted in minutes; other units are words of the price list. */
export const unitIn = (language: Language, unit: string): string => (unit === 'min' ? chargeIn(language)('minutes') : unit)
