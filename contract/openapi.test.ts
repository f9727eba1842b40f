import { expect, test } from 'vitest'
import { endpoints } from './api.ts'
import { pathParameters } from './endpoint.ts'
import { openapi } from './openapi.ts'

type Operation = { operationId: string; parameters: { name: string; in: string }[]; responses: Record<string, unknown>; security: unknown[] }
const document = openapi(endpoints) as { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } }
const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

test('every endpoint stands in the document once, under its own name', () => {
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(endpoints).sort())
})

test('every reference leads to a schema that is there', () => {
  const wanted = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, id]) => id ?? '')
  expect(wanted.filter((id) => !(id in document.components.schemas))).toEqual([])
  expect(JSON.stringify(document)).not.toContain('#/$defs/')
})

test('every parameter of a path is declared, and is not asked for again in the body or the query', () => {
  for (const operation of operations) {
    const path = pathParameters(endpoints[operation.operationId]?.path ?? '')
    expect(operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(path)
    expect(operation.parameters.filter((parameter) => parameter.in === 'query' && path.includes(parameter.name))).toEqual([])
  }
})

test('the same contract gives the same text', () => {
  expect(JSON.stringify(openapi(endpoints))).toBe(JSON.stringify(document))
})
