// The life of a charge sheet: drafted, quoted, answered, billed, paid. A refused or changed quote becomes the next version.
export const sheetStates = ['draft', 'quoted', 'accepted', 'refused', 'billed', 'paid'] as const
export type SheetState = (typeof sheetStates)[number]
export const sheetVerbs = ['change', 'quote', 'answer', 'bill', 'pay'] as const
export type SheetVerb = (typeof sheetVerbs)[number]

const from: Readonly<Record<SheetVerb, readonly SheetState[]>> = {
  change: ['draft', 'quoted', 'accepted', 'refused'], quote: ['draft'], answer: ['quoted'], bill: ['accepted'], pay: ['billed'],
}

export const maySheet = (state: SheetState, verb: SheetVerb): boolean => from[verb].includes(state)
export const openVerbs = (state: SheetState): SheetVerb[] => sheetVerbs.filter((verb) => maySheet(state, verb))

/** Without a rule that asks for consent, a sheet may be billed as drafted. */
export const mayBill = (state: SheetState, consentFirst: boolean): boolean => maySheet(state, 'bill') || (!consentFirst && (state === 'draft' || state === 'quoted'))
