// The words of the life of the installed base in one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { lifecycle as en } from './en/lifecycle.ts'
import type { LifecycleKey } from './en/lifecycle.ts'
import { lifecycle as zhCN } from './zh-CN/lifecycle.ts'
import { lifecycle as zhTW } from './zh-TW/lifecycle.ts'

const words: Record<Language, Record<LifecycleKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayLifecycle = (key: LifecycleKey, params?: Readonly<Record<string, unknown>>) => string

export const lifecycleIn = (language: Language): SayLifecycle => (key, params = {}) => filled(words[language][key], params)
export const isLifecycleKey = (key: string): key is LifecycleKey => key in en
