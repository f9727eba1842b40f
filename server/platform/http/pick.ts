// What a reply may say, as a function made once from its shape: fields outside the shape are left out, as parsing would, without
// judging each value again. Whatever the shape does beyond naming fields is parsed as before.
import { z } from 'zod'

export type Pick = (value: unknown) => unknown

const made = new WeakMap<z.core.$ZodType, Pick>()

export function pickerOf(shape: z.core.$ZodType): Pick {
  const kept = made.get(shape)
  if (kept) return kept
  // A shape that holds itself finds this in place of the picker still being made.
  let done: Pick | null = null
  made.set(shape, (value) => (done ?? as(shape))(value))
  done = compile(shape)
  made.set(shape, done)
  return done
}

const as = (shape: z.core.$ZodType): Pick => (value) => z.parse(shape, value)

// Texts, numbers and the like hold no fields of their own.
const plain = new Set(['string', 'number', 'boolean', 'null', 'literal', 'enum', 'int'])

function compile(shape: z.core.$ZodType): Pick {
  const { def } = (shape as z.core.$ZodTypes)._zod
  if (plain.has(def.type)) return scalar(shape)
  switch (def.type) {
    case 'object': return def.catchall ? as(shape) : objectPicker(def.shape)
    case 'array': return arrayPicker(pickerOf(def.element))
    case 'nullable': case 'optional': return absent(pickerOf(def.innerType))
    case 'unknown': return (value) => value
    default: return as(shape)
  }
}

// A value that should be a text and is an object is not let through: parsing says what is wrong with it.
function scalar(shape: z.core.$ZodType): Pick {
  const { _zod: zod } = shape
  const changes = (zod.def as { checks?: { _zod: { def: { check: string } } }[]; coerce?: boolean })
  if (changes.coerce || changes.checks?.some(({ _zod: check }) => check.def.check === 'overwrite')) return as(shape)
  const strict = as(shape)
  return (value) => (typeof value === 'object' && value !== null) || value === undefined ? strict(value) : value
}

function objectPicker(fields: Readonly<Record<string, z.core.$ZodType>>): Pick {
  const picks = Object.entries(fields).map(([name, field]) => [name, pickerOf(field)] as const)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('a reply lacks an object of its shape')
    const picked: Record<string, unknown> = {}
    for (const [name, pick] of picks) {
      const one = (value as Record<string, unknown>)[name]
      const said = pick(one)
      if (said !== undefined || name in value) picked[name] = said
    }
    return picked
  }
}

const arrayPicker = (pick: Pick): Pick => (value) => {
  if (!Array.isArray(value)) throw new TypeError('a reply lacks a list of its shape')
  return value.map(pick)
}

const absent = (pick: Pick): Pick => (value) => (value === undefined || value === null ? value : pick(value))
