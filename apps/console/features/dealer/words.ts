import type { Currency } from '#domain/format/money.ts'
import { showMoney } from '#domain/format/money.ts'
import { dealerIn } from '#locales/dealer.ts'
import { useLanguage } from '#ui/record/session.ts'

export const useDealerWords = () => dealerIn(useLanguage())

export const money = (minor: number | null | undefined, currency: Currency | null | undefined): string => (minor === null || minor === undefined ? '–' : showMoney(minor, currency ?? 'CNY'))
