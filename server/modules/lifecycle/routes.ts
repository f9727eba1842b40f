import { moveAsset as moving, updateAsset as updating } from '#contract/asset/endpoints.ts'
import * as delivery from '#contract/lifecycle/delivery-endpoints.ts'
import * as api from '#contract/lifecycle/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { getAsset } from '../asset/index.ts'
import { readOrg } from '../org/index.ts'
import { createDelivery } from './commands/create-delivery.ts'
import { moveAsset, retireAsset, swapAsset, updateAsset } from './commands/place-asset.ts'
import { recordAssetFact, recordAssetFacts } from './commands/record-asset-fact.ts'
import { recordDeliveryStep } from './commands/record-delivery-step.ts'
import type { FileForm } from './commands/record-delivery-step.ts'
import { recordSettings } from './commands/record-settings.ts'
import { getAssetLife, lifeEntryOf } from './queries/asset-life.ts'
import { getDelivery, listDeliveries } from './queries/delivery-views.ts'
import { exportLife } from './queries/export-life.ts'
import { printedDelivery } from './queries/print-delivery.ts'
import { compareSettings, listSettings } from './queries/settings-views.ts'
import { getAssetOnDay, listComponents, traceAssets } from './queries/stays.ts'

export const routes = (fileForm: FileForm): Route[] => [
  serve(updating, async (context, input, _exchange, { publicUrl }) => {
    await updateAsset(context, input)
    return getAsset(context, publicUrl, input.assetId)
  }),
  serve(moving, async (context, input, _exchange, { publicUrl }) => {
    await moveAsset(context, input)
    return getAsset(context, publicUrl, input.assetId)
  }),
  serve(api.swapAsset, async (context, input, _exchange, { publicUrl }) => {
    await swapAsset(context, input)
    return getAsset(context, publicUrl, input.assetId)
  }),
  serve(api.retireAsset, async (context, input, _exchange, { publicUrl }) => {
    await retireAsset(context, input)
    return getAsset(context, publicUrl, input.assetId)
  }),
  serve(api.recordAssetFact, async (context, input) => lifeEntryOf(context, input.assetId, await recordAssetFact(context, input))),
  serve(api.recordAssetFacts, async (context, input) => ({ recorded: await recordAssetFacts(context, input) })),
  serve(api.getAssetLife, getAssetLife),
  serve(api.exportAssetLife, exportLife),
  serve(api.getAssetOnDay, getAssetOnDay),
  serve(api.listComponents, async (context, { assetId }) => ({ rows: await listComponents(context, assetId) })),
  serve(api.traceAssets, traceAssets),
  serve(api.recordSettings, async (context, input) => {
    const version = await recordSettings(context, input)
    return (await listSettings(context, input.assetId)).find((one) => one.version === version)!
  }),
  serve(api.listSettings, async (context, { assetId }) => ({ rows: await listSettings(context, assetId) })),
  serve(api.compareSettings, compareSettings),
  serve(delivery.listDeliveries, listDeliveries),
  serve(delivery.getDelivery, (context, { deliveryId }) => getDelivery(context, deliveryId)),
  serve(delivery.createDelivery, async (context, input) => getDelivery(context, await createDelivery(context, input))),
  serve(delivery.recordDeliveryStep, async (context, input) => {
    await recordDeliveryStep(context, fileForm, input)
    return getDelivery(context, input.deliveryId)
  }),
  serve(delivery.printDelivery, async (context, { deliveryId }) => {
    const note = await getDelivery(context, deliveryId)
    const { org } = await readOrg(context.tx, context.actor.orgId)
    return { type: 'text/html; charset=utf-8', body: printedDelivery(note, org.name, context.actor.language), name: `${note.number}.html`, inline: true }
  }),
]
