// A mistake in a plan, said in the reader's language together with what to do about it.
import { errorStatuses } from '#contract/errors.ts'
import type { ErrorCode } from '#contract/errors.ts'
import type { FindingCode, FindingParams } from '#domain/plan/finding.ts'
import type { Language } from '#domain/plan/words.ts'
import { errorMessage, filled } from './errors.ts'
import * as en from './en/plan.ts'
import type { FindingWords } from './en/plan.ts'
import * as zhCN from './zh-CN/plan.ts'
import * as zhTW from './zh-TW/plan.ts'

type Words = { planFindings: Record<FindingCode, FindingWords>; planPrint: Record<keyof typeof en.planPrint, string> }
const words: Record<Language, Words> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export function findingText(language: Language, code: FindingCode, params: FindingParams): { message: string; remedy: string } {
  const { planFindings, planPrint } = words[language]
  const { says, remedy } = planFindings[code]
  const reason = params['reason']
  const all = {
    ...params,
    meant: params['nearest'] ? filled(planPrint.meant, params) : '',
    reasonText: isErrorCode(reason) ? errorMessage(language, reason, params) : '',
  }
  return { message: filled(says, all), remedy: filled(remedy, all) }
}

export const printWords = (language: Language) => words[language].planPrint

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorStatuses
