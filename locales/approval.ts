// The words of approvals in one language, and the name of a seat; one the product does not know keeps its code.
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { approval as en } from './en/approval.ts'
import type { ApprovalKey } from './en/approval.ts'
import { approval as zhCN } from './zh-CN/approval.ts'
import { approval as zhTW } from './zh-TW/approval.ts'

const words: Record<Language, Record<ApprovalKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export const approvalIn = (language: Language) => (key: ApprovalKey, params: Readonly<Record<string, unknown>> = {}): string => filled(words[language][key], params)

export function seatName(language: Language, seat: string): string {
  const known: Readonly<Record<string, string>> = words[language]
  return known[`seatName.${seat}`] ?? seat
}
