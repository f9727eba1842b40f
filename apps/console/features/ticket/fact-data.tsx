// The values of a fact in words.
import { listPeople, listTeams } from '#contract/people/endpoints.ts'
import { showMoney } from '#domain/format/money.ts'
import type { Currency } from '#domain/money/money.ts'
import type { Text } from '#domain/plan/words.ts'
import { useAsk } from '#ui/record/ask.ts'
import { useMay, useMoments } from '#ui/record/session.ts'
import { useSay } from '#ui/ticket/say.ts'
import type { Say } from '#ui/ticket/say.ts'
import { fieldTitle, optionTitle } from './field-input.tsx'

// How the clock marks its own strokes is of no use to a reader; a currency stands with its amount.
const behind = new Set(['mark', 'rule', 'promise'])
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

type Data = Readonly<Record<string, unknown>>
type Props = { kind: string; data: Data; titles?: Readonly<Record<string, Text>> }

export function FactData({ kind, data, titles = {} }: Props) {
  const say = useSay()
  const { moment, day } = useMoments()
  const entries = Object.entries(data).filter(([key, value]) => value !== null && value !== undefined && value !== '' && typeof value !== 'object' && key !== 'currency' && !(kind === 'clock.struck' && behind.has(key)))
  const needsNames = entries.some(([, value]) => typeof value === 'string' && uuid.test(value))
  const names = useNames(needsNames)
  const shown = entries.flatMap(([key, value]) => {
    const words = titles[key]?.[say.language] ?? moneyOf(data, key, value) ?? wordsOf(say, key, value, names, { moment, day })
    return words ? [[key, words] as const] : []
  })
  if (shown.length === 0) return null
  return <div className="fact-data" data-kind={kind}>{shown.map(([key, words]) => <span key={key}><span className="quiet">{fieldTitle(say, { key, title: null })}</span> {words}</span>)}</div>
}

const moneyOf = ({ currency }: Data, key: string, value: unknown): string | null => (key === 'amount' && typeof value === 'number' && typeof currency === 'string' ? showMoney(value, currency as Currency) : null)

type Shown = Pick<ReturnType<typeof useMoments>, 'moment' | 'day'>

function wordsOf(say: Say, key: string, value: unknown, names: ReadonlyMap<string, string>, { moment, day }: Shown): string | null {
  if (typeof value === 'boolean') return say.ticket(value ? 'yes' : 'no')
  const text = String(value as string | number)
  if (uuid.test(text)) return names.get(text) ?? null
  if (iso.test(text)) return moment(text)
  return /^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : optionTitle(say, key, { code: text, title: null })
}

function useNames(enabled: boolean): ReadonlyMap<string, string> {
  const mayRead = useMay('people.read')
  const people = useAsk(listPeople, { kind: 'staff', limit: 200 }, { enabled: enabled && mayRead })
  const teams = useAsk(listTeams, {}, { enabled: enabled && mayRead })
  return new Map([...(people.data?.rows ?? []), ...(teams.data?.rows ?? [])].map(({ id, name }) => [id, name]))
}
