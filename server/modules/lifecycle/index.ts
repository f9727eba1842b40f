// What happens to the installed base over its life: facts of assets, places, settings, deliveries from hand-over to acceptance.
export { createDelivery } from './commands/create-delivery.ts'
export { appendAssetFact } from './commands/record-asset-fact.ts'
export { swapAsset } from './commands/place-asset.ts'
export { tellAssets } from './store.ts'
