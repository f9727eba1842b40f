// Money the customer keeps back as a guarantee: what was kept, what repair by others took from it, what was given back.
export const retentionKinds = ['kept', 'deducted', 'released'] as const
export type RetentionKind = (typeof retentionKinds)[number]
export type RetentionEntry = { kind: RetentionKind; amount: number }
export type RetentionFault = 'retention.not-entitled' | 'retention.too-much' | 'retention.document-missing'

export const balanceOf = (entries: readonly RetentionEntry[]): number => entries.reduce((sum, { kind, amount }) => sum + (kind === 'kept' ? amount : -amount), 0)

/** Repair by others comes off only after the broken promise that gives the right to it, with a paper, and never below nothing. */
export function objectionToDeduction(balance: number, amount: number, given: { isBroken: boolean; document: string }): RetentionFault | null {
  if (!given.isBroken) return 'retention.not-entitled'
  if (given.document.trim() === '') return 'retention.document-missing'
  return objectionToRelease(balance, amount)
}

export const objectionToRelease = (balance: number, amount: number): RetentionFault | null => (amount > balance ? 'retention.too-much' : null)
