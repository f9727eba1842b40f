// What is known of an asset, day by day: its own facts first, then those of what it belongs to, then those of its agreement.
// The nearest teller is believed: the acceptance of a pump outranks the acceptance of the plant it stands in.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import { matches } from '../fact/match.ts'
import type { Match } from '../fact/match.ts'
import type { FactKind } from '../fact/kinds.ts'
import { localDay } from '../time/zone.ts'
import type { Day } from '../time/day.ts'

export type Event = { kind: FactKind; day: Day; data: FactData; factId: string | null }
/** One teller: an asset with its written dates, or an agreement with its first and last day. */
export type Teller = { facts: readonly Fact[]; dates?: Partial<Record<FactKind, Day>> }
/** Nearest first. */
export type History = readonly (readonly Event[])[]

/** Dates written on the asset count where no fact of that kind is known. */
export function historyOf(tellers: readonly Teller[], zone: string): History {
  return tellers.map(({ facts, dates = {} }) => {
    const told = [...standing(facts)].sort(byHappening).map((fact): Event => ({ kind: kindTold(fact), day: dayTold(fact, zone), data: dataTold(fact), factId: fact.id }))
    const written = (Object.entries(dates) as [FactKind, Day][]).filter(([kind]) => !told.some((event) => event.kind === kind))
    return [...told, ...written.map(([kind, day]): Event => ({ kind, day, data: {}, factId: null }))]
      .sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  })
}

/** The first of these that happened, told by the nearest who knows of any. */
export function firstOf(history: History, kinds: readonly FactKind[], opens?: Match): Event | null {
  for (const events of history) {
    const found = events.find((event) => answers(event, kinds) && matches(opens, event.data))
    if (found) return found
  }
  return null
}

/** Of the asset itself, up to and including the day. */
export function ownOf(history: History, kind: FactKind, day: Day): readonly Event[] {
  return (history[0] ?? []).filter((event) => event.kind === kind && event.day <= day)
}

export function refusedStart(history: History, kinds: readonly FactKind[], opens: Match | undefined): Event | null {
  return opens ? history.flat().find((event) => answers(event, kinds) && !matches(opens, event.data)) ?? null : null
}

// A spare laid on the shelf has been delivered; one put to work has been unpacked and installed.
const sameAs: Partial<Record<FactKind, readonly FactKind[]>> = {
  'fitting.shelved': ['goods.delivered'], 'fitting.commissioned': ['goods.unpacked', 'equipment.installed'],
}

const answers = ({ kind }: Event, kinds: readonly FactKind[]) => kinds.includes(kind) || (sameAs[kind] ?? []).some((one) => kinds.includes(one))

// A paper may be told of later than its date: the day it names counts.
const dayTold = ({ data, happenedAt }: Fact, zone: string): Day => {
  const named = data['on']
  return typeof named === 'string' && /^\d{4}-\d\d-\d\d$/.test(named) ? (named as Day) : localDay(zone, happenedAt)
}

// For the piece that came in, a swap is the replacement of a unit.
const kindTold = ({ kind, data }: Fact): FactKind => (kind === 'asset.swapped' && data['role'] === 'in' ? 'unit.replaced' : kind)

// A report that names the signer of one side only was signed by one side.
const dataTold = ({ kind, data }: Fact): FactData =>
  (kind === 'acceptance.signed' && data['bothSigned'] === undefined && Boolean(data['customer']) !== Boolean(data['vendor']) ? { ...data, bothSigned: false } : data)
