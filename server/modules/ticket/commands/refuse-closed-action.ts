import type { FactKind } from '#domain/fact/kinds.ts'
import { closedReason } from '#domain/ticket/actions.ts'
import type { TicketReading } from '#domain/ticket/status.ts'
import { Refusal } from '#server/platform/http/refusal.ts'

/** What the state of the ticket itself forbids, whatever the plan says. */
export function refuseClosedAction(kind: FactKind, reading: TicketReading): void {
  const reason = closedReason(kind, reading)
  if (reason) throw new Refusal('ticket.action-closed', { reason })
}
