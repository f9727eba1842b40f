// The words of cover in one language, and the sentence of each step of a verdict.
import type { CoverStep } from '#domain/entitlement/verdict.ts'
import type { Plan } from '#domain/plan/plan.ts'
import type { Language } from '#domain/plan/words.ts'
import { filled } from './errors.ts'
import { entitlement as en } from './en/entitlement.ts'
import type { EntitlementKey } from './en/entitlement.ts'
import { libraryIn, libraryWord } from './library.ts'
import { entitlement as zhCN } from './zh-CN/entitlement.ts'
import { entitlement as zhTW } from './zh-TW/entitlement.ts'

const words: Record<Language, Record<EntitlementKey, string>> = { 'zh-TW': zhTW, 'zh-CN': zhCN, en }

export type SayCover = (key: EntitlementKey, params?: Readonly<Record<string, unknown>>) => string
export const entitlementIn = (language: Language): SayCover => (key, params = {}) => filled(words[language][key], params)

const isKey = (key: string): key is EntitlementKey => key in en
/** The word of a family where it has one, else the word as it stands. */
export const coverWord = (say: SayCover, family: string, word: string): string => {
  const key = `${family}.${word}`
  return isKey(key) ? say(key) : word
}

type Causes = readonly Pick<Plan['vocabulary']['causes'][number], 'code' | 'title'>[]

/** Days as they come over the wire. */
export type ToldStep = Omit<CoverStep, 'day' | 'until'> & { day: string | null; until: string | null }

/** A step as the staff and the customer read it: with the titles of causes in the place of their codes. */
export function stepSentence(language: Language, step: ToldStep, causes: Causes = []): string {
  const say = entitlementIn(language)
  const cause = causes.find(({ code }) => code === step.reason)
  return say(`step.${step.code}`, {
    clause: step.clause ?? '', day: step.day ?? '', until: step.until ?? say('endless'), other: step.other ?? '', days: step.days ?? '',
    fact: step.fact ? libraryWord(libraryIn(language), 'fact', step.fact) : '', field: step.field ? coverWord(say, 'need', step.field) : '', reason: cause?.title[language] ?? step.reason ?? '',
  }).replace(/^[:：]\s*/, '')
}
