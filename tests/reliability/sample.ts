// A small valid input for any endpoint, made from its schema; ids and codes come from what a house really holds.
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

type Schema = { type?: string; format?: string; enum?: unknown[]; const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; items?: Schema; minItems?: number; minimum?: number;
  minLength?: number; properties?: Record<string, Schema>; required?: string[]; pattern?: string; $ref?: string; $defs?: Record<string, Schema> }

export type Known = Readonly<Record<string, string>>
export type Fields = Record<string, unknown>

export const schemaOf = ({ input }: Endpoint): Schema => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema

/** Properties that name another record, with the noun they name. */
export function idFields(endpoint: Endpoint): { field: string; noun: string; isList: boolean }[] {
  const schema = schemaOf(endpoint)
  return Object.entries(schema.properties ?? {}).flatMap(([field, property]) => {
    const isList = property.items?.format === 'uuid'
    return isList || isUuid(property) ? [{ field, noun: nounOf(field, endpoint), isList }] : []
  })
}

const isUuid = (property: Schema): boolean => property.format === 'uuid' || (property.anyOf ?? []).some(isUuid)

const nouns: Readonly<Record<string, string>> = {
  parentId: 'asset', holderId: 'person', managerId: 'person', leadId: 'person', memberIds: 'person', corrects: 'fact', against: 'planVersion', actorId: 'person', nounId: 'ticket', from: 'planVersion',
  substituteIds: 'part', toId: 'place',
  attachments: 'attachment', ids: 'notice', token: 'file', file: 'attachment',
}

function nounOf(field: string, { path }: Endpoint): string {
  if (field === 'id') return path.includes('webhook') ? 'webhook' : 'view'
  return nouns[field] ?? field.replace(/Ids?$/, '')
}

export function sampleFor(endpoint: Endpoint, known: Known, given: Fields = {}): Fields {
  const schema = schemaOf(endpoint)
  const needed = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => needed.has(name) && !(name in given))
  return { ...Object.fromEntries(fields.map(([name, property]) => [name, valueOf(property, name, endpoint, known, schema.$defs ?? {})])), ...given }
}

function valueOf(property: Schema, name: string, endpoint: Endpoint, known: Known, defs: Record<string, Schema>): unknown {
  const schema = property.$ref ? (defs[property.$ref.split('/').at(-1) ?? ''] ?? {}) : property
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = (schema.anyOf ?? schema.oneOf)?.[0]
  if (choice) return valueOf(choice, name, endpoint, known, defs)
  switch (schema.type) {
    case 'integer': case 'number': return Math.max(1, schema.minimum ?? 1)
    case 'boolean': return true
    case 'array': return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => valueOf(schema.items ?? {}, name, endpoint, known, defs))
    case 'object': return Object.fromEntries((schema.required ?? []).map((key) => [key, valueOf(schema.properties?.[key] ?? {}, key, endpoint, known, defs)]))
    default: return textOf(schema, name, endpoint, known)
  }
}

const texts: Readonly<Record<string, string>> = {
  code: 'code-1', token: 'a-token-of-no-one-at-all', codes: 'code-1', phone: '0912345678', email: 'someone@example.com', url: 'https://93.184.216.34/hook', password: 'a long enough phrase 7',
  at: '2026-06-08T02:00:00Z', day: '2026-06-08', roster: 'default', zone: 'Asia/Taipei',
}

function textOf({ format }: Schema, name: string, endpoint: Endpoint, known: Known): string {
  if (format === 'uuid') return known[nounOf(name, endpoint)] ?? known['nobody']!
  if (format === 'date') return '2026-06-08'
  if (format === 'date-time') return '2026-06-08T02:00:00Z'
  if (endpoint.path.startsWith('/qr') || endpoint.path.includes('/q/')) return known['code'] ?? 'code-1'
  return texts[name] ?? 'A text'
}
