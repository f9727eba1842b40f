// Where a ticket stands, read from its facts: who holds it, whether it waits, whether it is solved and confirmed.
import { byHappening, standing } from '../fact/fact.ts'
import type { Fact } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { Instant } from '../time/instant.ts'
import type { TicketStatus } from './ticket.ts'

export type TicketReading = {
  status: TicketStatus
  holderId: string | null
  teamId: string | null
  acceptedAt: Instant | null
  pausedReason: string | null
  /** All it waits for, the latest last. */
  waitsFor: readonly string[]
  workedAt: Instant | null
  resolvedAt: Instant | null
  confirmedAt: Instant | null
  closedAt: Instant | null
  cancelledAt: Instant | null
  mergedInto: string | null
  rating: number | null
}

export function statusOf(facts: readonly Fact[]): TicketReading {
  const reading = [...standing(facts)].sort(byHappening).reduce(after, beginning)
  return { ...reading, status: statusFrom(reading) }
}

const beginning: TicketReading = {
  status: 'new', holderId: null, teamId: null, acceptedAt: null, pausedReason: null, waitsFor: [], workedAt: null, resolvedAt: null, confirmedAt: null, closedAt: null,
  cancelledAt: null, mergedInto: null, rating: null,
}

function after(reading: TicketReading, { kind, data, happenedAt, by }: Fact): TicketReading {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : null)
  switch (kind) {
    case 'ticket.assigned': return { ...reading, holderId: text('to') ?? reading.holderId, teamId: text('team') ?? reading.teamId,
      acceptedAt: text('to') !== null && text('to') === by ? happenedAt : text('to') === null ? reading.acceptedAt : null }
    case 'ticket.accepted': return { ...reading, holderId: reading.holderId ?? by, acceptedAt: happenedAt }
    case 'ticket.declined': return { ...reading, holderId: null, acceptedAt: null }
    case 'ticket.paused': return waiting(reading, [...reading.waitsFor.filter((one) => one !== (text('reason') ?? 'customer')), text('reason') ?? 'customer'])
    case 'ticket.resumed': return waiting(reading, text('reason') === null ? [] : reading.waitsFor.filter((one) => one !== text('reason')))
    case 'ticket.resolved': return { ...reading, resolvedAt: happenedAt, pausedReason: null, waitsFor: [] }
    case 'ticket.confirmed': return { ...reading, confirmedAt: happenedAt }
    case 'ticket.closed': return { ...reading, closedAt: happenedAt, pausedReason: null, waitsFor: [] }
    case 'ticket.reopened': return { ...reading, resolvedAt: null, confirmedAt: null, closedAt: null, cancelledAt: null }
    case 'ticket.cancelled': return { ...reading, cancelledAt: happenedAt, closedAt: reading.closedAt ?? happenedAt }
    case 'ticket.merged': return { ...reading, mergedInto: text('into'), closedAt: reading.closedAt ?? happenedAt }
    case 'ticket.rated': return { ...reading, rating: typeof data['rating'] === 'number' ? data['rating'] : reading.rating }
    default: return working.has(kind) ? { ...reading, workedAt: reading.workedAt ?? happenedAt } : reading
  }
}

const waiting = (reading: TicketReading, waitsFor: readonly string[]): TicketReading => ({ ...reading, waitsFor, pausedReason: waitsFor.at(-1) ?? null })

/** Somebody has begun. */
const working = new Set<FactKind>([
  'ticket.contacted', 'reply.sent', 'answer.given', 'diagnosis.made', 'cause.analysed', 'solution.proposed', 'remote.started', 'onsite.decided', 'engineer.dispatched', 'engineer.departed',
  'engineer.arrived', 'ticket.arranged', 'part.replaced', 'loaner.delivered', 'fault.removed', 'work.finished', 'rma.opened', 'software.adjusted', 'consultation.held',
])

function statusFrom(reading: TicketReading): TicketStatus {
  if (reading.mergedInto !== null) return 'merged'
  if (reading.cancelledAt !== null) return 'cancelled'
  if (reading.closedAt !== null) return 'closed'
  if (reading.resolvedAt !== null) return reading.confirmedAt === null ? 'resolved' : 'confirmed'
  if (reading.pausedReason !== null) return 'paused'
  if (reading.workedAt !== null || reading.acceptedAt !== null) return 'working'
  return reading.holderId === null && reading.teamId === null ? 'new' : 'assigned'
}
