// Parts: what lies where, for whom it is kept, and what is owed back.
export { moveStock } from './commands/move-stock.ts'
export type { Moved, StockWish } from './commands/move-stock.ts'
export { appraiseOldPart, receiveOldPart } from './commands/old-parts.ts'
export { replacePart } from './commands/replace-part.ts'
export { getOldPart, oldPartsOf } from './queries/list-old-parts.ts'
export { visibleOldParts, visiblePlaces } from './policy.ts'
export { findPart, findPlace, transitPlace } from './store.ts'
export type { PartRecord } from './store.ts'
