// The few words of a printed form.
import type { Language } from '#domain/plan/words.ts'

type FormWords = { yes: string; no: string; signature: string; date: string; customer: string }
export const formWords: Record<Language, FormWords> = {
  'zh-TW': { yes: '是', no: '否', signature: '簽名', date: '日期', customer: '客戶' },
  'zh-CN': { yes: '是', no: '否', signature: '签名', date: '日期', customer: '客户' },
  en: { yes: 'Yes', no: 'No', signature: 'Signature', date: 'Date', customer: 'Customer' },
}
