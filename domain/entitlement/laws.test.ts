// The engine against a slow, obvious count that walks the calendar day by day, on random terms with replacements, extensions and repairs.
import { describe, expect, test } from 'vitest'
import { walk, walkedLast } from '#tests/support/standard/cover-cases.ts'
import type { Fact, FactData } from '../fact/fact.ts'
import type { FactKind } from '../fact/kinds.ts'
import type { CoverRule, Plan } from '../plan/plan.ts'
import { day } from '../time/day.ts'
import type { Day } from '../time/day.ts'
import { startOfDay } from '../time/zone.ts'
import { coverOn } from './cover.ts'
import { unprovenCause } from './evidence.ts'
import { historyOf } from './events.ts'
import { lastDayOf } from './length.ts'
import type { CoverGround } from './terms.ts'

const zone = 'Asia/Taipei'
const text = { 'zh-TW': '保固', 'zh-CN': '质保', en: 'Cover' }
const vendor = { parts: 'vendor', labour: 'vendor', travel: 'vendor' } as const
const customer = { parts: 'customer', labour: 'customer', travel: 'customer' } as const

/** The same numbers for the same seed. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((state / 2_147_483_648) * sides) }
}

type World = {
  ground: CoverGround; start: Day; months: number; nextDay: boolean; renews: boolean; extendedOn: Day | null; extendedUntil: Day | null; replacedOn: Day | null
  repairs: { from: Day; until: Day }[]
}

function worldOf(seed: number): World {
  const roll = dice(seed)
  const start = walk('2024-01-01' as Day, roll(500))
  const [months, nextDay, renews] = [1 + roll(14), roll(2) === 1, roll(2) === 1]
  const replacedOn = roll(3) === 0 ? walk(start, 5 + roll(400)) : null
  const extendedOn = roll(3) === 0 ? walk(start, 5 + roll(300)) : null
  const extendedUntil = extendedOn && walk(extendedOn, 1 + roll(300))
  const repairs = roll(3) === 0 && !replacedOn ? [0, 1].map((n) => { const from = walk(start, 20 + n * 40 + roll(20)); return { from, until: walk(from, roll(12)) } }) : []
  const first: CoverRule = {
    id: 'first', clause: 'X-1', title: text, component: 'unit', start: ['acceptance.signed'], length: `${months}mo`, remedy: 'repair', pays: vendor, phase: 'warranty', repairTime: 'added',
    ...(nextDay && { startDay: 'next-day' }), ...(renews && { onReplacement: 'renew' }),
  }
  const after: CoverRule = { id: 'after', clause: 'X-2', title: text, component: 'unit', start: ['acceptance.signed'], after: 'first', length: 'lifetime', remedy: 'service', pays: customer, phase: 'after' }
  const facts = [
    fact('acceptance.signed', start), ...(replacedOn ? [fact('unit.replaced', replacedOn)] : []), ...(extendedOn ? [fact('cover.extended', extendedOn, { until: extendedUntil, reason: 'agreed' })] : []),
  ]
  const plan = { cover: [first, after], vocabulary: { causes: [] } } as unknown as Plan
  const ground = { plan, agreement: { startsOn: day('2024-01-01'), endsOn: null }, history: historyOf([{ facts }], zone), repairs, names: ['unit'] }
  return { ground, start, months, nextDay, renews, extendedOn, extendedUntil, replacedOn, repairs }
}

let count = 0
const fact = (kind: FactKind, on: Day, data: FactData = {}): Fact =>
  ({ id: `f${(count += 1)}`, kind, happenedAt: startOfDay(zone, on), recordedAt: startOfDay(zone, on), by: null, data })

function slowly(world: World, asked: Day): boolean {
  const from = begins(world, asked)
  if (asked < from) return false
  let last = walkedLast(from, `${world.months}mo`)
  const { extendedOn, extendedUntil, repairs } = world
  if (extendedOn && extendedUntil && extendedOn <= asked && extendedUntil > last) last = extendedUntil
  // Each day of repair pushes the end one day on.
  for (const repair of repairs.filter(({ until }) => until <= asked)) {
    if (repair.from < from || repair.from > last) continue
    for (let at = repair.from; at < repair.until; at = walk(at, 1)) last = walk(last, 1)
  }
  return asked <= last
}

function begins({ start, months, nextDay, renews, replacedOn }: World, asked: Day): Day {
  const from = nextDay ? walk(start, 1) : start
  if (!renews || !replacedOn || replacedOn > asked || replacedOn < from) return from
  return replacedOn <= walkedLast(from, `${months}mo`) ? replacedOn : from
}

describe('random terms', () => {
  test.each(Array.from({ length: 80 }, (_, seed) => [seed + 1]))('of seed %i are judged as a walk over the days judges them', (seed) => {
    const world = worldOf(seed * 7919)
    const roll = dice(seed)
    for (let n = 0; n < 10; n += 1) {
      const asked = walk(world.start, roll(900) - 60)
      const verdict = coverOn(world.ground, { day: asked })
      expect([asked, verdict.rule === 'first']).toEqual([asked, slowly(world, asked)])
    }
  })
})

test.each([
  ['2024-02-29', '12mo', '2025-02-28'], ['2024-02-28', '12mo', '2025-02-27'], ['2026-01-31', '1mo', '2026-02-28'], ['2026-03-11', '3y', '2029-03-10'], ['2026-01-01', '30d', '2026-01-30'], ['2026-06-08', '2w', '2026-06-21'],
])('a term from %s of %s ends on %s', (from, span, last) => expect(lastDayOf(day(from), span)).toBe(last))

test('there is no gap between a term and the one that follows, and an open length answers nothing', () => {
  const world = worldOf(5)
  const ends = coverOn(world.ground, { day: walk(world.start, 1200) })
  expect(ends).toMatchObject({ rule: 'after', covered: false, treatment: 'charge' })
  expect(coverOn(world.ground, { day: walk(ends.from!, -1) }).rule).toBe('first')
  const open = { ...world.ground, plan: { ...world.ground.plan, cover: [{ ...world.ground.plan.cover[0]!, length: 'tbd' }] } }
  expect(coverOn(open, { day: world.start }).because.some(({ code }) => code === 'length-open')).toBe(true)
})

test('a cause that wants proof is unproven until a word, a photo or a form says so', () => {
  const vocabulary = { causes: [{ code: 'broken', title: text, party: 'customer', excluded: 'charge', evidence: true }, { code: 'worn', title: text, party: 'vendor' }] } as unknown as Plan['vocabulary']
  expect(unprovenCause({ vocabulary }, { cause: 'broken' }, ['', null, 0])?.code).toBe('broken')
  expect(unprovenCause({ vocabulary }, { cause: 'broken', evidence: 'seen' }, [])).toBeNull()
  expect(unprovenCause({ vocabulary }, { cause: 'broken' }, ['note'])).toBeNull()
  expect(unprovenCause({ vocabulary }, { cause: 'worn' }, [])).toBeNull()
})
