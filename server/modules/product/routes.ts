import * as api from '#contract/product/endpoints.ts'
import { serve } from '#server/platform/http/serve.ts'
import type { Route } from '#server/platform/http/serve.ts'
import { binProduct, createProduct, restoreProduct, updateProduct } from './commands/save-product.ts'
import { getProduct, listProducts } from './queries/list-products.ts'

export const routes: Route[] = [
  serve(api.listProducts, listProducts),
  serve(api.getProduct, (context, { productId }) => getProduct(context, productId)),
  serve(api.createProduct, async (context, input) => getProduct(context, await createProduct(context, input))),
  serve(api.updateProduct, async (context, input) => {
    await updateProduct(context, input)
    return getProduct(context, input.productId)
  }),
  serve(api.deleteProduct, async (context, { productId }) => {
    await binProduct(context, productId)
    return { ok: true } as const
  }),
  serve(api.restoreProduct, async (context, { productId }) => {
    await restoreProduct(context, productId)
    return getProduct(context, productId)
  }),
]
