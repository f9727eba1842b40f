// Words and amounts of charges in the reader's language.
import { showMoney } from '#domain/format/money.ts'
import { decimalsOf } from '#domain/money/read-money.ts'
import type { Currency } from '#domain/money/money.ts'
import { chargeIn, chargeWords } from '#locales/charge.ts'
import { useLanguage } from '#ui/record/session.ts'

export function useCharge() {
  const language = useLanguage()
  return { language, say: chargeIn(language), words: chargeWords[language], money: showMoney }
}

/** What stands in a field is yuan or dollars; what travels is minor units. */
export const toMinor = (value: number, currency: Currency): number => Math.round(value * 10 ** decimalsOf[currency])
export const fromMinor = (minor: number, currency: Currency): number => minor / 10 ** decimalsOf[currency]
