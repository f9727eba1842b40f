// Which agreement answers for a matter (D11): the explicit priority first, then the most specific, then the oldest.
import type { Day } from '../time/day.ts'

export type Candidate = { id: string; priority: number; startsOn: Day; endsOn: Day | null; siteIds: readonly string[]; assetIds: readonly string[] }
export type Matter = { siteId: string | null; assetId: string | null; day: Day }

/** Null when none answers. An agreement without sites and assets is for the whole customer. */
export function chooseAgreement(agreements: readonly Candidate[], matter: Matter): Candidate | null {
  const answering = agreements.filter((one) => one.startsOn <= matter.day && (one.endsOn === null || one.endsOn >= matter.day) && specificity(one, matter) > 0)
  const first = (one: Candidate, other: Candidate) =>
    other.priority - one.priority || specificity(other, matter) - specificity(one, matter) || compare(one.startsOn, other.startsOn) || compare(one.id, other.id)
  return [...answering].sort(first)[0] ?? null
}

/** Two agreements of which neither comes first: an error when saving, never at run time. */
export function isTie(one: Candidate, other: Candidate): boolean {
  const overlap = (one.endsOn === null || one.endsOn >= other.startsOn) && (other.endsOn === null || other.endsOn >= one.startsOn)
  return overlap && one.priority === other.priority && one.startsOn === other.startsOn && sharesScope(one, other)
}

function specificity({ siteIds, assetIds }: Candidate, { siteId, assetId }: Matter): number {
  if (assetId !== null && assetIds.includes(assetId)) return 3
  if (siteId !== null && siteIds.includes(siteId)) return 2
  return siteIds.length === 0 && assetIds.length === 0 ? 1 : 0
}

const sharesScope = (one: Candidate, other: Candidate) =>
  (one.siteIds.length === 0 && one.assetIds.length === 0 && other.siteIds.length === 0 && other.assetIds.length === 0)
  || one.assetIds.some((id) => other.assetIds.includes(id)) || one.siteIds.some((id) => other.siteIds.includes(id))

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
