// What a job costs and who pays for it: price lists, charge sheets, quotes, payments, retention money.
export { chargeOf } from './queries/charge-of.ts'
export type { PricedJob } from './queries/charge-of.ts'
export { priceListFor } from './queries/price-lists.ts'
