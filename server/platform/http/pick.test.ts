import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#contract/api.ts'
import { pickerOf } from './pick.ts'

const part = z.object({ id: z.string(), note: z.string().nullable().optional() })
const shape = z.object({ rows: z.array(part), one: part.nullable(), kind: z.enum(['a', 'b']), open: z.record(z.string(), z.unknown()), either: z.union([z.string(), part]) })

test('a field outside the shape never leaves, however deep it stands', () => {
  const secret = { id: 'x', password: 'secret' }
  const value = { rows: [secret, { ...secret, note: null }], one: secret, kind: 'a', open: { any: 1 }, either: secret, token: 'secret' }
  expect(pickerOf(shape)(value)).toEqual(shape.parse(value))
  expect(JSON.stringify(pickerOf(shape)(value))).not.toContain('secret')
})

test('an object where a text, a word or a list is promised does not pass', () => {
  for (const wrong of [{ kind: { secret: 1 } }, { rows: { secret: 1 } }, { one: 'text' }, { rows: [{ id: { secret: 1 } }] }, { either: { secret: 1 } }]) {
    const value = { rows: [], one: null, kind: 'a', open: {}, either: 'x', ...wrong }
    expect(() => pickerOf(shape)(value), JSON.stringify(wrong)).toThrow()
  }
})

test('a missing field is missed', () => {
  expect(() => pickerOf(shape)({ rows: [], one: null, open: {}, either: 'x' })).toThrow()
})

test('a shape that holds itself is picked to any depth', () => {
  type Tree = { id: string; under: Tree[] }
  const tree: z.ZodType<Tree> = z.object({ id: z.string(), get under() { return z.array(tree) } })
  const value = { id: '1', under: [{ id: '2', under: [], secret: 1 }] }
  expect(pickerOf(tree)(value)).toEqual({ id: '1', under: [{ id: '2', under: [] }] })
})

test('every reply of the contract has its picker', () => {
  for (const { reply } of Object.values(endpoints)) expect(typeof pickerOf(reply)).toBe('function')
})
