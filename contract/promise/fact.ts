import { z } from 'zod'
import { id, moment } from '../endpoint.ts'
import { text } from '../plan/text.ts'

export const factData = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/),
  z.union([z.string().max(4000), z.number(), z.boolean(), z.null(), z.array(z.string().max(400)).max(100)]),
).meta({ id: 'FactData', description: 'Named values of a fact, as the plan asks for them' })

export const factView = z.object({
  id, kind: z.string(), happenedAt: moment, recordedAt: moment, by: z.string().nullable(), byId: id.nullable(),
  data: z.record(z.string(), z.unknown()), body: z.string().nullable(), corrects: id.nullable(), corrected: z.boolean(),
  attachments: z.array(z.object({ id, name: z.string(), mediaType: z.string(), bytes: z.number(), isPublic: z.boolean() })),
}).meta({ id: 'Fact' })
export const timelineFact = factView.extend({ titles: z.record(z.string(), text).describe('of values that the plan has words for, by the name of the value') }).meta({ id: 'TimelineFact' })
export type FactView = z.output<typeof factView>
export type TimelineFact = z.output<typeof timelineFact>
