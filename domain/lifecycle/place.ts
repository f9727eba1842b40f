// Where something stood at a moment of the past. Every move says whence and whither, so any moment can be read from the moves alone.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { Instant } from '../time/instant.ts'

export type Place = { customerId: string | null; siteId: string | null; parentId: string | null }
export type Stay = Place & { from: Instant | null; until: Instant | null }

/** The stays of a piece, the first one first: from null is "since we know it", until null is "still". */
export function staysOf(facts: readonly Fact[], now: Place): Stay[] {
  const moves = standing(facts).filter(({ kind, data }) => (kind === 'asset.moved' || kind === 'asset.swapped') && 'fromParentId' in data).sort(byHappening)
  const [first] = moves
  if (!first) return [{ ...now, from: null, until: null }]
  const stays: Stay[] = [{ ...placeIn(first, true), from: null, until: first.happenedAt }]
  moves.forEach((move, index) => {
    const next = moves[index + 1]
    stays.push({ ...(next ? placeIn(move, false) : now), from: move.happenedAt, until: next?.happenedAt ?? null })
  })
  return stays
}

/** The moment of a move belongs to the new place. */
export const placeAt = (stays: readonly Stay[], at: Instant): Stay | undefined => stays.findLast(({ from }) => from === null || from <= at)

const text = (value: unknown) => (typeof value === 'string' ? value : null)
const placeIn = ({ data }: Fact, before: boolean): Place => (before
  ? { customerId: text(data['fromCustomerId']), siteId: text(data['fromSiteId']), parentId: text(data['fromParentId']) }
  : { customerId: text(data['customerId']), siteId: text(data['siteId']), parentId: text(data['parentId']) })
