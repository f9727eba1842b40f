// An amount as people write it becomes minor units; anything that is no amount of that currency is nothing.
import type { Currency } from './money.ts'

export const decimalsOf: Readonly<Record<Currency, number>> = { TWD: 0, CNY: 2 }

export function readMoney(text: string, currency: Currency): number | null {
  const plain = text.trim().replace(/^(NT\$|¥|￥)\s*/, '')
  const decimals = decimalsOf[currency]
  const shape = decimals === 0 ? /^(\d+|\d{1,3}(,\d{3})+)$/ : /^(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/
  if (!shape.test(plain)) return null
  const [whole = '0', part = ''] = plain.replaceAll(',', '').split('.')
  const minor = Number(whole) * 10 ** decimals + (decimals === 0 ? 0 : Number(part.padEnd(decimals, '0')))
  return Number.isSafeInteger(minor) ? minor : null
}
