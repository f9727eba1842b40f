// The words of administration in one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { admin as en } from './en/admin.ts'
import type { AdminKey } from './en/admin.ts'
import { admin as zhCN } from './zh-CN/admin.ts'
import { admin as zhTW } from './zh-TW/admin.ts'

const words: Record<Language, Record<AdminKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayAdmin = (key: AdminKey, params?: Readonly<Record<string, unknown>>) => string

export const adminIn = (language: Language): SayAdmin => (key, params = {}) => filled(words[language][key], params)
