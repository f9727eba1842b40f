// The words of loaners, repairs and returns in one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { repair as en } from './en/repair.ts'
import type { RepairKey } from './en/repair.ts'
import { repair as zhCN } from './zh-CN/repair.ts'
import { repair as zhTW } from './zh-TW/repair.ts'

const words: Record<Language, Record<RepairKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export const repairIn = (language: Language) => (key: RepairKey, params: Readonly<Record<string, unknown>> = {}): string => filled(words[language][key], params)
