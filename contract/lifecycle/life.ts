// The life of a piece of the installed base: everything that happened to it, where it stood, what was in it.
import { z } from 'zod'
import { assetKinds } from '../asset/asset.ts'
import { day, id, moment } from '../endpoint.ts'

export const lifeGroups = ['placing', 'delivery', 'settings', 'cover', 'service', 'parts', 'forms', 'cycles', 'other'] as const
export type LifeGroup = (typeof lifeGroups)[number]
export const lifeReaches = ['self', 'parts', 'whole'] as const

export const lifeAsset = z.object({ id, number: z.string(), name: z.string(), kind: z.enum(assetKinds), serial: z.string().nullable(), batch: z.string().nullable() }).meta({ id: 'LifeAsset' })
export const lifeEntry = z.object({
  id, group: z.enum(lifeGroups), kind: z.string(), happenedAt: moment, recordedAt: moment, by: z.string().nullable(), asset: lifeAsset,
  ticket: z.object({ id, number: z.string(), title: z.string() }).nullable(), form: z.object({ id, number: z.string(), code: z.string() }).nullable(),
  agreement: z.object({ id, number: z.string() }).nullable(),
  data: z.record(z.string(), z.unknown()), body: z.string().nullable(), corrects: id.nullable(), corrected: z.boolean(),
}).meta({ id: 'LifeEntry' })
export type LifeEntry = z.output<typeof lifeEntry>

const named = z.object({ id, name: z.string() })
export const stay = z.object({
  from: moment.nullable().describe('null: since it is known'), until: moment.nullable().describe('null: still'), customer: named.nullable(), site: named.nullable(), parent: lifeAsset.nullable(),
}).meta({ id: 'Stay' })
export const componentStay = z.object({ asset: lifeAsset, componentClass: z.string().nullable(), from: moment.nullable(), until: moment.nullable() }).meta({ id: 'ComponentStay' })
export const stateOnDay = z.object({ on: day, place: stay.nullable(), parents: z.array(lifeAsset), parts: z.array(lifeAsset), isRetired: z.boolean(), settingsVersion: z.number().int().nullable() }).meta({ id: 'AssetOnDay' })
export const trace = z.object({
  asset: lifeAsset, componentClass: z.string().nullable(), retiredOn: day.nullable(), parents: z.array(lifeAsset), customer: named, site: named.nullable(), stays: z.array(stay),
  delivery: z.object({ id, number: z.string() }).nullable(),
  tickets: z.array(z.object({ id, number: z.string(), title: z.string(), status: z.string(), registeredAt: moment })).describe('its own and those of what it stood in meanwhile, newest first'),
}).meta({ id: 'Trace' })

export const settingsEntries = z.record(z.string().trim().min(1).max(80), z.string().max(2000))
export const settingsVersion = z.object({
  version: z.number().int(), happenedAt: moment, recordedAt: moment, by: z.string().nullable(), note: z.string().nullable(), entries: settingsEntries,
  fileName: z.string().nullable(), fileText: z.string().nullable(),
}).meta({ id: 'SettingsVersion' })
export type SettingsVersion = z.output<typeof settingsVersion>
export const settingsDiff = z.object({
  before: z.number().int(), after: z.number().int(),
  entries: z.array(z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  lines: z.array(z.object({ sign: z.enum(['+', '-']), line: z.number().int(), text: z.string() })),
}).meta({ id: 'SettingsDiff' })
