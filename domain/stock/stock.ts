// The words of stock. Every other list of these words is made from these.
/** Who stands behind a part: made by the maker of the equipment, approved by it, or neither. */
export const origins = ['original', 'approved', 'other'] as const
export type Origin = (typeof origins)[number]

export const placeKinds = ['depot', 'van', 'person', 'dealer', 'usable', 'scrap', 'transit', 'station'] as const
export type PlaceKind = (typeof placeKinds)[number]
/** Places parts may be promised from. */
export const supplyKinds: readonly PlaceKind[] = ['depot', 'van', 'person', 'dealer', 'usable']

export const conditions = ['new', 'usable', 'scrap'] as const
export type Condition = (typeof conditions)[number]

/** Simple: one depot, no serials and batches. Standard: places and requisitions. Advanced: serials, batches, safety stock too. */
export const stockModes = ['simple', 'standard', 'advanced'] as const
export type StockMode = (typeof stockModes)[number]

export const moveKinds = ['receive', 'reserve', 'release', 'issue', 'return', 'transfer', 'borrow', 'count', 'scrap', 'appraise'] as const
export type MoveKind = (typeof moveKinds)[number]

export const requisitionStates = ['requested', 'approved', 'refused', 'issued', 'received', 'cancelled'] as const
export type RequisitionState = (typeof requisitionStates)[number]
export const requisitionReasons = ['ticket', 'stock', 'minimum', 'season'] as const
export type RequisitionReason = (typeof requisitionReasons)[number]

export const countStates = ['open', 'posted', 'cancelled'] as const
export type CountState = (typeof countStates)[number]

export const oldPartStates = ['owed', 'returned', 'appraised'] as const
export type OldPartState = (typeof oldPartStates)[number]
export const appraisals = ['usable', 'scrap'] as const
export type Appraisal = (typeof appraisals)[number]

export const priceSources = ['list', 'market', 'cost'] as const
export type PriceSource = (typeof priceSources)[number]
