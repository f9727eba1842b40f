// The API document, made from the list of endpoints: OpenAPI 3.1, the same text for the file in docs and for the server.
import { z } from 'zod'
import { errorStatuses } from './errors.ts'
import type { ErrorCode } from './errors.ts'
import { pathParameters } from './endpoint.ts'
import type { Endpoint } from './endpoint.ts'

type Json = { [key: string]: unknown }
type Io = 'input' | 'output'
type Named = Record<string, Json>

// What every endpoint may answer besides the refusals it declares.
const always: readonly ErrorCode[] = ['request.invalid']
const signedIn: readonly ErrorCode[] = ['session.required']
const permitted: readonly ErrorCode[] = ['permission.missing']

export function openapi(endpoints: Readonly<Record<string, Endpoint>>): Json {
  const list = Object.entries(endpoints)
  const schemas = namedSchemas(list.map(([, endpoint]) => endpoint))
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of list) {
    const path = endpoint.path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint, schemas.nameOf) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Aftercare', version: '1', description: 'Everything the screens do, by API. Times are ISO 8601 in UTC; writes take an Idempotency-Key.' },
    servers: [{ url: '/api' }],
    paths,
    components: { schemas: { ...schemas.all, Refusal: refusalSchema }, securitySchemes },
  }
}

const securitySchemes = {
  session: { type: 'apiKey', in: 'cookie', name: 'session' },
  key: { type: 'http', scheme: 'bearer' },
}

const refusalSchema = {
  type: 'object',
  properties: {
    code: { type: 'string' }, params: { type: 'object' }, message: { type: 'string', description: 'In the language of the caller' },
    trace: { type: 'string' },
  },
  required: ['code', 'params', 'message'],
}

function operation(name: string, endpoint: Endpoint, nameOf: NameOf): Json {
  const { schema } = toSchema(endpoint.input, 'input', nameOf)
  const inPath = pathParameters(endpoint.path)
  const reads = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  const rest = without(schema, inPath)
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[1] ?? ''],
    ...(endpoint.permission === 'public' ? { security: [] } : { security: [{ session: [] }, { key: [] }], 'x-permission': endpoint.permission }),
    parameters: [
      ...inPath.map((field) => ({ name: field, in: 'path', required: true, schema: propertiesOf(schema)[field] ?? { type: 'string' } })),
      ...(reads ? inQuery(rest) : [idempotencyKey]),
    ],
    ...(reads ? {} : { requestBody: { required: true, content: { [endpoint.multipart ? 'multipart/form-data' : 'application/json']: { schema: rest } } } }),
    responses: { ...reply(endpoint, nameOf), ...refusals(endpoint) },
  }
}

const idempotencyKey = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' } }

const propertiesOf = (schema: Json) => (schema.properties ?? {}) as Named
const requiredOf = (schema: Json) => (schema.required ?? []) as string[]

function without(schema: Json, fields: readonly string[]): Json {
  if (!schema.properties || fields.length === 0) return schema
  const properties = Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([field]) => !fields.includes(field)))
  const required = requiredOf(schema).filter((field) => !fields.includes(field))
  const { required: _all, ...others } = schema
  return { ...others, properties, ...(required.length > 0 ? { required } : {}) }
}

const inQuery = (schema: Json) => Object.entries(propertiesOf(schema))
  .map(([name, property]) => ({ name, in: 'query', required: requiredOf(schema).includes(name), schema: property }))

function reply(endpoint: Endpoint, nameOf: NameOf): Json {
  const content = endpoint.raw
    ? { '*/*': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: toSchema(endpoint.reply, 'output', nameOf).schema } }
  return { 200: { description: 'Done', content } }
}

function refusals(endpoint: Endpoint): Json {
  const codes = [...always, ...(endpoint.permission === 'public' ? [] : signedIn),
    ...(endpoint.permission === 'public' || endpoint.permission === 'signed-in' ? [] : permitted), ...endpoint.refusals]
  const byStatus: Record<number, ErrorCode[]> = {}
  for (const code of new Set(codes)) byStatus[errorStatuses[code]] = [...(byStatus[errorStatuses[code]] ?? []), code]
  return Object.fromEntries(Object.entries(byStatus).map(([status, answers]) => [status, {
    description: answers.join(', '),
    content: { 'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/Refusal' }, { properties: { code: { enum: answers } } }] } } },
  }]))
}

type NameOf = (id: string, io: Io) => string

// A shape with defaults reads differently going in and coming out; only then does it need two names.
function namedSchemas(endpoints: readonly Endpoint[]): { all: Named; nameOf: NameOf } {
  const plain: NameOf = (id) => id
  const input = collect(endpoints.map(({ input }) => input), 'input', plain)
  const output = collect(endpoints.filter(({ raw }) => !raw).map(({ reply }) => reply), 'output', plain)
  const twofold = differing(input, output)
  const nameOf: NameOf = (id, io) => (io === 'input' && twofold.has(id) ? `${id}Input` : id)
  const all = {
    ...collect(endpoints.map(({ input }) => input), 'input', nameOf),
    ...collect(endpoints.filter(({ raw }) => !raw).map(({ reply }) => reply), 'output', nameOf),
  }
  return { all: Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1))), nameOf }
}

function collect(shapes: readonly z.ZodType[], io: Io, nameOf: NameOf): Named {
  return Object.assign({}, ...shapes.map((shape) => toSchema(shape, io, nameOf).named)) as Named
}

// Whatever speaks of a differing shape differs as well.
function differing(input: Named, output: Named): Set<string> {
  const shared = Object.keys(input).filter((id) => id in output)
  const found = new Set(shared.filter((id) => JSON.stringify(input[id]) !== JSON.stringify(output[id])))
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const id of shared) {
      if ([...found].some((other) => JSON.stringify(input[id]).includes(`"#/components/schemas/${other}"`))) found.add(id)
    }
  }
  return found
}

// The shape is wrapped, so that a named one at the top is hoisted like any other.
function toSchema(shape: z.ZodType, io: Io, nameOf: NameOf): { schema: Json; named: Named } {
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ top: shape }), { io, unrepresentable: 'any' }) as { properties: Named; $defs?: Named }
  const text = (value: unknown) => JSON.stringify(value).replaceAll(/"#\/\$defs\/([^"]+)"/g, (_all, id: string) => `"#/components/schemas/${nameOf(id, io)}"`)
  const named = Object.fromEntries(Object.entries($defs).map(([id, schema]) => {
    const { id: _id, ...rest } = schema
    return [nameOf(id, io), JSON.parse(text(rest)) as Json]
  }))
  const top = JSON.parse(text(properties.top)) as Json
  const target = typeof top.$ref === 'string' ? named[top.$ref.split('/').at(-1) ?? ''] : undefined
  return { schema: io === 'input' && target ? target : top, named }
}
