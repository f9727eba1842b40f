// API keys: a name, a part of its maker's permissions, an end. The key itself is shown once and only its hash is kept.
import { z } from 'zod'
import { done, endpoint, id, moment, nothing } from '../endpoint.ts'
import { permissions } from '../permissions.ts'

export const keyView = z.object({
  id, name: z.string(), hint: z.string(), permissions: z.array(z.enum(permissions)), createdBy: z.object({ id, name: z.string() }), createdAt: moment, expiresAt: moment.nullable(),
  revokedAt: moment.nullable(), lastUsedAt: moment.nullable(),
}).meta({ id: 'ApiKey' })

export const listKeys = endpoint({
  method: 'GET', path: '/keys', permission: 'key.write', summary: 'API keys, without the keys themselves', input: nothing, reply: z.object({ rows: z.array(keyView) }), refusals: [],
})
export const createKey = endpoint({
  showsSecret: true,
  method: 'POST', path: '/keys', permission: 'key.write', summary: 'Make an API key; send it as "Authorization: Bearer ak_…". It is shown only now',
  input: z.strictObject({ name: z.string().trim().min(1).max(100), permissions: z.array(z.enum(permissions)).min(1), expiresAt: moment.nullable().default(null) }),
  reply: keyView.extend({ key: z.string() }), refusals: ['permission.missing', 'session.required', 'request.invalid'],
})
export const revokeKey = endpoint({
  method: 'DELETE', path: '/keys/:keyId', permission: 'key.write', summary: 'End an API key at once', input: z.strictObject({ keyId: id }), reply: done, refusals: ['key.unknown'],
})
