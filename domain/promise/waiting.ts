// When a matter waited, and for what. Only the reasons a promise names hold its clock.
import type { FactKind } from '../fact/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { History } from './history.ts'
import type { Pausing } from './reading.ts'

export function pausingsOf(history: History): Pausing[] {
  const done: Pausing[] = []
  const open = new Map<string, Instant>()
  const end = (reason: string, until: Instant) => {
    const from = open.get(reason)
    if (from !== undefined && until > from) done.push({ from, until, reason })
    open.delete(reason)
  }
  for (const { fact } of history) {
    const reason = typeof fact.data['reason'] === 'string' ? fact.data['reason'] : null
    if (fact.kind === 'ticket.paused' && reason !== null && !open.has(reason)) open.set(reason, fact.happenedAt)
    if (fact.kind === 'ticket.resumed') for (const one of reason !== null && open.has(reason) ? [reason] : [...open.keys()]) end(one, fact.happenedAt)
    if (ending.has(fact.kind)) for (const one of [...open.keys()]) end(one, fact.happenedAt)
  }
  return [...done, ...[...open].map(([reason, from]) => ({ from, until: null, reason }))].sort((one, other) => one.from - other.from)
}

// Whoever solves or ends a matter no longer waits.
const ending = new Set<FactKind>(['ticket.resolved', 'ticket.closed', 'ticket.cancelled', 'ticket.merged'])
