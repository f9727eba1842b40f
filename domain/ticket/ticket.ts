// The words of a ticket. Every other list of these words is made from this one.
export const ticketStatuses = ['new', 'assigned', 'working', 'paused', 'resolved', 'confirmed', 'closed', 'cancelled', 'merged'] as const
export type TicketStatus = (typeof ticketStatuses)[number]
