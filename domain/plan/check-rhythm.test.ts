import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import { parsePlan } from '#contract/plan/plan.ts'
import { checkRhythm } from './check-rhythm.ts'
import type { Plan } from './plan.ts'

const read = (name: string): Plan => parsePlan(parse(readFileSync(new URL(`../../plans/${name}`, import.meta.url), 'utf8'), { maxAliasCount: 1000 }))
const p01 = read('P01.yaml')
const [first, ...others] = p01.promises
const withFirst = (change: object): Plan => ({ ...p01, promises: [{ ...first, ...change } as Plan['promises'][number], ...others] })
const codes = (plan: Plan) => [...checkRhythm(plan)].filter(({ severity }) => severity === 'error').map(({ code, path }) => `${code} ${path.join('.')}`)

describe('times that cannot be counted', () => {
  const ladder = [{ at: '100%', notify: 'lead' }, { at: '80%', notify: 'holder' }]
  test.each([
    ['working days without a calendar', withFirst({ targets: [{ within: '3wd' }] }), ['working-days-without-calendar promises.0']],
    ['a ladder that goes down', withFirst({ ladder }), ['ladder-order promises.0.ladder.1.at']],
    ['a cycle without rhythm or event', { ...p01, cycles: [{ id: 'x', clause: 'P01-20', title: p01.title, activity: 'inspection' as const }] }, ['cycle-without-rhythm cycles.0']],
    ['a calendar that never opens', { ...p01, calendars: { ...p01.calendars, shut: { zone: 'Asia/Taipei', versions: [{ from: '0000', week: {} }] } } }, ['bad-calendar calendars.shut']],
    ['a zone that does not exist', { ...p01, zone: 'Asia/Nowhere' }, ['unknown-zone zone']],
  ])('%s', (_, plan, expected) => expect(codes(plan)).toEqual(expected))
})
