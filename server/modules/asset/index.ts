// What of ours stands at the customers, and the codes on it.
export { visibleAssets } from './policy.ts'
export { qrByCode, qrUrl } from './queries/find-qr-codes.ts'
export type { CodeOwner } from './queries/find-qr-codes.ts'
export { findAsset } from './queries/list-assets.ts'
export { lookupRoute } from './queries/lookup.ts'
