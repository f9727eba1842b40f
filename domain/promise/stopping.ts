// When a promise was fulfilled: by one fact, by any of several, or when the last of all has happened.
import type { FactMatch } from '../fact/match.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Stop } from '../plan/promise-rule.ts'
import type { Instant } from '../time/instant.ts'
import { happens } from './history.ts'
import type { Happening, History } from './history.ts'

export type Fulfilment = { at: Instant; factId: string }

export function fulfilmentOf(stop: Stop, history: History, from: Instant): Fulfilment | null {
  if ('any' in stop) return earliest(stop.any.map((match) => firstOf(match, history, from)))
  if ('all' in stop) return lastOfAll(stop.all.map((match) => firstOf(match, history, from)))
  return firstOf(stop, history, from)
}

/** The moments at which it was fulfilled, for a count. */
export const fulfilmentsOf = (stop: Stop, history: History, from: Instant): Fulfilment[] =>
  history.filter((happening) => happening.fact.happenedAt >= from && matchesOf(stop).some((match) => happens(match, happening))).map(asFulfilment)

export const matchesOf = (stop: Stop): readonly FactMatch[] => ('any' in stop ? stop.any : 'all' in stop ? stop.all : [stop])

/** A reopening undoes these; what was told or delivered stays so. */
const undone = new Set<FactKind>(['ticket.resolved', 'ticket.confirmed', 'ticket.closed', 'fault.removed', 'work.finished', 'ticket.feedback-given'])
export const isUndoneByReopening = (stop: Stop): boolean => matchesOf(stop).some(({ fact }) => undone.has(fact))

function firstOf(match: FactMatch, history: History, from: Instant): Fulfilment | null {
  const found = history.find((happening) => happening.fact.happenedAt >= from && happens(match, happening))
  return found ? asFulfilment(found) : null
}

const asFulfilment = ({ fact }: Happening): Fulfilment => ({ at: fact.happenedAt, factId: fact.id })

const earliest = (found: (Fulfilment | null)[]) =>
  found.reduce<Fulfilment | null>((best, one) => (one && (!best || one.at < best.at) ? one : best), null)

const lastOfAll = (found: (Fulfilment | null)[]) =>
  found.every((one) => one !== null) ? found.reduce((last, one) => (one.at > last.at ? one : last)) : null
