import { z } from 'zod'
import { done, endpoint, id, moment, page, pageOf } from '../endpoint.ts'

export const productFields = {
  code: z.string().trim().min(1).max(60), name: z.string().trim().min(1).max(200), family: z.string().trim().max(100).nullable(),
  model: z.string().trim().max(100).nullable(), standards: z.array(z.string().trim().min(1).max(100)).max(30),
}
export const productView = z.object({
  id, code: z.string(), name: z.string(), family: z.string().nullable(), model: z.string().nullable(), standards: z.array(z.string()),
  assets: z.number(), createdAt: moment, deletedAt: moment.nullable(),
})
export type ProductView = z.output<typeof productView>
const productId = id

export const listProducts = endpoint({
  method: 'GET', path: '/products', permission: 'product.read', summary: 'Products by filter, page by page',
  input: z.strictObject({ q: z.string().max(200).optional(), family: z.string().max(100).optional(), deleted: z.enum(['yes', 'no']).optional(), ...page }),
  reply: pageOf(productView), refusals: [],
})
export const getProduct = endpoint({
  method: 'GET', path: '/products/:productId', permission: 'product.read', summary: 'A product', input: z.strictObject({ productId }), reply: productView, refusals: ['product.unknown'],
})
export const createProduct = endpoint({
  method: 'POST', path: '/products', permission: 'product.write', summary: 'Add a product',
  input: z.strictObject({ ...productFields, family: productFields.family.default(null), model: productFields.model.default(null), standards: productFields.standards.default([]) }),
  reply: productView, refusals: ['product.code-taken'],
})
export const updateProduct = endpoint({
  method: 'PATCH', path: '/products/:productId', permission: 'product.write', summary: 'Change a product',
  input: z.strictObject({
    productId, code: productFields.code.optional(), name: productFields.name.optional(), family: productFields.family.optional(), model: productFields.model.optional(), standards: productFields.standards.optional(),
  }),
  reply: productView, refusals: ['product.unknown', 'product.code-taken'],
})
export const deleteProduct = endpoint({
  method: 'DELETE', path: '/products/:productId', permission: 'product.write', summary: 'Put a product into the bin; refused while assets are made from it',
  input: z.strictObject({ productId }), reply: done, refusals: ['product.unknown', 'row.in-use'],
})
export const restoreProduct = endpoint({
  method: 'POST', path: '/products/:productId/restore', permission: 'product.write', summary: 'Take a product out of the bin',
  input: z.strictObject({ productId }), reply: productView, refusals: ['product.unknown'],
})
