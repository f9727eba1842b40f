// The words of the console's frame in one language.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { shell as en } from './en/shell.ts'
import type { ShellKey } from './en/shell.ts'
import { shell as zhCN } from './zh-CN/shell.ts'
import { shell as zhTW } from './zh-TW/shell.ts'

const words: Record<Language, Record<ShellKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayShell = (key: ShellKey, params?: Readonly<Record<string, unknown>>) => string

export const shellIn = (language: Language): SayShell => (key, params = {}) => filled(words[language][key], params)
