// The words of customers, assets and products in one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { customerScreens as en } from './en/customer-screens.ts'
import type { CustomerScreensKey } from './en/customer-screens.ts'
import { customerScreens as zhCN } from './zh-CN/customer-screens.ts'
import { customerScreens as zhTW } from './zh-TW/customer-screens.ts'

const words: Record<Language, Record<CustomerScreensKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayCustomerScreens = (key: CustomerScreensKey, params?: Readonly<Record<string, unknown>>) => string

export const customerScreensIn = (language: Language): SayCustomerScreens => (key, params = {}) => filled(words[language][key], params)
