// What a refusal says, in the reader's language. Codes and parameters travel; the sentence is made here.
import type { ErrorCode } from '#contract/errors.ts'
import type { Language } from '#domain/plan/words.ts'
import { errors as en } from './en/errors.ts'
import { reasonIn } from './reasons.ts'
import { errors as zhCN } from './zh-CN/errors.ts'
import { errors as zhTW } from './zh-TW/errors.ts'

const messages: Record<Language, Record<ErrorCode, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export function errorMessage(language: Language, code: ErrorCode, params: Readonly<Record<string, unknown>> = {}): string {
  return filled(messages[language][code], typeof params['reason'] === 'string' ? { ...params, reason: reasonIn(language, params['reason']) } : params)
}

/** '{name}' becomes the parameter of that name; a missing one leaves no trace. */
export function filled(template: string, params: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  })
}
