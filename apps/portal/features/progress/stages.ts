// What a progress says at a glance: the promise to look at now, and how each one stands.
import type { ProgressView } from '#contract/channel/portal.ts'

export type Promised = ProgressView['promises'][number]
export type Standing = 'kept' | 'late' | 'soon' | 'running' | 'paused' | 'other'

const soonMinutes = 15

/** A promise that runs past its time is late from that very moment, before the server has said so. Due exactly now still counts. */
export function standingOf({ state, dueAt }: Pick<Promised, 'state' | 'dueAt'>, now: number): Standing {
  if (state === 'kept') return 'kept'
  if (state === 'broken') return 'late'
  if (state === 'paused') return 'paused'
  if (state !== 'running') return 'other'
  if (dueAt === null) return 'running'
  const left = Date.parse(dueAt) - now
  if (left < 0) return 'late'
  return left < soonMinutes * 60_000 ? 'soon' : 'running'
}

/** The open promise that falls due first. */
export function nextPromise(promises: readonly Promised[]): Promised | null {
  return promises.filter(({ state, dueAt, metAt }) => (state === 'running' || state === 'broken') && dueAt !== null && metAt === null).sort(byDue)[0] ?? null
}

export const byDue = (one: Promised, other: Promised) => dueOf(one) - dueOf(other)
const dueOf = ({ dueAt, startedAt }: Promised) => Date.parse(dueAt ?? startedAt)

/** Cancelled and merged tickets end where they stand: the stages ahead will not come. */
export function stagesToShow({ stages, status }: Pick<ProgressView, 'stages' | 'status'>): ProgressView['stages'] {
  return status === 'cancelled' || status === 'merged' ? stages.filter(({ state }) => state !== 'ahead') : stages
}
