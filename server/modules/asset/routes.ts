import * as api from '#contract/asset/endpoints.ts'
import { Refusal } from '#server/platform/http/refusal.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { checkAssets, commitAssets } from './commands/import-assets.ts'
import { createAsset, deleteAsset, restoreAsset } from './commands/save-asset.ts'
import { bindQrCode, mintQrCodes, revokeQrCode } from './commands/save-qr-code.ts'
import { listMinted, listQrCodes, oneCode } from './queries/list-qr-codes.ts'
import { getAsset } from './queries/get-asset.ts'
import { exportAssets, findAsset, listAssets } from './queries/list-assets.ts'
import { printLabels } from './queries/print-labels.ts'

const ok = { ok: true } as const

export const routes: Route[] = [
  serve(api.listAssets, listAssets),
  serve(api.exportAssets, exportAssets),
  serve(api.checkAssetImport, (context, _input, { files }, { blobs }) => checkAssets(context, files, blobs)),
  serve(api.commitAssetImport, (context, { token }, _exchange, { blobs }) => commitAssets(context, token, blobs)),
  serve(api.getAsset, (context, { assetId }, _exchange, { publicUrl }) => getAsset(context, publicUrl, assetId)),
  serve(api.createAsset, async (context, input, _exchange, { publicUrl }) => getAsset(context, publicUrl, await createAsset(context, input))),
  serve(api.deleteAsset, async (context, { assetId }) => {
    await deleteAsset(context, assetId)
    return ok
  }),
  serve(api.restoreAsset, async (context, { assetId }, _exchange, { publicUrl }) => {
    await restoreAsset(context, assetId)
    return getAsset(context, publicUrl, assetId)
  }),
  serve(api.mintQrCodes, async (context, { count }, _exchange, { publicUrl }) => {
    const codes = await mintQrCodes(context, count)
    return { codes: await listMinted(context, publicUrl, codes) }
  }),
  serve(api.listQrCodes, async (context, { state, limit }, _exchange, { publicUrl }) => ({ rows: await listQrCodes(context, publicUrl, state, limit) })),
  serve(api.getQrCode, async (context, { code }, _exchange, { publicUrl }) => {
    const qr = await oneCode(context, publicUrl, code)
    const asset = qr.assetId === null ? null : await findAsset(context, qr.assetId)
    if (qr.assetId !== null && !asset) throw new Refusal('qr.unknown')
    return { qr, asset }
  }),
  serve(api.bindQrCode, async (context, input, _exchange, { publicUrl }) => {
    await bindQrCode(context, input)
    return oneCode(context, publicUrl, input.code)
  }),
  serve(api.revokeQrCode, async (context, { code }, _exchange, { publicUrl }) => {
    await revokeQrCode(context, code)
    return oneCode(context, publicUrl, code)
  }),
  serve(api.printQrLabels, (context, input, _exchange, { publicUrl }) => printLabels(context, publicUrl, input)),
]
