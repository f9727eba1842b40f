// The words of stock in the reader's language, and how much of stock the organisation wants to see.
import { getStockSettings } from '#contract/stock/endpoints.ts'
import { listParts } from '#contract/stock/parts.ts'
import { listPlaces } from '#contract/stock/endpoints.ts'
import { stockOf, stockScreensIn } from '#locales/stock.ts'
import { call, useAsk } from '#ui/record/ask.ts'
import type { Choice } from '#ui/record/pick.tsx'
import { useLanguage, useMe } from '#ui/record/session.ts'

export function useStock() {
  const language = useLanguage()
  const settings = useAsk(getStockSettings, {})
  const mode = settings.data?.mode ?? 'standard'
  return { language, words: stockOf(language), say: stockScreensIn(language), mode, showsPlaces: mode !== 'simple', showsSerials: mode !== 'simple', showsBatches: mode === 'advanced' }
}

/** Money of parts is kept in minor units. */
export function useMoney() {
  const { org } = useMe()
  const currency = org.region === 'CN' ? 'CNY' : 'TWD'
  return (minor: number | null) => (minor === null ? '–' : new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(minor / 100))
}

export const findParts = async (q: string): Promise<Choice[]> => (await call(listParts, { ...(q ? { q } : {}), limit: 20 })).rows.map((row) => ({ value: row.id, label: `${row.number} ${row.name} (${row.available})` }))

export function usePlaceChoices(kinds?: readonly string[]) {
  const places = useAsk(listPlaces, {})
  return (places.data?.rows ?? []).filter(({ kind }) => kind !== 'transit' && (!kinds || kinds.includes(kind))).map((row) => ({ value: row.id, label: row.holder ? `${row.name} · ${row.holder.name}` : row.name }))
}

export const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
