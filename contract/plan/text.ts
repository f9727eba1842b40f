import { z } from 'zod'

export const text = z.strictObject({ 'zh-TW': z.string().min(1), 'zh-CN': z.string().min(1), en: z.string().min(1) }).meta({ id: 'Text', description: 'The same words in three languages' })
export const clauseId = z.string().regex(/^P\d{2,3}-\d{2,3}$/, 'a clause id such as P01-10').meta({ id: 'ClauseId' })
export const ruleId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'letters, digits, dots and dashes').meta({ id: 'RuleId' })
