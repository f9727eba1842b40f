// May this person decide now? The seat whose turn it is, held or lent; never twice in one chain; a no has its reason.
import type { ApprovalReading } from './approval.ts'

export type Decider = {
  id: string | null
  /** Seats held, and seats lent by their holders for now. */
  seats: readonly string[]
}
export type Wish = { yes: boolean; reason: string | null; signedBy: string | null }
export type Objection = 'approval.closed' | 'approval.not-your-seat' | 'approval.decided-before' | 'approval.reason-missing' | 'approval.signer-missing'

/** Seats outside the company: staff record their decision with the name of who gave it. */
export const outsideSeats = ['customer', 'owner', 'dealer', 'supplier'] as const

export const isOutside = (seat: string) => (outsideSeats as readonly string[]).includes(seat)

export function objectionTo({ state, seat, steps }: ApprovalReading, decider: Decider, wish: Wish): Objection | null {
  if (state !== 'pending' || seat === null) return 'approval.closed'
  if (isOutside(seat)) {
    if (!wish.signedBy) return 'approval.signer-missing'
  } else {
    if (!decider.seats.includes(seat)) return 'approval.not-your-seat'
    if (steps.some(({ by, seat: taken }) => by !== null && by === decider.id && !isOutside(taken))) return 'approval.decided-before'
  }
  return !wish.yes && !wish.reason ? 'approval.reason-missing' : null
}
