// Tax ids are checked by their own arithmetic before anyone prints them on an invoice.
import { halfWidth } from './width.ts'

export type TaxIdKind = 'unified-number' | 'credit-code'

/** Half width, upper case, without blanks. */
export const plainTaxId = (text: string): string => halfWidth(text).replaceAll(/[\s-]/g, '').toUpperCase()

/** Which kind of tax id this is; null when it is a wrong one. */
export function taxIdKind(text: string): TaxIdKind | null {
  const plain = plainTaxId(text)
  if (isUnifiedNumber(plain)) return 'unified-number'
  return isCreditCode(plain) ? 'credit-code' : null
}

const weights = [1, 2, 1, 2, 1, 2, 4, 1]

// 統一編號: since April 2023 the sum must divide by 5, no longer by 10. A 7 in the seventh place (7 × 4 = 28, 2 + 8 = 10)
// counts as 1 or as 0.
export function isUnifiedNumber(text: string): boolean {
  if (!/^\d{8}$/.test(text) || text === '00000000') return false
  const sum = [...text].reduce((total, digit, index) => total + digitSum(Number(digit) * (weights[index] ?? 0)), 0)
  return sum % 5 === 0 || (text[6] === '7' && (sum + 1) % 5 === 0)
}

const digitSum = (product: number) => Math.floor(product / 10) + (product % 10)

const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

// 統一社會信用代碼, GB 32100: seventeen characters weighed by powers of 3, the eighteenth makes the sum divide by 31.
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false
  let weight = 1
  let sum = 0
  for (const letter of text.slice(0, 17)) {
    sum += letters.indexOf(letter) * weight
    weight = (weight * 3) % 31
  }
  return text[17] === letters[(31 - (sum % 31)) % 31]
}
